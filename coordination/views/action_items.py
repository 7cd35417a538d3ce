from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coordination.domain import action_items
from coordination.forms.action_items import ReportDoneForm
from coordination.models import ActionItem
from coordination.permissions.action_items import (
    can_confirm_action_item,
    can_report_action_item_done,
)
from foundation.access.gates import gated, listing, shown
from foundation.access.requests import SignedInRequest
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.htmx import invalid, render_page_or_part


@require_safe
@listing
def action_item_list(request: SignedInRequest) -> HttpResponse:
    items = ActionItem.objects.visible_to(request.actor).select_related("owner", "agreed_with", "meeting")
    context = {"items": items[:25], "today": timezone.localdate()}
    return render_page_or_part(request, "coordination/action_item_list.html", context, part="rows")


@require_safe
@shown(model=ActionItem)
def action_item(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return render_page_or_part(request, "coordination/action_item.html", page_of(request, item), part="item")


@require_POST
@once
@gated(can_report_action_item_done, model=ActionItem)
def action_item_report_done(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = ReportDoneForm(request.POST)
    if not form.is_valid():
        return invalid(
            request,
            "coordination/action_item.html",
            page_of(request, item, report_form=form),
            part="item",
        )
    item = action_items.report_action_item_done(
        item, by=request.actor, seen=seen_revision(request), text=form.cleaned_data["text"]
    )
    return after_move(request, item)


@require_POST
@once
@gated(can_confirm_action_item, model=ActionItem)
def action_item_confirm(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    item = action_items.confirm_action_item(item, by=request.actor, seen=seen_revision(request))
    return after_move(request, item)


def page_of(request: SignedInRequest, item: ActionItem, *, report_form: ReportDoneForm | None = None) -> dict:
    return {
        "item": item,
        "today": timezone.localdate(),
        "report_form": report_form or ReportDoneForm(),
        "can_report_done": can_report_action_item_done(request.actor, item),
        "can_confirm": can_confirm_action_item(request.actor, item),
    }


def after_move(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    """htmx: the item alone; a browser: back to its page."""
    if request.htmx:
        return render_page_or_part(request, "coordination/action_item.html", page_of(request, item), part="item")
    return redirect(item)
