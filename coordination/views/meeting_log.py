"""The log form: a new meeting, an edited one, a planned one that was held."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
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
View = Callable[..., HttpResponse]
HELPS = {"add_row", "repeat_attendance", "make_topics", "show_open"}


def asks_for_help(request: HttpRequest) -> bool:
    return request.method == "POST" and bool(HELPS & set(request.POST))


def once_when_saved(view: View) -> View:
    """As `once`, but a button that only lays the form out anew does not use up the form's key."""
    saved = once(view)

    @wraps(saved)
    def view_once_when_saved(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return (view if asks_for_help(request) else saved)(request, **kwargs)

    return view_once_when_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once_when_saved
@allowed(can_log_meeting)
def meeting_new(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, LogForm(new_data(request.actor, request.GET), actor=request.actor).quiet())
    if asks_for_help(request):
        return show(request, helped(request))
    log = LogForm(request.POST, actor=request.actor)
    if not log.is_valid():
        return show(request, log, status=422)
    write = meetings.plan_meeting if log.form.is_to_come else meetings.log_meeting
    try:
        meeting = write(log.draft(), by=request.actor)
    except Changed as changed:
        return not_saved(request, log, changed)
    say_saved(request, _("The meeting is saved. Only the mission sees it until you share it."))
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@once_when_saved
@gated(can_edit_meeting, model=Meeting)
def meeting_edit(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    if request.method != "POST":
        return show(request, written(request, meeting), meeting=meeting)
    if asks_for_help(request):
        return show(request, helped(request, meeting), meeting=meeting)
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


@require_http_methods(["GET", "HEAD", "POST"])
@once_when_saved
@gated(can_hold_meeting, model=Meeting)
def meeting_hold(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """What was planned took place: the same form, with what came of it."""
    more: dict[str, Any] = {"meeting": meeting, "deed": "hold"}
    if request.method != "POST":
        return show(request, written(request, meeting, is_planned=""), **more)
    if asks_for_help(request):
        return show(request, helped(request, meeting), **more)
    seen = seen_revision(request)
    log = LogForm(request.POST, actor=request.actor, meeting=meeting)
    if not log.is_valid():
        return show(request, log, **more, status=422)
    try:
        meeting = meetings.hold_meeting(meeting, by=request.actor, seen=seen, draft=log.draft())
    except Changed as changed:
        return not_saved(request, log, changed, **more)
    say_saved(request, _("The meeting is saved."))
    return redirect(meeting)


def written(request: SignedInRequest, meeting: Meeting, **changes: str) -> LogForm:
    """The form as the meeting stands."""
    data = data_of(meeting, request.actor)
    for name, value in changes.items():
        data[name] = value
    return LogForm(data, actor=request.actor, meeting=meeting).quiet()


def helped(request: SignedInRequest, meeting: Meeting | None = None) -> LogForm:
    """The form again with what was asked for; nothing typed is lost, nothing is stored."""
    log = LogForm(request.POST, actor=request.actor, meeting=meeting)
    data: QueryDict = request.POST
    if asks_for_row(request):
        data = with_added_row(request.POST)
    elif "repeat_attendance" in request.POST:
        data = log.with_last_attendance()
    elif "make_topics" in request.POST:
        data = log.with_pasted_topics()
    return LogForm(data, actor=request.actor, meeting=meeting).quiet()


def not_saved(request: SignedInRequest, log: LogForm, changed: Changed, **more: Any) -> HttpResponse:
    """The meeting, or an item ticked in its opening review, moved between the form and its saving."""
    if not isinstance(changed.theirs, ActionItem):
        return meeting_conflict(request, changed.theirs)
    fresh = LogForm(request.POST, actor=request.actor, meeting=log.meeting)
    fresh.is_valid()
    fresh.add_review_reason()
    return show(request, fresh, status=422, **more)


def show(
    request: SignedInRequest, log: LogForm, *, meeting: Meeting | None = None, deed: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "log": log,
        "form": log.form,
        "meeting": meeting,
        "deed": deed or ("edit" if meeting else "log"),
        "marking": meeting.sensitivity if meeting else "internal",
        "jump": next(iter(HELPS & set(request.POST)), ""),
    }
    return render(request, PAGE, context, status=status)
