"""The log form: a new meeting, an edited one, a planned one that was held."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.domain import meetings
from coordination.forms.form_data import data_of, new_data
from coordination.forms.log_form import LogForm
from coordination.models import ActionItem, Meeting
from coordination.permissions.meetings import can_edit_meeting, can_hold_meeting, can_log_meeting
from coordination.views.meeting_conflicts import meeting_conflict
from foundation.access.gates import allowed, gated
from foundation.access.requests import SignedInRequest
from foundation.submissions.models import Changed
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved
from foundation.ui.repeaters import asks_for_row, with_added_row

PAGE = "coordination/meeting_form.html"
# Buttons that lay the form out anew and store nothing.
HELPS = {"add_row", "repeat_attendance", "make_topics", "show_open"}


def asks_for_help(request: SignedInRequest) -> bool:
    return request.method == "POST" and bool(HELPS & set(request.POST))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(can_log_meeting)
def meeting_new(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, LogForm(new_data(request.actor, request.GET), actor=request.actor).quiet())
    if asks_for_help(request):
        return show(request, helped(request))
    return meeting_save(request)


@once
def meeting_save(request: SignedInRequest) -> HttpResponse:
    log = LogForm(request.POST, actor=request.actor)
    if not log.is_valid():
        return show(request, log, status=422)
    write = meetings.plan_meeting if log.form.is_to_come else meetings.log_meeting
    try:
        meeting = write(log.draft(), by=request.actor)
    except Changed as changed:
        return changed_item(request, log, changed)
    say_saved(request, _("The meeting is saved. Only the mission sees it until you share it."))
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@gated(can_edit_meeting, model=Meeting)
def meeting_edit(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return edit(request, meeting, save=meeting_edit_save)


@require_http_methods(["GET", "HEAD", "POST"])
@gated(can_hold_meeting, model=Meeting)
def meeting_hold(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return edit(request, meeting, save=meeting_hold_save, deed="hold")


def edit(request: SignedInRequest, meeting: Meeting, *, save: Any, deed: str = "edit") -> HttpResponse:
    if request.method != "POST":
        data = data_of(meeting, request.actor)
        if deed == "hold":
            data["is_planned"] = ""
        return show(request, LogForm(data, actor=request.actor, meeting=meeting).quiet(), meeting=meeting, deed=deed)
    if asks_for_help(request):
        return show(request, helped(request, meeting), meeting=meeting, deed=deed)
    return save(request, meeting=meeting)


@once
def meeting_edit_save(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    seen = seen_revision(request)
    log = LogForm(request.POST, actor=request.actor, meeting=meeting)
    if not log.is_valid():
        return show(request, log, meeting=meeting, status=422)
    try:
        meeting = meetings.edit_meeting(meeting, log.draft(), by=request.actor, seen=seen)
    except Changed as changed:
        return meeting_conflict(request, changed.theirs)
    say_saved(request, _("The meeting is saved."))
    return redirect(meeting)


@once
def meeting_hold_save(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    seen = seen_revision(request)
    log = LogForm(request.POST, actor=request.actor, meeting=meeting)
    if not log.is_valid():
        return show(request, log, meeting=meeting, deed="hold", status=422)
    try:
        meeting = meetings.hold_meeting(meeting, by=request.actor, seen=seen, draft=log.draft())
    except Changed as changed:
        if isinstance(changed.theirs, ActionItem):
            return changed_item(request, log, changed, meeting=meeting, deed="hold")
        return meeting_conflict(request, changed.theirs)
    say_saved(request, _("The meeting is saved."))
    return redirect(meeting)


def helped(request: SignedInRequest, meeting: Meeting | None = None) -> LogForm:
    """The form again with what was asked for; nothing typed is lost, nothing is stored."""
    log = LogForm(request.POST, actor=request.actor, meeting=meeting)
    data = request.POST
    if asks_for_row(request):
        data = with_added_row(request.POST)
    elif "repeat_attendance" in request.POST:
        data = log.with_last_attendance()
    elif "make_topics" in request.POST:
        data = log.with_pasted_topics()
    return LogForm(data, actor=request.actor, meeting=meeting).quiet()


def changed_item(request: SignedInRequest, log: LogForm, changed: Changed, **more: Any) -> HttpResponse:
    """An item ticked in the opening review moved between the form and its saving."""
    if not isinstance(changed.theirs, ActionItem):
        raise changed
    fresh = LogForm(request.POST, actor=request.actor, meeting=log.meeting)
    fresh.is_valid()
    fresh.add_review_reason()
    return show(request, fresh, status=422, **more)


def show(
    request: SignedInRequest, log: LogForm, *, meeting: Meeting | None = None, deed: str = "log", status: int = 200
) -> HttpResponse:
    context = {
        "log": log,
        "form": log.form,
        "meeting": meeting,
        "deed": deed,
        "marking": meeting.sensitivity if meeting else "internal",
        "jump": next(iter(HELPS & set(request.POST)), ""),
    }
    return render(request, PAGE, context, status=status)
