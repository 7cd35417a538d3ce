"""New dates, proposals to drop, sharing and comments: gate, form, domain call, answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from coordination.domain import dropping, due_dates, remarks, requests
from coordination.forms.action_items import CommentForm, ProposeDateForm, ProposeDropForm
from coordination.models import ActionItem
from coordination.permissions.action_item_proposals import (
    can_agree_drop,
    can_answer_due_date,
    can_comment_on_action_item,
    can_propose_drop,
    can_propose_due_date,
    can_refuse_drop,
    can_share_action_item,
)
from coordination.views.action_item_pages import after_move, refused
from foundation.access.gates import gated
from foundation.access.requests import SignedInRequest
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision


@require_POST
@once
@gated(can_propose_due_date, model=ActionItem)
def action_item_propose_date(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = ProposeDateForm(request.POST, item=item, auto_id=f"date-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, date=form)
    item = due_dates.propose_due_date(item, by=request.actor, seen=seen_revision(request), **form.cleaned_data)
    return after_move(request, item)


@require_POST
@once
@gated(can_answer_due_date, model=ActionItem)
def action_item_agree_date(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return after_move(request, due_dates.agree_due_date(item, by=request.actor, seen=seen_revision(request)))


@require_POST
@once
@gated(can_answer_due_date, model=ActionItem)
def action_item_refuse_date(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return after_move(request, due_dates.refuse_due_date(item, by=request.actor, seen=seen_revision(request)))


@require_POST
@once
@gated(can_propose_drop, model=ActionItem)
def action_item_propose_drop(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = ProposeDropForm(request.POST, auto_id=f"drop-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, drop=form)
    item = dropping.propose_drop(item, by=request.actor, seen=seen_revision(request), **form.cleaned_data)
    return after_move(request, item)


@require_POST
@once
@gated(can_agree_drop, model=ActionItem)
def action_item_agree_drop(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return after_move(request, dropping.agree_drop(item, by=request.actor, seen=seen_revision(request)))


@require_POST
@once
@gated(can_refuse_drop, model=ActionItem)
def action_item_refuse_drop(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return after_move(request, dropping.refuse_drop(item, by=request.actor, seen=seen_revision(request)))


@require_POST
@once
@gated(can_share_action_item, model=ActionItem)
def action_item_share(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return after_move(request, requests.share_action_item(item, by=request.actor, seen=seen_revision(request)))


@require_POST
@once
@gated(can_comment_on_action_item, model=ActionItem)
def action_item_comment(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    form = CommentForm(request.POST, actor=request.actor, item=item, auto_id=f"comment-{item.pk}-%s")
    if not form.is_valid():
        return refused(request, item, comment=form)
    remarks.comment_on_action_item(item, by=request.actor, **form.cleaned_data)
    return after_move(request, item)
