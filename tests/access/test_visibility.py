from __future__ import annotations

import pytest

from coordination.models import ActionItem, Meeting, MeetingAssignment, MeetingParty
from foundation.access import visibility
from foundation.access.actors import NOBODY, Actor
from foundation.access.choices import Sensitivity
from tests.factories import (
    AreaFactory,
    MeetingFactory,
    MeetingPartyFactory,
    OrganisationFactory,
    UserFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

BLOCKS = {
    "public": lambda actor: visibility.public(actor),
    "named_party": lambda actor: visibility.named_party(actor, MeetingParty.objects.all(), record="meeting_id"),
    "held_by_mine": lambda actor: visibility.held_by_mine(actor, verb="see_internal"),
    "shared_by_mine": lambda actor: visibility.shared_by_mine(actor),
    "in_my_areas": lambda actor: visibility.in_my_areas(actor),
    "assigned": lambda actor: visibility.assigned(actor, MeetingAssignment.objects.all(), record="meeting_id"),
}


def seen(block: str, actor: Actor) -> set:
    return set(Meeting.objects.filter(BLOCKS[block](actor)))


@pytest.mark.parametrize("sensitivity", Sensitivity.values)
@pytest.mark.parametrize("block", BLOCKS)
def test_nobody_sees_nothing(block, sensitivity):
    MeetingPartyFactory(meeting__sensitivity=sensitivity)
    assert not seen(block, NOBODY)
    assert not seen(block, Actor(user=UserFactory()))


@pytest.mark.parametrize("block", ["public", "named_party", "held_by_mine", "shared_by_mine"])
def test_a_role_without_the_verb_sees_nothing(block):
    party = MeetingPartyFactory(meeting__sensitivity=Sensitivity.PUBLIC)
    for root in (party.root, party.meeting.held_by):
        actor = Actor(user=UserFactory(), root_id=root.pk, side="local_authority", verbs=frozenset({"else"}))
        assert not seen(block, actor)


def test_a_named_side_sees_what_is_shared_with_it_and_no_other_does():
    party = MeetingPartyFactory(meeting__sensitivity=Sensitivity.SHARED)
    internal = MeetingPartyFactory(root=party.root, organisation=party.organisation)
    assert seen("named_party", actor_of(party.organisation)) == {party.meeting}
    assert not seen("named_party", actor_of(OrganisationFactory()))
    assert internal.meeting.sensitivity == Sensitivity.INTERNAL


def test_restricted_is_only_for_who_is_assigned():
    meeting = MeetingFactory(sensitivity=Sensitivity.RESTRICTED)
    keeper = actor_of(meeting.held_by)
    assert not any(seen(block, keeper) for block in ("public", "named_party", "held_by_mine", "shared_by_mine"))
    MeetingAssignment.objects.create(meeting=meeting, user=keeper.user)
    assert seen("assigned", keeper) == {meeting}
    assert not seen("assigned", actor_of(meeting.held_by))


def test_the_mission_sees_its_own_in_its_areas_and_below_only():
    mission = OrganisationFactory(kind="mission")
    province = AreaFactory()
    inside = MeetingFactory(held_by=mission, area=AreaFactory(parent=province))
    MeetingFactory(held_by=mission, area=AreaFactory())
    assert seen("held_by_mine", actor_of(mission, areas=[province])) == {inside}
    assert not seen("held_by_mine", actor_of(mission, areas=[]))


def test_an_area_whose_code_begins_alike_is_another():
    mission = OrganisationFactory(kind="mission")
    area = AreaFactory(code="CRN1")
    MeetingFactory(held_by=mission, area=AreaFactory(code="CRN11"))
    assert not seen("held_by_mine", actor_of(mission, areas=[area]))


def test_who_has_a_conflict_of_interest_is_excluded_by_name():
    meeting = MeetingFactory()
    actor = actor_of(meeting.held_by)
    MeetingAssignment.objects.create(meeting=meeting, user=actor.user)  # any table of users will do
    condition = visibility.conflicted(actor, MeetingAssignment.objects.all(), record="meeting_id")
    assert not Meeting.objects.exclude(condition)
    other = visibility.conflicted(actor_of(meeting.held_by), MeetingAssignment.objects.all(), record="meeting_id")
    assert set(Meeting.objects.exclude(other)) == {meeting}


def test_nothing_stays_nothing_in_every_combination():
    MeetingFactory()
    assert not Meeting.objects.filter(visibility.NOTHING | visibility.NOTHING)
    assert not Meeting.objects.filter(visibility.NOTHING & visibility.in_my_areas(NOBODY))
    assert not ActionItem.objects.visible_to(NOBODY)
