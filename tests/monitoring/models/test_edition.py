from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError

from foundation.access.actors import NOBODY
from foundation.people.roles import Role
from monitoring.choices import AudienceKind, EditionState
from monitoring.models import Edition
from tests.factories import AreaFactory, EditionFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db

READY = EditionState.READY


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def town():
    return OrganisationFactory()


def seen_by(actor):
    return set(Edition.objects.visible_to(actor))


def test_who_sees_which_edition(mission, town):
    internal = EditionFactory(held_by=mission, state=READY)
    towns = EditionFactory(held_by=mission, audience=AudienceKind.ORGANISATION, organisation=town, state=READY)
    public = EditionFactory(held_by=mission, audience=AudienceKind.PUBLIC, state=READY)
    waiting = EditionFactory(held_by=mission, language="fr")
    towns_waiting = EditionFactory(
        held_by=mission, audience=AudienceKind.ORGANISATION, organisation=town, language="fr"
    )
    whole = EditionFactory(held_by=mission, audience=AudienceKind.MISSION, state=READY)
    makers = {internal, towns, public, waiting, towns_waiting, whole}

    assert seen_by(actor_of(mission, Role.ME_OFFICER)) == makers - {internal, waiting}, "these are exact"
    assert seen_by(actor_of(mission, Role.HEAD_OF_OFFICE)) == makers
    assert seen_by(actor_of(mission)) == makers
    assert seen_by(actor_of(town)) == {towns, public}
    assert seen_by(actor_of(OrganisationFactory())) == {public}
    assert seen_by(actor_of(mission, Role.FEEDBACK_OFFICER)) == {public}
    assert seen_by(actor_of(mission, Role.ADMINISTRATOR)) == {public}
    assert seen_by(actor_of(mission, Role.AUDITOR)) == set()
    assert seen_by(actor_of(mission, Role.PROTECTED_CASE_OFFICER)) == set()
    assert seen_by(NOBODY) == set()


def test_an_officer_of_another_area_does_not_see_it(mission):
    here, elsewhere = mission.area, AreaFactory()
    EditionFactory(held_by=mission, state=READY)
    both = EditionFactory(held_by=mission, state=READY, language="fr", areas=[here, elsewhere])

    assert seen_by(actor_of(mission, areas=[elsewhere])) == set()
    assert both not in seen_by(actor_of(mission, areas=[here])), "half of it lies outside"
    assert both in seen_by(actor_of(mission, areas=[here, elsewhere]))
    assert seen_by(actor_of(mission, areas=[])) == {*()}


def test_there_is_one_edition_only(mission):
    EditionFactory(held_by=mission)

    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(held_by=mission)
    EditionFactory(held_by=mission, language="fr")


def test_the_database_refuses_to_change_a_ready_edition(mission):
    edition = EditionFactory(held_by=mission, state=READY)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(contents="other")
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).delete()


def test_a_ready_edition_has_contents_and_a_failed_one_a_reason(mission):
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(held_by=mission, state=READY, contents="")
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(held_by=mission, state=EditionState.FAILED, problem="")
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(held_by=mission, audience=AudienceKind.ORGANISATION)
