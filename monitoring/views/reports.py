"""All reports, and the making of a new one: gate, form, domain call, answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from foundation.access.gates import allowed, listing
from foundation.access.requests import SignedInRequest
from foundation.documents import page
from foundation.people.models import Organisation
from foundation.submissions.once import once
from foundation.ui.listings import Filter, ListRules, Sort, list_page
from foundation.ui.notes import say_saved
from monitoring.choices import AudienceKind, EditionState
from monitoring.domain import editions
from monitoring.domain.previews import preview_of
from monitoring.forms.choices import choices_for
from monitoring.forms.editions import NewEditionForm, WantedForm
from monitoring.models import Edition, ReportSchedule
from monitoring.permissions.editions import can_request_edition
from monitoring.permissions.schedules import can_add_schedule

GET_OR_POST = ["GET", "HEAD", "POST"]


def organisations(request: HttpRequest) -> list[tuple[str, str]]:
    """Those for which there are editions that this reader may open."""
    visible = Edition.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    named = visible.order_by().values("organisation_id")
    sides = Organisation.objects.visible_to(request.actor).filter(pk__in=named)  # type: ignore[attr-defined]
    return [(str(side.pk), side.name) for side in sides]


RULES = ListRules(
    filters=(
        Filter("audience", gettext_lazy("For whom"), AudienceKind.choices),
        Filter("organisation", gettext_lazy("Organisation"), organisations, lookup="organisation_id"),
        Filter("language", gettext_lazy("Language"), settings.LANGUAGES),
        Filter("state", gettext_lazy("State"), EditionState.choices),
        Filter("from", gettext_lazy("From day"), kind="day", lookup="until__gte"),
        Filter("until", gettext_lazy("Until day"), kind="day", lookup="since__lte"),
    ),
    sorts=(
        Sort("newest", gettext_lazy("Newest first"), ("-until", "-requested_at")),
        Sort("made", gettext_lazy("Made last"), ("-requested_at",)),
    ),
)


@require_safe
@listing
def report_list(request: SignedInRequest) -> HttpResponse:
    rows = Edition.objects.visible_to(request.actor).select_related("organisation").defer("contents")
    context = {
        "listing": list_page(request, rows.prefetch_related("areas"), RULES),
        "can_request": can_request_edition(request.actor),
        "can_schedule": can_add_schedule(request.actor),
        "next": ReportSchedule.objects.visible_to(request.actor).filter(is_paused=False).first(),
    }
    return render(request, "monitoring/report_list.html", context)


@require_http_methods(GET_OR_POST)
@once
@allowed(can_request_edition)
def edition_request(request: SignedInRequest) -> HttpResponse:
    choices = choices_for(request.actor)
    if request.method != "POST":
        return render(request, "monitoring/edition_new.html", {"form": NewEditionForm(choices=choices)})
    form = NewEditionForm(request.POST, choices=choices)
    if not form.is_valid():
        return render(request, "monitoring/edition_new.html", {"form": form}, status=422)
    made = [editions.request_edition(one, by=request.actor, today=choices.today) for one in form.wanted()]
    say_saved(request, ngettext("The edition is being built.", "The editions are being built.", len(made)))
    return redirect(made[0] if len(made) == 1 else reverse("monitoring:report_list"))


@require_safe
@allowed(can_request_edition)
def report_preview(request: SignedInRequest) -> HttpResponse:
    """The printed page as it would be now. Nothing is kept."""
    form = WantedForm(request.GET, choices=choices_for(request.actor))
    if not form.is_valid():
        return render(request, "monitoring/edition_new.html", {"form": form}, status=422)
    context: dict[str, Any] = {"template": "monitoring/report_preview.html", "query": request.GET.urlencode()}
    return HttpResponse(page.render(preview_of(form.wanted()[0], by=request.actor), request=request, **context))
