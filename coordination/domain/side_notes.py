"""Each side's own note on a meeting: read by that side alone."""

from __future__ import annotations

import hashlib

from django.db import transaction

from coordination.models import Meeting, MeetingNote
from coordination.permissions.meetings import can_write_side_note
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.submissions.models import Changed


def own_note(meeting: Meeting, actor: Actor) -> MeetingNote | None:
    if actor.root_id is None:
        return None
    return MeetingNote.objects.visible_to(actor).filter(meeting=meeting, held_by_id=actor.root_id).first()


def mark_of(text: str) -> str:
    """By which a form tells the text it was opened with."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def write_side_note(meeting: Meeting, *, by: Actor, text: str, seen: str | None = None) -> MeetingNote | None:
    """Replace the own side's note; an empty text takes it away. `seen` is the mark of the text that was read.

    Raises:
        Changed: a colleague wrote meanwhile.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    require(can_write_side_note(by, meeting))
    note = MeetingNote.objects.filter(meeting=meeting, held_by_id=by.root_id).first()
    if seen is not None and seen != mark_of(note.text if note else ""):
        raise Changed(note or MeetingNote(meeting=meeting, held_by_id=by.root_id, text=""))
    if note is None:
        note = MeetingNote(meeting=meeting, held_by_id=by.root_id)
    if not text.strip():
        if note._state.adding is False:
            note.delete()
        return None
    note.text = text
    note.save()
    record("wrote_side_note", meeting, by=by)
    return note
