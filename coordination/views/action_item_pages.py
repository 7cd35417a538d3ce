"""The page of one action item and the card of it on a board: what both show, and the answer after a move."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.domain.action_item_timelines import timeline_of
from coordination.forms import action_items as forms
from coordination.models import ActionItem, ActionItemFile, Meeting
from coordination.permissions.action_item_deeds import decisions_on
from foundation.access.requests import SignedInRequest
from foundation.ui.htmx import render_page_or_part
from foundation.ui.notes import say_saved

PAGE = "coordination/action_item.html"
BOARD = "coordination/action_item_board.html"


def page_of(request: SignedInRequest, item: ActionItem, **filled: Any) -> dict[str, Any]:
    """Context of the item's page. `filled` are forms that came back with errors, by name."""
    item = ActionItem.objects.with_what_rules_ask().select_related("meeting").get(pk=item.pk)
    meetings = Meeting.objects.visible_to(request.actor).filter(pk=item.meeting_id) if item.meeting_id else []
    return {
        **card_of(request, item, **filled),
        "marking": item.sensitivity,
        "meeting": next(iter(meetings), None),
        "files": ActionItemFile.objects.visible_to(request.actor).filter(item=item).select_related("file"),
        "timeline": timeline_of(item, request.actor),
        "zone": item.area.time_zone,
    }


def card_of(request: SignedInRequest, item: ActionItem, **filled: Any) -> dict[str, Any]:
    """What one item's forms and buttons need."""
    blank = {
        "accept_form": forms.AcceptForm(item=item, auto_id=f"accept-{item.pk}-%s"),
        "decline_form": forms.DeclineForm(auto_id=f"decline-{item.pk}-%s"),
        "report_form": forms.ReportDoneForm(item=item, auto_id=f"report-{item.pk}-%s"),
        "return_form": forms.ReturnForm(auto_id=f"return-{item.pk}-%s"),
        "help_form": forms.HelpForm(auto_id=f"help-{item.pk}-%s"),
        "drop_form": forms.ProposeDropForm(auto_id=f"drop-{item.pk}-%s"),
        "date_form": forms.ProposeDateForm(auto_id=f"date-{item.pk}-%s"),
        "comment_form": forms.CommentForm(actor=request.actor, item=item, auto_id=f"comment-{item.pk}-%s"),
    }
    return {
        "item": item,
        "today": timezone.localdate(),
        "deeds": decisions_on(item, request.actor),
        "is_ours": item.owner_root_id == request.actor.root_id,
        **blank,
        **filled,
    }


def is_for_card(request: SignedInRequest, item: ActionItem) -> bool:
    """Whether the form stood on a board, where each item is a card."""
    return request.POST.get("on") == "board"


def refused(request: SignedInRequest, item: ActionItem, **filled: Any) -> HttpResponse:
    """The form again with its errors: on the card it stood on, or on the item's page."""
    if request.htmx and is_for_card(request, item):
        item = ActionItem.objects.with_what_rules_ask().get(pk=item.pk)
        return render_page_or_part(request, BOARD, card_of(request, item, **filled), part="card", status=422)
    return render_page_or_part(request, PAGE, page_of(request, item, **filled), part="item", status=422)


def after_move(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    """htmx: the card or the item alone; a browser: back to the board or the item's page."""
    if not request.htmx:
        say_saved(request, _("Saved."))
        if is_for_card(request, item):
            return redirect(f"{reverse('coordination:action_item_list')}#card-{item.pk}")
        return redirect(item)
    if is_for_card(request, item):
        item = ActionItem.objects.with_what_rules_ask().get(pk=item.pk)
        return render_page_or_part(request, BOARD, card_of(request, item), part="card")
    return render_page_or_part(request, PAGE, page_of(request, item), part="item")
