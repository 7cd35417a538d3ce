from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from coordination.choices import ActionStatus, MeetingStatus
from coordination.domain.meeting_drafts import AttendanceDraft, TopicDraft
from coordination.domain.meetings import cancel_meeting, edit_meeting, hold_meeting, log_meeting, plan_meeting
from coordination.models import ActionItem, Meeting
from foundation.access.decisions import ActionDenied
from foundation.journal.models import Entry
from foundation.people.roles import Role
from foundation.submissions.models import Changed
from tests.coordination.meeting_world import DAY, World
from tests.factories import AreaFactory

pytestmark = pytest.mark.django_db


def test_log_writes_the_whole_meeting_and_keeps_it_internal():
    world = World()
    officer = world.officer()

    meeting = log_meeting(world.draft(own_note="Candid", joint_note="Agreed"), by=officer)

    assert (meeting.status, meeting.sensitivity) == (MeetingStatus.HELD, "internal")
    assert (meeting.held_by, meeting.component) == (world.mission, world.component)
    assert [party.organisation for party in meeting.parties.all()] == [world.town]
    assert [topic.title for topic in meeting.topics.all()] == ["Night patrols"]
    assert {note.held_by_id: note.text for note in meeting.notes.all()} == {None: "Agreed", world.mission.pk: "Candid"}
    item = meeting.action_items.get()
    assert (item.status, item.sensitivity) == (ActionStatus.REQUESTED, "internal")
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == ["added", "logged"]


def test_who_is_there_or_owes_becomes_a_party_and_the_keeping_side_does_not():
    world = World()
    people = (
        AttendanceDraft(name="Sultan", organisation=world.court),
        AttendanceDraft(name="A", organisation=world.component),
    )

    meeting = world.logged(parties=(), attendances=people)

    assert {party.organisation for party in meeting.parties.all()} == {world.town, world.court}


def test_a_meeting_to_come_is_planned_not_logged():
    world = World()
    to_come = timezone.localdate() + timedelta(days=2)  # not yet begun in any zone

    with pytest.raises(ActionDenied, match="can only be planned"):
        world.logged(day=to_come)

    assert plan_meeting(world.draft(day=to_come), by=world.officer()).status == MeetingStatus.PLANNED


def test_nobody_logs_in_an_area_that_is_not_theirs():
    world = World()

    with pytest.raises(ActionDenied, match="not one of yours"):
        world.logged(area=AreaFactory())

    assert not Meeting.objects.exists()


LOGS = {Role.LIAISON_OFFICER, Role.HEAD_OF_OFFICE}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.LOCAL_OFFICIAL, Role.PARTNER_STAFF}])
def test_only_who_logs_by_role_logs(role):
    world = World()
    actor = world.officer(role)

    if role in LOGS:
        assert log_meeting(world.draft(), by=actor).pk
        return
    with pytest.raises(ActionDenied):
        log_meeting(world.draft(), by=actor)


def test_edit_by_two_shows_the_second_what_the_first_wrote():
    world = World()
    first, second = world.officer(), world.officer()
    meeting = world.logged(first)
    edit_meeting(meeting, world.draft(title="First"), by=first, seen=meeting.revision)

    with pytest.raises(Changed) as changed:
        edit_meeting(meeting, world.draft(title="Second"), by=second, seen=meeting.revision)

    assert changed.value.theirs.title == "First"
    assert Meeting.objects.get().title == "First"


def test_edit_keeps_rows_that_the_editor_never_saw_and_removes_those_named():
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, topics=(TopicDraft("One"), TopicDraft("Two")))
    one, two = meeting.topics.order_by("number")

    draft = world.draft(
        topics=(TopicDraft("One, better", pk=one.pk), TopicDraft("Three")), removed_topics=frozenset({two.pk}), items=()
    )
    edit_meeting(meeting, draft, by=officer, seen=meeting.revision)

    assert list(meeting.topics.order_by("number").values_list("number", "title")) == [(1, "One, better"), (3, "Three")]
    assert meeting.action_items.count() == 1


def test_a_party_that_reads_the_record_cannot_be_taken_off_it():
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, parties=(world.town, world.court), items=())
    Meeting.objects.update(sensitivity="shared")
    meeting.refresh_from_db()

    edit_meeting(meeting, world.draft(parties=(), items=(), topics=()), by=officer, seen=meeting.revision)

    assert meeting.parties.count() == 2


MOVES = {
    (MeetingStatus.PLANNED, "hold"): True,
    (MeetingStatus.PLANNED, "cancel"): True,
    (MeetingStatus.HELD, "hold"): False,
    (MeetingStatus.HELD, "cancel"): False,
    (MeetingStatus.CANCELLED, "hold"): False,
    (MeetingStatus.CANCELLED, "cancel"): False,
}


@pytest.mark.parametrize(("status", "deed"), sorted(MOVES))
def test_moves_of_a_meeting(status, deed):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer)
    Meeting.objects.update(status=status)

    def move():
        if deed == "hold":
            return hold_meeting(meeting, by=officer, seen=meeting.revision)
        return cancel_meeting(meeting, by=officer, seen=meeting.revision, reason="Road cut")

    if not MOVES[status, deed]:
        with pytest.raises(ActionDenied, match="cannot become"):
            move()
        return
    moved = move()
    assert moved.status == {"hold": MeetingStatus.HELD, "cancel": MeetingStatus.CANCELLED}[deed]
    assert moved.cancel_reason == ("" if deed == "hold" else "Road cut")


@pytest.mark.parametrize("side", ["mayor", "stranger"])
def test_another_side_moves_nothing(side):
    world = World()
    meeting = world.logged()
    actor = world.mayor() if side == "mayor" else World().officer()

    for deed in (
        lambda: edit_meeting(meeting, world.draft(), by=actor, seen=None),
        lambda: hold_meeting(meeting, by=actor, seen=None),
        lambda: cancel_meeting(meeting, by=actor, seen=None, reason="x"),
    ):
        with pytest.raises(ActionDenied):
            deed()


def test_a_full_meeting_is_written_in_few_statements(django_assert_max_num_queries):
    world = World()
    officer = world.officer()
    draft = world.draft(attendances=world.crowd(10), items=world.owed(20), day=DAY)

    with django_assert_max_num_queries(25):
        log_meeting(draft, by=officer)

    assert ActionItem.objects.count() == 20


def test_the_hour_is_the_places_own():
    world = World()

    meeting = world.logged(at=time(10, 30), day=date(2026, 7, 1))

    assert meeting.local_start.isoformat() == "2026-07-01T10:30:00+01:00"
