"""The page of one action item and the card of it on a board: what both show, and the answer after a move."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.choices import ActionStatus
from coordination.domain.action_item_timelines import timeline_of
from coordination.forms import action_items as forms
from coordination.models import ActionItem, ActionItemFile
from coordination.permissions.action_item_deeds import decisions_on
from foundation.access.requests import SignedInRequest
from foundation.people.provenance import imported_from
from foundation.ui.htmx import render_page_or_part
from foundation.ui.notes import say_saved

PAGE = "coordination/action_item.html"
BOARD = "coordination/action_item_board.html"


def page_of(request: SignedInRequest, item: ActionItem, **filled: Any) -> dict[str, Any]:
    """Context of the item's page. `filled` are forms that came back with errors, by name."""
    item = read_again(request, item)
    return {
        **card_of(request, item, **filled),
        "today": timezone.localdate(),
        "marking": item.sensitivity,
        "files": ActionItemFile.objects.visible_to(request.actor).filter(item=item).select_related("file"),
        "timeline": timeline_of(item, request.actor),
        "zone": item.area.time_zone,
        "imported": imported_from(item, request.actor),
    }


def card_of(request: SignedInRequest, item: ActionItem, **filled: Any) -> dict[str, Any]:
    """What one item's buttons and forms need. A form is made only when the template shows it."""
    blank = {
        "accept": partial(forms.AcceptForm, item=item, auto_id=f"accept-{item.pk}-%s"),
        "decline": partial(forms.DeclineForm, auto_id=f"decline-{item.pk}-%s"),
        "report_done": partial(forms.ReportDoneForm, item=item, auto_id=f"report-{item.pk}-%s"),
        "return": partial(forms.ReturnForm, auto_id=f"return-{item.pk}-%s"),
        "help": partial(forms.HelpForm, auto_id=f"help-{item.pk}-%s"),
        "drop": partial(forms.ProposeDropForm, auto_id=f"drop-{item.pk}-%s"),
        "date": partial(forms.ProposeDateForm, item=item, auto_id=f"date-{item.pk}-%s"),
        "comment": partial(forms.CommentForm, actor=request.actor, item=item, auto_id=f"comment-{item.pk}-%s"),
    }
    deeds = decisions_on(item, request.actor)
    is_waiting = item.is_requested or item.status == ActionStatus.REPORTED_DONE
    return {
        "item": item,
        "deeds": deeds,
        "has_deeds": is_waiting or any(deeds[deed] for deed in deeds if deed != "comment"),
        "is_ours": item.owner_root_id == request.actor.root_id,
        "forms": {**blank, **filled},
    }


def card_alone(request: SignedInRequest, item: ActionItem, **filled: Any) -> dict[str, Any]:
    return {"card": card_of(request, read_again(request, item), **filled), "today": timezone.localdate()}


def read_again(request: SignedInRequest, item: ActionItem) -> ActionItem:
    """The item as its reader may see it, with all that a page of it shows."""
    visible = ActionItem.objects.visible_to(request.actor)
    return visible.with_what_rules_ask().with_meetings_seen_by(request.actor).get(pk=item.pk)


def is_for_card(request: SignedInRequest, item: ActionItem) -> bool:
    """Whether the form stood on a board, where each item is a card."""
    return request.POST.get("on") == "card"


def refused(request: SignedInRequest, item: ActionItem, **filled: Any) -> HttpResponse:
    """The form again with its errors: on the card it stood on, or on the item's page."""
    if request.htmx and is_for_card(request, item):
        return render_page_or_part(request, BOARD, card_alone(request, item, **filled), part="card", status=422)
    return render_page_or_part(request, PAGE, page_of(request, item, **filled), part="item", status=422)


def after_move(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    """htmx: the card or the item alone; a browser: back to the board or the item's page."""
    if not request.htmx:
        say_saved(request, _("Saved."))
        if is_for_card(request, item):
            return redirect(f"{reverse('coordination:action_item_list')}#card-{item.pk}")
        return redirect(item)
    if is_for_card(request, item):
        return render_page_or_part(request, BOARD, card_alone(request, item), part="card")
    return render_page_or_part(request, PAGE, page_of(request, item), part="item")
