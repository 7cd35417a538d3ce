from __future__ import annotations

import pytest

from coordination.choices import ActionStatus, MeetingStatus
from coordination.domain.meeting_drafts import ReviewTick
from coordination.domain.meetings import plan_meeting
from coordination.domain.opening_review import open_items, record_told_done
from coordination.models import Meeting
from foundation.access.decisions import ActionDenied
from foundation.notices.models import Notice
from foundation.notices.wording import words_for
from foundation.submissions.models import Changed
from tests.coordination.meeting_world import World
from tests.factories import ActionItemFactory, AreaFactory, MeetingFactory, MeetingPartyFactory

pytestmark = pytest.mark.django_db

S = ActionStatus


def owed(world: World, *, ours: bool, status: S, **changes):
    sides = (world.component, world.town) if ours else (world.town, world.component)
    words = {"owner": sides[0], "agreed_with": sides[1], "area": world.area, "status": status}
    return ActionItemFactory(**(words | changes))


ANSWERS = {
    (True, S.REQUESTED): "",
    (True, S.ACCEPTED): "done",
    (True, S.IN_PROGRESS): "done",
    (True, S.REPORTED_DONE): "",
    (False, S.REQUESTED): "",
    (False, S.ACCEPTED): "done",
    (False, S.IN_PROGRESS): "done",
    (False, S.REPORTED_DONE): "confirmed",
}


@pytest.mark.parametrize(("ours", "status"), sorted(ANSWERS))
def test_what_may_be_ticked_for_an_open_item(ours, status):
    world = World()
    item = owed(world, ours=ours, status=status)

    found = open_items(world.officer(), [world.town.pk], world.area)

    assert [(one.item, one.is_ours, one.answer) for one in found] == [(item, ours, ANSWERS[ours, status])]


@pytest.mark.parametrize("status", [S.CONFIRMED, S.DECLINED, S.WITHDRAWN, S.DROPPED])
def test_what_is_closed_is_not_asked_again(status):
    world = World()
    owed(world, ours=False, status=status)

    assert open_items(world.officer(), [world.town.pk], world.area) == []


def test_the_latest_meetings_items_come_first_then_what_is_older():
    world = World()
    officer = world.officer()
    latest = MeetingFactory(held_by=world.mission, component=world.component, area=world.area, day="2026-11-20")
    MeetingPartyFactory(meeting=latest, organisation=world.town)
    older = MeetingFactory(held_by=world.mission, component=world.component, area=world.area, day="2026-10-01")
    MeetingPartyFactory(meeting=older, organisation=world.town)
    before = owed(world, ours=True, status=S.ACCEPTED, meeting=older, due_on="2026-01-01")
    last = owed(world, ours=False, status=S.ACCEPTED, meeting=latest)

    found = open_items(officer, [world.town.pk], world.area)

    assert [(one.item, one.is_last) for one in found] == [(last, True), (before, False)]


def test_items_of_another_area_or_side_stay_out():
    world = World()
    owed(world, ours=False, status=S.ACCEPTED, owner=world.court)
    owed(world, ours=False, status=S.ACCEPTED, area=AreaFactory())

    assert open_items(world.officer(), [world.town.pk], world.area) == []


WHO = {"officer": True, "head_of_office": True, "mayor": False, "sultan": False, "stranger": False}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("status", S)
def test_who_may_write_down_what_was_told(who, status):
    world = World()
    item = owed(world, ours=False, status=status)
    meeting = world.logged(items=())
    actors = {
        "officer": world.officer,
        "head_of_office": lambda: world.officer("head_of_office"),
        "mayor": world.mayor,
        "sultan": world.sultan,
        "stranger": lambda: World().officer(),
    }

    def tell():
        return record_told_done(item, by=actors[who](), seen=None, meeting=meeting, party_roots={world.town.pk})

    if WHO[who] and status in {S.ACCEPTED, S.IN_PROGRESS}:
        assert tell().status == S.REPORTED_DONE
        assert "Told at the meeting" in item.remarks.get().text
        return
    with pytest.raises(ActionDenied):
        tell()
    item.refresh_from_db()
    assert item.status == status


def test_who_owes_hears_what_was_written_down_as_told():
    world = World()
    mayor, officer = world.mayor(), world.officer()
    item = owed(world, ours=False, status=S.ACCEPTED, sensitivity="shared")
    meeting = world.logged(officer, items=())

    record_told_done(item, by=officer, seen=None, meeting=meeting, party_roots={world.town.pk})

    notice = Notice.objects.get(about_id=item.pk)
    assert (notice.user_id, notice.kind) == (mayor.user_id, "action_item_told_done")
    assert "told at a meeting" in words_for(notice).subject


def test_what_is_not_shared_is_not_told_to_who_owes():
    world = World()
    world.mayor()
    officer = world.officer()
    item = owed(world, ours=False, status=S.ACCEPTED, sensitivity="internal", held_by=world.mission)

    record_told_done(item, by=officer, seen=None, meeting=world.logged(officer, items=()), party_roots={world.town.pk})

    assert not Notice.objects.filter(about_id=item.pk).exists()


def test_only_who_was_at_the_meeting_can_have_told_it():
    world = World()
    item = owed(world, ours=False, status=S.ACCEPTED)
    meeting = world.logged(items=())

    with pytest.raises(ActionDenied, match="no party to the meeting"):
        record_told_done(item, by=world.officer(), seen=None, meeting=meeting, party_roots={world.court.pk})
    Meeting.objects.update(status=MeetingStatus.PLANNED)
    meeting.refresh_from_db()
    with pytest.raises(ActionDenied, match="not been held"):
        record_told_done(item, by=world.officer(), seen=None, meeting=meeting, party_roots={world.town.pk})


def test_a_tick_on_what_changed_meanwhile_takes_the_whole_log_back():
    world = World()
    item = owed(world, ours=False, status=S.REPORTED_DONE)

    with pytest.raises(Changed):
        world.logged(review=(ReviewTick(item.pk, "confirmed", item.revision + 1),))

    assert not Meeting.objects.exists()


def test_a_planned_meeting_moves_no_item():
    world = World()
    item = owed(world, ours=False, status=S.REPORTED_DONE)
    officer = world.officer()
    plan_meeting(world.draft(review=(ReviewTick(item.pk, "confirmed", item.revision),)), by=officer)

    item.refresh_from_db()
    assert item.status == S.REPORTED_DONE
