"""The rows of a meeting, written in few statements: parties, attendances, topics, notes.

`is_new`: the meeting was inserted just now, so nothing hangs on it yet and nothing is looked for.
"""

from __future__ import annotations

from uuid import UUID

from coordination.domain.meeting_drafts import AttendanceDraft, MeetingDraft, TopicDraft
from coordination.models import Attendance, Meeting, MeetingNote, MeetingParty, Topic
from foundation.access.actors import Actor
from foundation.access.statements import insert_many

ATTENDANCE_FIELDS = ("name", "person", "post", "organisation", "presence", "represented_by")


def write_parties(meeting: Meeting, draft: MeetingDraft, *, is_new: bool = False) -> set[UUID]:
    """Every other side that the draft names is a party; give the roots of all of them.

    One that already reads the record cannot be taken off it.
    """
    named = {pk: one for pk, one in draft.sides().items() if one.root_id != meeting.held_by_id}
    existing = {} if is_new else {party.organisation_id: party for party in meeting.parties.all()}
    new = {pk: one for pk, one in named.items() if pk not in existing}
    insert_many([MeetingParty(meeting=meeting, organisation=one, root_id=one.root_id) for one in new.values()])
    kept = existing
    if existing and meeting.is_internal:
        bound = _bound_by_items(meeting)
        gone = [party.pk for pk, party in existing.items() if pk not in named and pk not in bound]
        if gone:
            MeetingParty.objects.filter(pk__in=gone).delete()
        kept = {pk: party for pk, party in existing.items() if party.pk not in gone}
    return {one.root_id for one in named.values()} | {party.root_id for party in kept.values()}


def _bound_by_items(meeting: Meeting) -> set[UUID]:
    pairs = meeting.action_items.values_list("owner_id", "agreed_with_id")
    return {pk for pair in pairs for pk in pair if pk}


def write_attendances(meeting: Meeting, draft: MeetingDraft, *, is_new: bool = False) -> None:
    existing = {} if is_new else {one.pk: one for one in meeting.attendances.all()}
    if draft.removed_attendances:
        meeting.attendances.filter(pk__in=draft.removed_attendances).delete()
    new, changed = [], []
    for one in draft.attendances:
        row = existing.get(one.pk) if one.pk else None
        if row is None:
            new.append(_filled(Attendance(meeting=meeting), one))
        elif row.pk not in draft.removed_attendances:
            changed.append(_filled(row, one))
    insert_many(new)
    if changed:
        Attendance.objects.bulk_update(changed, ATTENDANCE_FIELDS)


def _filled(row: Attendance, draft: AttendanceDraft) -> Attendance:
    for field in ATTENDANCE_FIELDS:
        setattr(row, field, getattr(draft, field))
    return row


def write_topics(meeting: Meeting, draft: MeetingDraft, *, by: Actor, is_new: bool = False) -> None:
    """A topic keeps its number for good; a new one gets the next."""
    existing = {} if is_new else {topic.pk: topic for topic in meeting.topics.all()}
    if draft.removed_topics:
        meeting.topics.filter(pk__in=draft.removed_topics).delete()
    number = max((topic.number for topic in existing.values()), default=0)
    new, changed = [], []
    for one in draft.topics:
        row = existing.get(one.pk) if one.pk else None
        if row is None:
            number += 1
            new.append(_topic(Topic(meeting=meeting, number=number), one, by=by))
        elif row.pk not in draft.removed_topics:
            changed.append(_topic(row, one, by=by))
    Topic.objects.bulk_create(new)
    if changed:
        Topic.objects.bulk_update(changed, ["title", "text", "outcome", "held_by"])


def _topic(row: Topic, draft: TopicDraft, *, by: Actor) -> Topic:
    row.title, row.text, row.outcome = draft.title, draft.text, draft.outcome
    row.held_by_id = by.root_id if draft.is_own else None
    return row


def write_notes(meeting: Meeting, draft: MeetingDraft, *, by: Actor, is_new: bool = False) -> None:
    """The joint text and the writer's side's own; an emptied one goes."""
    wanted = {None: draft.joint_note, by.root_id: draft.own_note}
    existing = {} if is_new else {note.held_by_id: note for note in meeting.notes.all()}
    new = []
    for held_by_id, text in wanted.items():
        note = existing.get(held_by_id)
        if note is None and text.strip():
            new.append(MeetingNote(meeting=meeting, held_by_id=held_by_id, text=text))
        elif note is not None and not text.strip():
            note.delete()
        elif note is not None and note.text != text:
            note.text = text
            note.save(update_fields=["text"])
    insert_many(new)
