"""Deeds on a meeting: cancel, share, circulate, write a side note, add and give out files."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coordination.domain import meeting_files, meetings, side_notes
from coordination.domain.meeting_pages import meeting_page
from coordination.forms.meetings import CancelForm, FileForm, SideNoteForm
from coordination.models import Meeting, MeetingFile, MeetingNote
from coordination.permissions.meetings import (
    can_add_meeting_file,
    can_cancel_meeting,
    can_remove_meeting_file,
    can_write_side_note,
)
from coordination.views.meeting_conflicts import who_and_when
from coordination.views.meetings import page_context
from foundation.access.gates import gated, shown
from foundation.access.requests import SignedInRequest
from foundation.files.storing import answer, check
from foundation.submissions.keys import new_key
from foundation.submissions.models import Changed
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


def page_again(request: SignedInRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    """The meeting's page with the errors of one of its small forms."""
    page = meeting_page(request.actor, meeting.pk)
    return render(request, "coordination/meeting.html", page_context(page, **forms), status=422)


@require_POST
@once
@gated(can_cancel_meeting, model=Meeting)
def meeting_cancel(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    form = CancelForm(request.POST)
    if not form.is_valid():
        return page_again(request, meeting, cancel_form=form)
    reason = form.cleaned_data["reason"]
    meeting = meetings.cancel_meeting(meeting, by=request.actor, seen=seen_revision(request), reason=reason)
    say_saved(request, _("The meeting is cancelled."))
    return redirect(meeting)


@require_POST
@once
@gated(can_write_side_note, model=Meeting)
def meeting_write_side_note(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    form = SideNoteForm(request.POST)
    if not form.is_valid():
        return page_again(request, meeting, note_form=form)
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"] or None
    try:
        side_notes.write_side_note(meeting, by=request.actor, text=text, seen=seen)
    except Changed as changed:
        return note_conflict(request, meeting, changed.theirs, text)
    say_saved(request, _("Your side's note is saved."))
    return redirect(meeting)


def note_conflict(request: SignedInRequest, meeting: Meeting, theirs: Any, text: str) -> HttpResponse:
    note: MeetingNote = theirs
    conflict = {
        **who_and_when(request, meeting),
        "fields": [{"label": _("Our side's note"), "theirs": note.text, "mine": text}],
        "record_url": meeting.get_absolute_url(),
        "resend_url": request.path,
        "resend_fields": [("text", text), ("seen", side_notes.mark_of(note.text))],
        "submission_key": new_key(request.user.pk),
        "revision": "",
    }
    return render(request, "409.html", {"conflict": conflict, "marking": meeting.sensitivity}, status=409)


@require_POST
@once
@gated(can_add_meeting_file, model=Meeting)
def meeting_add_file(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_again(request, meeting, file_form=form)
    try:
        checked = check(form.cleaned_data["upload"])
    except ValidationError as refused:
        form.add_error("upload", refused)
        return page_again(request, meeting, file_form=form)
    is_own = form.cleaned_data["is_own"]
    meeting_files.add_meeting_file(meeting, by=request.actor, checked=checked, is_own=is_own)
    say_saved(request, _("The file is added."))
    return redirect(meeting)


@require_safe
@shown(model=Meeting)
def meeting_file(request: SignedInRequest, meeting: Meeting, file_id: Any) -> HttpResponse:
    kept = meeting_files.readable_files(meeting, request.actor).filter(pk=file_id).first()
    if kept is None:
        raise Http404
    return cast("HttpResponse", answer(kept.file))


@require_POST
@once
@gated(can_remove_meeting_file, model=MeetingFile)
def meeting_remove_file(request: SignedInRequest, kept: MeetingFile) -> HttpResponse:
    meeting_files.remove_meeting_file(kept, by=request.actor)
    say_saved(request, _("The file is taken away."))
    return redirect(kept.meeting)
