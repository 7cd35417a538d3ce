"""Everything that changes a meeting: planned, logged, edited, held, cancelled."""

from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from coordination.choices import MeetingStatus
from coordination.domain.meeting_drafts import MeetingDraft
from coordination.domain.meeting_rows import write_attendances, write_notes, write_parties, write_topics
from coordination.domain.new_action_items import add_action_items
from coordination.domain.opening_review import review_open_items
from coordination.models import Meeting
from coordination.permissions.meetings import (
    can_cancel_meeting,
    can_date_as_held,
    can_edit_meeting,
    can_hold_meeting,
    can_log_meeting,
    can_log_meeting_in,
    can_plan_meeting,
)
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record

FIELDS = ("title", "kind", "area", "place", "day", "starts_at", "zone", "language")


def log_meeting(draft: MeetingDraft, *, by: Actor) -> Meeting:
    """Write down a meeting that was held, with all that the draft names. Internal until shared.

    Raises:
        Changed: an item of the draft's review is no longer as it was; nothing is written.
    """
    require(can_log_meeting(by))
    require(can_date_as_held(draft.day, today=_today(draft)))
    require(can_log_meeting_in(by, draft.area))
    # Only what was ticked can be found changed, so only then is there something to go back to.
    with transaction.atomic(savepoint=bool(draft.review)):
        return _write(draft, MeetingStatus.HELD, "logged", by=by)


@transaction.atomic
def plan_meeting(draft: MeetingDraft, *, by: Actor) -> Meeting:
    """Write down a meeting to come. What was said of open items waits until it is held."""
    require(can_plan_meeting(by))
    return _write(draft, MeetingStatus.PLANNED, "planned", by=by)


@transaction.atomic
def edit_meeting(meeting: Meeting, draft: MeetingDraft, *, by: Actor, seen: int | None) -> Meeting:
    """Change the live record. What was shared stays as it is until it is shared again.

    Raises:
        Changed: somebody else wrote since the revision `seen`.
    """
    meeting = Meeting.objects.locked(meeting, seen=seen)
    require(can_edit_meeting(by, meeting))
    if meeting.status == MeetingStatus.HELD:
        require(can_date_as_held(draft.day, today=_today(draft)))
    _fill(meeting, draft, by=by)
    meeting.save_changes(*FIELDS)
    _write_rows(meeting, draft, by=by)
    record("edited", meeting, by=by)
    return meeting


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: Actor, seen: int | None, draft: MeetingDraft | None = None) -> Meeting:
    """A planned meeting took place; with a draft, what came of it is written in the same deed."""
    meeting = Meeting.objects.locked(meeting, seen=seen)
    require(can_hold_meeting(by, meeting))
    if draft is not None:
        _fill(meeting, draft, by=by)
    today = timezone.localdate(timezone=ZoneInfo(meeting.zone))
    require(can_date_as_held(meeting.day, today=today))
    meeting.status = MeetingStatus.HELD
    meeting.save_changes(*FIELDS, "status")
    if draft is not None:
        _write_rows(meeting, draft, by=by)
    record("held", meeting, by=by, status=meeting.status)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Actor, seen: int | None, reason: str) -> Meeting:
    meeting = Meeting.objects.locked(meeting, seen=seen)
    require(can_cancel_meeting(by, meeting))
    meeting.status, meeting.cancel_reason = MeetingStatus.CANCELLED, reason
    meeting.save_changes("status", "cancel_reason")
    record("cancelled", meeting, by=by, status=meeting.status)
    return meeting


def _write(draft: MeetingDraft, status: MeetingStatus, verb: str, *, by: Actor) -> Meeting:
    our_side, component = cast("UUID", by.root_id), cast("UUID", by.organisation_id)  # the rule asks for both
    meeting = Meeting(status=status, held_by_id=our_side, component_id=component, logged_by=by.user)
    _fill(meeting, draft, by=by)
    meeting.save(force_insert=True)
    _write_rows(meeting, draft, by=by, is_new=True)
    record(verb, meeting, by=by, status=meeting.status, kind=meeting.kind, day=meeting.day)
    return meeting


def _fill(meeting: Meeting, draft: MeetingDraft, *, by: Actor) -> None:
    require(can_log_meeting_in(by, draft.area))
    meeting.title, meeting.kind, meeting.area, meeting.place = draft.title, draft.kind, draft.area, draft.place
    meeting.day, meeting.starts_at, meeting.zone = draft.day, draft.starts_at, draft.zone
    meeting.language = draft.language


def _write_rows(meeting: Meeting, draft: MeetingDraft, *, by: Actor, is_new: bool = False) -> None:
    parties = write_parties(meeting, draft, is_new=is_new)
    write_attendances(meeting, draft, is_new=is_new)
    write_topics(meeting, draft, by=by, is_new=is_new)
    write_notes(meeting, draft, by=by, is_new=is_new)
    if draft.items:
        add_action_items(list(draft.items), by=by, area=draft.area, meeting=meeting)
    if draft.review and meeting.status == MeetingStatus.HELD:
        review_open_items(draft.review, by=by, meeting=meeting, party_roots=parties)


def _today(draft: MeetingDraft) -> date:
    return timezone.localdate(timezone=ZoneInfo(draft.zone))
