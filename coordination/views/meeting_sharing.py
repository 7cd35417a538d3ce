"""Share a meeting or circulate its minutes: first a preview of exactly what the other sides will read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.domain.joint_records import joint_record, loaded, sides_that_read
from coordination.domain.minutes import circulate_minutes
from coordination.domain.record_changes import changes_between
from coordination.domain.record_pages import shown_record
from coordination.domain.sharing import share_meeting
from coordination.forms.minutes import USUAL_TIME, CirculateForm
from coordination.models import Meeting
from coordination.permissions.meetings import can_be_read_by, can_circulate_minutes, can_share_meeting
from foundation.access.gates import gated, visible_or_404
from foundation.access.requests import SignedInRequest
from foundation.submissions.models import Changed
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_share_meeting, model=Meeting)
def meeting_share(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    if request.method != "POST":
        return preview(request, meeting, deed="share")
    seen, digest = seen_revision(request), request.POST.get("digest", "")
    try:
        share_meeting(meeting, by=request.actor, seen=seen, digest=digest)
    except Changed:
        return preview(request, visible_or_404(Meeting, request.actor, pk=meeting.pk), deed="share", status=409)
    say_saved(request, _("Shared. The other sides read exactly what you saw."))
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_circulate_minutes, model=Meeting)
def meeting_circulate(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    if request.method != "POST":
        form = CirculateForm(initial={"answer_by": timezone.localdate() + USUAL_TIME})
        return preview(request, meeting, deed="circulate", form=form)
    form = CirculateForm(request.POST)
    if not form.is_valid():
        return preview(request, meeting, deed="circulate", form=form, status=422)
    seen, told = seen_revision(request), form.cleaned_data
    try:
        circulate_minutes(meeting, by=request.actor, seen=seen, answer_by=told["answer_by"], digest=told["digest"])
    except Changed:
        fresh = visible_or_404(Meeting, request.actor, pk=meeting.pk)
        return preview(request, fresh, deed="circulate", form=form, status=409)
    say_saved(request, _("Circulated. Each side is asked to answer."))
    return redirect("coordination:minutes", pk=meeting.pk)


def preview(request: SignedInRequest, meeting: Meeting, *, deed: str, status: int = 200, **more: Any) -> HttpResponse:
    """`status` 409: something changed after the preview that was sent; this one shows it as it is now."""
    rows = loaded(meeting)
    joint, sides = joint_record(rows), sides_that_read(rows)
    last = meeting.versions.order_by("-number").first()
    context = {
        "meeting": meeting,
        "marking": meeting.sensitivity,
        "deed": deed,
        "record": shown_record(joint.content),
        "digest": joint.digest,
        "sides": sides,
        "can_be_read": can_be_read_by(sides),
        "last": last,
        "changes": changes_between(last.content, joint.content) if last else [],
        "is_stale": status == 409,
        "today": timezone.localdate(),
        **more,
    }
    return render(request, "coordination/meeting_share.html", context, status=status)
