"""Each move of an action item: gate, form, domain call, answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from coordination.domain import action_items, helping
from coordination.forms.action_items import AcceptForm, DeclineForm, HelpForm, ReportDoneForm, ReturnForm
from coordination.models import ActionItem
from coordination.permissions.action_item_proposals import can_ask_for_help, can_settle_help
from coordination.permissions.action_items import (
    can_accept_action_item,
    can_confirm_action_item,
    can_decline_action_item,
    can_report_action_item_done,
    can_return_action_item,
    can_start_action_item,
    can_undo_report_of_action_item,
    can_withdraw_action_item,
)
from coordination.views.action_item_pages import after_move, refused
from foundation.access.gates import gated
from foundation.access.requests import SignedInRequest
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision


@require_POST
@once
@gated(can_accept_action_item, model=ActionItem)
def action_item_accept(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = AcceptForm(request.POST, item=item, auto_id=f"accept-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, accept=form)
    item = action_items.accept_action_item(
        item, by=request.actor, seen=seen_revision(request), due_on=form.cleaned_data["due_on"]
    )
    return after_move(request, item)


@require_POST
@once
@gated(can_decline_action_item, model=ActionItem)
def action_item_decline(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = DeclineForm(request.POST, auto_id=f"decline-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, decline=form)
    item = action_items.decline_action_item(item, by=request.actor, seen=seen_revision(request), **form.cleaned_data)
    return after_move(request, item)


@require_POST
@once
@gated(can_withdraw_action_item, model=ActionItem)
def action_item_withdraw(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    item = action_items.withdraw_action_item(item, by=request.actor, seen=seen_revision(request))
    return after_move(request, item)


@require_POST
@once
@gated(can_start_action_item, model=ActionItem)
def action_item_start(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    item = action_items.start_action_item(item, by=request.actor, seen=seen_revision(request))
    return after_move(request, item)


@require_POST
@once
@gated(can_report_action_item_done, model=ActionItem)
def action_item_report_done(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = ReportDoneForm(request.POST, request.FILES, item=item, auto_id=f"report-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, report_done=form)
    item = action_items.report_action_item_done(
        item, by=request.actor, seen=seen_revision(request), **form.cleaned_data
    )
    return after_move(request, item)


@require_POST
@once
@gated(can_undo_report_of_action_item, model=ActionItem)
def action_item_undo_report(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    item = action_items.undo_report_of_action_item(item, by=request.actor, seen=seen_revision(request))
    return after_move(request, item)


@require_POST
@once
@gated(can_confirm_action_item, model=ActionItem)
def action_item_confirm(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    item = action_items.confirm_action_item(item, by=request.actor, seen=seen_revision(request))
    return after_move(request, item)


@require_POST
@once
@gated(can_return_action_item, model=ActionItem)
def action_item_return(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = ReturnForm(request.POST, auto_id=f"return-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, **{"return": form})
    item = action_items.return_action_item(
        item, by=request.actor, seen=seen_revision(request), text=form.cleaned_data["text"]
    )
    return after_move(request, item)


@require_POST
@once
@gated(can_ask_for_help, model=ActionItem)
def action_item_ask_for_help(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = HelpForm(request.POST, auto_id=f"help-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, help=form)
    item = helping.ask_for_help(item, by=request.actor, seen=seen_revision(request), text=form.cleaned_data["text"])
    return after_move(request, item)


@require_POST
@once
@gated(can_settle_help, model=ActionItem)
def action_item_settle_help(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    item = helping.settle_help(item, by=request.actor, seen=seen_revision(request))
    return after_move(request, item)
