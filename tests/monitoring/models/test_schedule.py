from __future__ import annotations

import pytest

from foundation.people.roles import Role
from monitoring.models import EditionSend, ReportSchedule, ScheduleRun
from tests.factories import (
    AreaFactory,
    EditionFactory,
    EditionSendFactory,
    OrganisationFactory,
    ReportScheduleFactory,
    ScheduleRunFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db


def test_a_schedule_is_seen_by_readers_of_its_side_in_its_areas():
    mission = OrganisationFactory(kind="mission")
    schedule = ReportScheduleFactory(held_by=mission)
    run = ScheduleRunFactory(schedule=schedule)
    seen = {actor_of(mission), actor_of(mission, Role.ME_OFFICER), actor_of(mission, Role.HEAD_OF_OFFICE)}
    others = {
        actor_of(mission, areas=[AreaFactory()]),
        actor_of(OrganisationFactory()),
        actor_of(mission, Role.ADMINISTRATOR),
        actor_of(OrganisationFactory(kind="mission")),
    }

    assert all(set(ReportSchedule.objects.visible_to(actor)) == {schedule} for actor in seen)
    assert all(set(ScheduleRun.objects.visible_to(actor)) == {run} for actor in seen)
    assert not any(ReportSchedule.objects.visible_to(actor).exists() for actor in others)
    assert not any(ScheduleRun.objects.visible_to(actor).exists() for actor in others)


def test_a_reader_knows_of_own_receipts_alone():
    mission, town = OrganisationFactory(kind="mission"), OrganisationFactory()
    mayor, deputy, officer = actor_of(town), actor_of(town), actor_of(mission)
    edition = EditionFactory(held_by=mission, audience="organisation", organisation=town, state="ready")
    mayors, deputys = (
        EditionSendFactory(edition=edition, user=mayor.user),
        EditionSendFactory(edition=edition, user=deputy.user),
    )

    assert set(EditionSend.objects.visible_to(mayor)) == {mayors}
    assert set(EditionSend.objects.visible_to(officer)) == {mayors, deputys}
