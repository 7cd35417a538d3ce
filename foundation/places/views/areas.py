"""Deeds on an area, each one form."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.access.gates import allowed, gated, visible_or_404
from foundation.access.requests import SignedInRequest
from foundation.places import areas
from foundation.places.forms.areas import AreaForm, EndForm, RadioAndZone, SuccessorForm
from foundation.places.models import Area
from foundation.places.permissions import (
    can_add_area,
    can_change_area,
    can_end_area,
    can_manage_areas,
    can_name_successor,
    can_rename_area,
    can_reopen_area,
    can_take_successor_away,
)
from foundation.places.views.forms import form_page, refused, sent
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.names_form import NamesForm
from foundation.ui.notes import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_manage_areas)
def country_add(request: SignedInRequest) -> HttpResponse:
    return _add(request, None, title=_("Add a country"), back=reverse("places:place_list"))


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_add_area, model=Area)
def area_add(request: SignedInRequest, area: Area) -> HttpResponse:
    return _add(request, area, title=_("Add an area inside"), back=area.get_absolute_url())


def _add(request: SignedInRequest, parent: Area | None, *, title: str, back: str) -> HttpResponse:
    zone = parent.time_zone if parent else str(timezone.get_current_timezone())
    form = AreaForm(request.POST or None, initial={"time_zone": zone, "valid_from": timezone.localdate()})
    if sent(request, form):
        told = {name: form.cleaned_data[name] for name in ("code", "radio_code", "time_zone", "valid_from")}
        try:
            made = areas.enter_area(parent=parent, names=form.names(), by=request.actor, **told)
        except ValidationError as error:
            refused(form, error)
        else:
            say_saved(request, _("The area is added."))
            return redirect(made)
    words = _("A map that knows this P-code takes the area over when it is imported.")
    return form_page(
        request, form, parent, title=title, label=_("Add the area"), deed="add_area", back=back, words=words,
        sends_revision=False,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_rename_area, model=Area)
def area_rename(request: SignedInRequest, area: Area) -> HttpResponse:
    form = NamesForm(request.POST or None, names=area.names)
    if sent(request, form):
        areas.rename_area(area, names=form.names(), by=request.actor, seen=seen_revision(request))
        say_saved(request, _("The name is saved."))
        return redirect(area)
    return form_page(
        request, form, area, title=_("Rename the area"), label=_("Save the name"), deed="rename_area",
        back=area.get_absolute_url(), words=_("What each map called it stays with the map."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_change_area, model=Area)
def area_change(request: SignedInRequest, area: Area) -> HttpResponse:
    initial = {"radio_code": area.radio_code, "time_zone": area.time_zone}
    form = RadioAndZone(request.POST or None, initial=initial)
    if sent(request, form):
        try:
            areas.change_area(area, **form.cleaned_data, by=request.actor, seen=seen_revision(request))
        except ValidationError as error:
            refused(form, error)
        else:
            say_saved(request, _("The area is saved."))
            return redirect(area)
    return form_page(
        request, form, area, title=_("Radio code and time zone"), label=_("Save the area"), deed="change_area",
        back=area.get_absolute_url(), words=_("References given before keep the code they were made with."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_end_area, model=Area)
def area_end(request: SignedInRequest, area: Area) -> HttpResponse:
    form = EndForm(request.POST or None)
    if sent(request, form):
        try:
            areas.end_area(area, ended_on=form.cleaned_data["ended_on"], by=request.actor, seen=seen_revision(request))
        except ValidationError as error:
            refused(form, error)
        else:
            say_saved(request, _("The area has an end. Its records stay with it."))
            return redirect(area)
    return form_page(
        request, form, area, title=_("End the area"), label=_("End the area"), deed="end_area", is_grave=True,
        back=area.get_absolute_url(), words=_("Old records stay with it; new ones can no longer be put there."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_reopen_area, model=Area)
def area_reopen(request: SignedInRequest, area: Area) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        areas.reopen_area(area, by=request.actor, seen=seen_revision(request))
        say_saved(request, _("The area exists again."))
        return redirect(area)
    return form_page(
        request, form, area, title=_("Take the end back"), label=_("It exists still"), deed="reopen_area",
        back=area.get_absolute_url(), words=_("Its last boundary holds again, and no other area takes its place."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_name_successor, model=Area)
def area_name_successor(request: SignedInRequest, area: Area) -> HttpResponse:
    form = SuccessorForm(request.POST or None, area=area, actor=request.actor)
    if sent(request, form):
        try:
            areas.name_successor(
                area, successor=form.cleaned_data["successor"], by=request.actor, seen=seen_revision(request)
            )
        except ValidationError as error:
            refused(form, error)
        else:
            say_saved(request, _("The area that takes its place is named."))
            return redirect(area)
    return form_page(
        request, form, area, title=_("Name a successor"), label=_("Name the successor"), deed="name_successor",
        back=area.get_absolute_url(), words=_("Records stay where they are; whoever opens them sees what followed."),
    )  # fmt: skip


@require_POST
@once
@gated(can_take_successor_away, model=Area)
def area_take_successor_away(request: SignedInRequest, area: Area) -> HttpResponse:
    successor = visible_or_404(Area, request.actor, code=request.POST.get("successor", "").replace("\0", ""))
    areas.take_successor_away(area, successor=successor, by=request.actor, seen=seen_revision(request))
    say_saved(request, _("This area no longer takes its place."))
    return redirect(area)
