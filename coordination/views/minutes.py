"""Minutes to read, and the answers of the sides to them."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.choices import EndorsementAnswer
from coordination.domain import endorsements
from coordination.domain.minutes_documents import minutes_document
from coordination.domain.minutes_pages import minutes_page
from coordination.forms.minutes import OnBehalfForm, ReasonForm
from coordination.models import Endorsement, Meeting
from coordination.permissions.meetings import can_circulate_minutes
from coordination.permissions.minutes import can_endorse_minutes, can_endorse_on_behalf, can_object_to_minutes
from foundation.access.gates import gated, shown
from foundation.access.requests import SignedInRequest
from foundation.documents.answers import file_answer
from foundation.files.storing import answer, check
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_safe
@shown(model=Meeting)
def minutes(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return render(request, "coordination/minutes.html", page_of(request, meeting))


@require_safe
@shown(model=Meeting)
def minutes_print(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The newest version and its answers on paper."""
    return render(request, "coordination/minutes_print.html", page_of(request, meeting))


@require_safe
@shown(model=Meeting)
def minutes_file(request: SignedInRequest, meeting: Meeting, form: str) -> HttpResponse:
    """The same as a file to keep or to send on."""
    document = minutes_document(minutes_page(meeting, request.actor, today=timezone.localdate()))
    if document is None:
        raise Http404
    return file_answer(document, form)


def page_of(request: SignedInRequest, meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {
        "page": minutes_page(meeting, request.actor, today=timezone.localdate()),
        "meeting": meeting,
        "marking": meeting.sensitivity,
        "can_circulate": can_circulate_minutes(request.actor, meeting),
        "reason_form": ReasonForm(),
        "today": timezone.localdate(),
        **more,
    }


@require_POST
@once
@gated(can_endorse_minutes, model=Endorsement)
def minutes_endorse(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    endorsements.endorse_minutes(endorsement, by=request.actor, seen=seen_revision(request))
    return answered(request, endorsement)


@require_POST
@once
@gated(can_endorse_minutes, model=Endorsement)
def minutes_endorse_with_reservation(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    return with_reason(request, endorsement, endorsements.endorse_minutes_with_reservation)


@require_POST
@once
@gated(can_object_to_minutes, model=Endorsement)
def minutes_object(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    return with_reason(request, endorsement, endorsements.object_to_minutes)


def with_reason(request: SignedInRequest, endorsement: Endorsement, deed: Any) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = page_of(request, endorsement.version.meeting, reason_form=form)
        return render(request, "coordination/minutes.html", context, status=422)
    deed(endorsement, by=request.actor, seen=seen_revision(request), text=form.cleaned_data["text"])
    return answered(request, endorsement)


def answered(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    say_saved(request, _("Your side's answer is recorded."))
    return redirect("coordination:minutes", pk=endorsement.version.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_endorse_on_behalf, model=Endorsement)
def minutes_endorse_on_behalf(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    form = OnBehalfForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return on_behalf_page(request, endorsement, form)
    if not form.is_valid():
        return on_behalf_page(request, endorsement, form, status=422)
    try:
        paper = check(form.cleaned_data["paper"])
    except ValidationError as refused:
        form.add_error("paper", refused)
        return on_behalf_page(request, endorsement, form, status=422)
    told = form.cleaned_data
    endorsements.endorse_on_behalf(
        endorsement,
        by=request.actor,
        seen=seen_revision(request),
        answer=EndorsementAnswer(told["answer"]),
        signer_name=told["name"],
        paper=paper,
        text=told["text"],
    )
    say_saved(request, _("The answer on paper is recorded."))
    return redirect("coordination:minutes", pk=endorsement.version.meeting_id)


def on_behalf_page(
    request: SignedInRequest, endorsement: Endorsement, form: OnBehalfForm, status: int = 200
) -> HttpResponse:
    meeting = endorsement.version.meeting
    context = {"endorsement": endorsement, "meeting": meeting, "form": form, "marking": meeting.sensitivity}
    return render(request, "coordination/minutes_on_behalf.html", context, status=status)


@require_safe
@shown(model=Endorsement)
def minutes_paper(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    """The photo of what a side signed: for that side and for the side that keeps the record."""
    sides = {endorsement.organisation.root_id, endorsement.version.meeting.held_by_id}
    if endorsement.paper is None or request.actor.root_id not in sides:
        raise Http404
    return cast("HttpResponse", answer(endorsement.paper))
