"""Items that do not come from a meeting: gate, form, domain call, answer."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.domain import requests
from coordination.forms.new_action_items import AddActionItemForm, AddOwnTaskForm, RequestForm
from coordination.models import ActionItem
from coordination.permissions.new_action_items import can_add_action_item, can_add_own_task, can_request_action_item
from foundation.access.gates import allowed
from foundation.access.requests import SignedInRequest
from foundation.people.models import Organisation
from foundation.submissions.once import once
from foundation.ui.htmx import render_page_or_part
from foundation.ui.notes import say_saved

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@once
@allowed(can_request_action_item)
def action_item_request(request: SignedInRequest) -> HttpResponse:
    """The one-tap request: words and perhaps a photo; the answer-by date stands on the page before it is sent."""
    form = RequestForm(request.POST or None, request.FILES or None, actor=request.actor)
    today = timezone.localdate()
    if request.method != "POST" or not form.is_valid():
        context = {
            "answer_by": requests.answer_by_day(ours(request).area, on=today),
            "today": today,
            "marking": "shared",
        }
        return form_page(request, "coordination/action_item_request.html", form, context)
    to = form.cleaned_data["to"]
    other = to if request.actor.side == "mission" else ours(request)
    item = requests.request_action_item(
        by=request.actor,
        side=ours(request),
        to=to,
        area=requests.area_of_item(other, request.actor),
        text=form.cleaned_data["text"],
        on=today,
        photos=form.cleaned_data["photos"],
    )
    return added(request, item, _("Your request was sent."))


@require_http_methods(GET_OR_POST)
@once
@allowed(can_add_action_item)
def action_item_add(request: SignedInRequest) -> HttpResponse:
    form = AddActionItemForm(request.POST or None, actor=request.actor)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "coordination/action_item_new.html", form, {})
    item = requests.add_action_item(
        form.draft(ours(request)),
        by=request.actor,
        area=requests.area_of_item(form.cleaned_data["counterpart"], request.actor),
        is_shared=form.is_shared,
        on=timezone.localdate(),
    )
    return added(request, item, _("Saved."))


@require_http_methods(GET_OR_POST)
@once
@allowed(can_add_own_task)
def own_task_add(request: SignedInRequest) -> HttpResponse:
    form = AddOwnTaskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "coordination/own_task_new.html", form, {})
    our_side = ours(request)
    item = requests.add_own_task(
        form.draft(our_side), by=request.actor, area=requests.area_of_item(our_side, request.actor)
    )
    return added(request, item, _("Saved."))


def ours(request: SignedInRequest) -> Organisation:
    return (
        Organisation.objects.visible_to(request.actor)
        .select_related("area")
        .get(pk=cast("UUID", request.actor.organisation_id))
    )


def form_page(request: SignedInRequest, template: str, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render_page_or_part(request, template, {"form": form, **context}, part="form", status=status)


def added(request: SignedInRequest, item: ActionItem, words: str) -> HttpResponse:
    say_saved(request, words)
    return redirect(item)
