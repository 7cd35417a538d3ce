"""What may be counted for whom: the truth tables beside those of `visible_to`."""

from __future__ import annotations

import pytest

from coordination.models import ActionItem, Attendance, Meeting, Minutes, MinutesVersion
from foundation.access.choices import Sensitivity
from foundation.figures.countables import PUBLIC, Audience
from tests.factories import (
    ActionItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesFactory,
    MinutesVersionFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

# Who keeps the record, how far it goes → for which audiences it is counted. "shared" as in is_shared_only.
COUNTED = {
    ("mission", "public"): {"mission", "town", "stranger", "public", "mission shared", "town shared"},
    ("mission", "shared"): {"mission", "town", "mission shared", "town shared"},
    ("mission", "internal"): {"mission"},
    ("mission", "restricted"): set(),
    ("town", "public"): {"mission", "town", "stranger", "public", "mission shared", "town shared"},
    ("town", "shared"): {"mission", "town", "mission shared", "town shared"},
    ("town", "internal"): {"town"},
    ("town", "restricted"): set(),
}


@pytest.fixture
def sides():
    return {
        "mission": OrganisationFactory(kind="mission"),
        "town": OrganisationFactory(),
        "stranger": OrganisationFactory(),
    }


@pytest.fixture
def audiences(sides):
    found = {name: Audience(side.pk) for name, side in sides.items()}
    shared = {f"{name} shared": Audience(sides[name].pk, is_shared_only=True) for name in ("mission", "town")}
    return found | shared | {"public": PUBLIC, "nobody": Audience()}


def meeting_of(sides, holder, sensitivity):
    meeting = MeetingFactory(held_by=sides[holder], sensitivity=sensitivity)
    for other in ("mission", "town"):
        if other != holder:
            MeetingPartyFactory(meeting=meeting, organisation=sides[other])
    return meeting


@pytest.mark.parametrize(("holder", "sensitivity"), COUNTED)
def test_a_meeting_and_what_hangs_on_it(sides, audiences, holder, sensitivity):
    meeting = meeting_of(sides, holder, Sensitivity(sensitivity))
    MinutesFactory(meeting=meeting)
    MinutesVersionFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting)

    for model in (Meeting, Minutes, MinutesVersion, Attendance):
        found = {name for name, audience in audiences.items() if model.objects.counted_for(audience).exists()}
        assert found == COUNTED[holder, sensitivity], model


@pytest.mark.parametrize(("holder", "sensitivity"), COUNTED)
def test_an_action_item(sides, audiences, holder, sensitivity):
    mission, town = sides["mission"], sides["town"]
    ActionItemFactory(owner=town, agreed_with=mission, held_by=sides[holder], sensitivity=Sensitivity(sensitivity))

    found = {name for name, audience in audiences.items() if ActionItem.objects.counted_for(audience).exists()}
    assert found == COUNTED[holder, sensitivity]


def test_an_own_task_is_counted_for_its_side_alone(sides, audiences):
    ActionItemFactory(owner=sides["town"], agreed_with=None, sensitivity=Sensitivity.INTERNAL)

    found = {name for name, audience in audiences.items() if ActionItem.objects.counted_for(audience).exists()}
    assert found == {"town"}
