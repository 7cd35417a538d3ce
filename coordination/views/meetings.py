"""Meetings to look at: the list, and one meeting as its reader may know it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from coordination.choices import MeetingStatus
from coordination.domain.meeting_pages import meeting_page
from coordination.domain.meeting_readings import areas_of, as_read_by, counterparts_of, found, held_within, met_with
from coordination.exports import MEETING_COLUMNS
from coordination.forms.meetings import CancelForm, FileForm, SideNoteForm
from coordination.lists import MEETING_KINDS
from coordination.models import Meeting
from coordination.permissions.meetings import can_log_meeting
from foundation.access.gates import listing
from foundation.access.requests import SignedInRequest
from foundation.documents.lists.downloads import Form, download
from foundation.journal.entries import record
from foundation.places.forms.picking import as_id
from foundation.ui.htmx import render_page_or_part
from foundation.ui.listings import Filter, ListRules, Sort, filtered, list_page


def areas(request: HttpRequest) -> list[tuple[str, str]]:
    visible = Meeting.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return [(str(area.pk), area.name) for area in areas_of(visible, asked=as_id(request.GET.get("area", "")))]


def counterparts(request: HttpRequest) -> list[tuple[str, str]]:
    """For those who log meetings; another side meets the one mission."""
    if not can_log_meeting(request.actor):  # type: ignore[attr-defined]
        return []
    visible = Meeting.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return [(str(side.pk), side.name) for side in counterparts_of(visible)]


RULES = ListRules(
    filters=(
        Filter("kind", _("Kind of meeting"), lambda _request: MEETING_KINDS.choices, lookup="shown_kind"),
        Filter("status", _("Status"), MeetingStatus.choices, lookup="shown_status"),
        Filter("area", _("Area"), areas, apply=held_within),
        Filter(
            "with",
            _("Counterpart"),
            counterparts,
            apply=met_with,
        ),
        Filter("from", _("From day"), kind="day", lookup="shown_day__gte"),
        Filter("until", _("Until day"), kind="day", lookup="shown_day__lte"),
    ),
    search=found,
    sorts=(
        Sort("newest", _("Newest first"), ("-shown_day", "-starts_at")),
        Sort("title", _("What it was about"), ("shown_title",)),
    ),
)


@require_safe
@listing
def meeting_list(request: SignedInRequest) -> HttpResponse:
    context = {
        "listing": list_page(request, meetings_of(request), RULES),
        "can_log": can_log_meeting(request.actor),
        "today": timezone.localdate(),
    }
    return render_page_or_part(request, "coordination/meeting_list.html", context, part="rows")


def meetings_of(request: SignedInRequest) -> QuerySet[Meeting]:
    visible = Meeting.objects.visible_to(request.actor).select_related("area", "minutes")
    return as_read_by(visible, request.actor).prefetch_related("parties__organisation")


@require_POST
@listing
def meeting_list_download(request: SignedInRequest, form: Form) -> HttpResponseBase:
    """Exactly the rows that the list's filters in the address leave, as this reader knows them."""
    rows = filtered(request, meetings_of(request), RULES)
    record("exported_meetings", request.actor.user, by=request.actor)
    return download(request, rows, MEETING_COLUMNS, form=form, name="meetings", title=gettext("Meetings"))


@require_safe
@listing
def meeting(request: SignedInRequest, pk: Any) -> HttpResponse:
    page = meeting_page(request.actor, pk)
    if page is None:
        raise Http404
    context = page_context(page)
    return render_page_or_part(request, "coordination/meeting.html", context, part="record")


def page_context(page: Any, **forms: Any) -> dict[str, Any]:
    note_form = SideNoteForm(initial={"text": page.own_note, "seen": page.own_note_mark})
    return {
        "page": page,
        "meeting": page.meeting,
        "marking": page.meeting.sensitivity,
        "today": timezone.localdate(),
        "note_form": note_form,
        "file_form": FileForm(),
        "cancel_form": CancelForm(),
        **forms,
    }
