"""The official's board and everybody's own commitments: few things, each with what is to be done next."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coordination.domain.action_item_boards import Groups, board_of, groups_of
from coordination.models import ActionItem
from coordination.permissions.new_action_items import can_add_own_task, can_request_action_item
from coordination.views.action_item_pages import BOARD, card_of
from foundation.access.gates import listing
from foundation.access.requests import SignedInRequest
from foundation.ui.htmx import render_page_or_part

MOST_COMMITMENTS = 100


def action_item_board(request: SignedInRequest) -> HttpResponse:
    """What the mission owes the official first, then what his side owes. Called by the list at the same address."""
    today = timezone.localdate()
    board = board_of(request.actor, on=today)
    context = {
        "board": board,
        "owed_to_us": cards_of(request, board.owed_to_us),
        "owed_by_us": cards_of(request, board.owed_by_us),
        "today": today,
        "can_request": can_request_action_item(request.actor),
        "can_add_own_task": can_add_own_task(request.actor),
        "marking": "shared",
    }
    return render_page_or_part(request, BOARD, context, part="board")


@require_safe
@listing
def action_item_mine(request: SignedInRequest) -> HttpResponse:
    """What my organisation, or an office I speak for, has to do or to answer."""
    today = timezone.localdate()
    items = ActionItem.objects.visible_to(request.actor).owed_by_mine(request.actor).unfinished()
    found = list(items.select_related("owner", "agreed_with").order_by("due_on", "pk")[: MOST_COMMITMENTS + 1])
    groups = groups_of(found[:MOST_COMMITMENTS], on=today)
    context = {
        "groups": groups,
        "is_cut": len(found) > MOST_COMMITMENTS,
        "today": today,
        "can_add_own_task": can_add_own_task(request.actor),
    }
    return render_page_or_part(request, "coordination/action_item_mine.html", context, part="groups")


def cards_of(request: SignedInRequest, groups: Groups) -> dict[str, list[dict[str, Any]]]:
    return {group.name: [card_of(request, item) for item in getattr(groups, group.name)] for group in fields(groups)}
