from __future__ import annotations

import pytest

from foundation.access.decisions import ActionDenied
from foundation.journal.models import Entry
from foundation.people.domain import organisations
from foundation.people.models import Organisation
from foundation.submissions.models import Changed


def add(world, *, by="administrator", kind="local_authority", area=None, parent=None):
    return organisations.add_organisation(
        names={"en": "Council of elders"}, kind=kind, area=area or world.town.area, parent=parent, by=world.actor(by)
    )


def test_a_new_organisation_is_a_side_of_its_own(world):
    made = add(world)

    assert made.root_id == made.pk
    assert Entry.objects.get().facts == {"kind": "local_authority"}


def test_a_component_shares_the_root_however_deep(world):
    part = add(world, parent=world.town)
    office = add(world, parent=part)

    assert part.root_id == office.root_id == world.town.pk


def test_a_component_is_of_the_kind_of_what_it_belongs_to(world):
    with pytest.raises(ActionDenied, match="same kind"):
        add(world, kind="partner", parent=world.town)


def test_nothing_is_added_below_what_is_retired(world):
    Organisation.objects.filter(pk=world.far_town.pk).update(retired_on="2026-01-01")
    world.far_town.refresh_from_db()

    with pytest.raises(ActionDenied, match="retired"):
        add(world, parent=world.far_town, area=world.far_town.area)


@pytest.mark.parametrize(
    ("by", "kind", "where", "is_allowed"),
    [
        ("administrator", "mission", "far_town", True),
        ("administrator", "local_authority", "far_town", True),
        ("officer", "local_authority", "town", True),
        ("officer", "local_authority", "far_town", False),
        ("officer", "mission", "town", False),
        ("head", "customary_authority", "town", True),
        ("mayor", "local_authority", "town", False),
        ("ngo_worker", "partner", "ngo", False),
        ("auditor", "local_authority", "town", False),
        ("stranger", "local_authority", "town", False),
    ],
)
def test_who_adds_what_where(world, by, kind, where, is_allowed):
    before = Organisation.objects.count()

    if is_allowed:
        add(world, by=by, kind=kind, area=getattr(world, where).area)
    else:
        with pytest.raises(ActionDenied):
            add(world, by=by, kind=kind, area=getattr(world, where).area)

    assert Organisation.objects.count() - before == is_allowed


def test_a_new_name_is_kept_and_journalled_without_the_name(world):
    organisations.rename_organisation(
        world.town, names={"fr": "Mairie de Corma"}, by=world.actor("officer"), seen=world.town.revision
    )

    world.town.refresh_from_db()
    assert world.town.names == {"fr": "Mairie de Corma"}
    assert Entry.objects.get().facts == {}


def test_a_late_rename_overwrites_nothing(world):
    officer = world.actor("officer")
    organisations.rename_organisation(world.town, names={"en": "First"}, by=officer, seen=1)

    with pytest.raises(Changed):
        organisations.rename_organisation(world.town, names={"en": "Second"}, by=officer, seen=1)

    assert Organisation.objects.get(pk=world.town.pk).names == {"en": "First"}
