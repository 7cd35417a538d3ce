"""All deeds on an action item with their rules: what a page offers, what a test table walks through."""

from __future__ import annotations

from collections.abc import Callable

from coordination.models import ActionItem
from coordination.permissions import action_item_proposals as proposals
from coordination.permissions import action_items as moves
from foundation.access.actors import Actor
from foundation.access.decisions import Decision

RULES: dict[str, Callable[[Actor, ActionItem], Decision]] = {
    "accept": moves.can_accept_action_item,
    "decline": moves.can_decline_action_item,
    "withdraw": moves.can_withdraw_action_item,
    "start": moves.can_start_action_item,
    "report_done": moves.can_report_action_item_done,
    "undo_report": moves.can_undo_report_of_action_item,
    "confirm": moves.can_confirm_action_item,
    "return": moves.can_return_action_item,
    "ask_for_help": proposals.can_ask_for_help,
    "settle_help": proposals.can_settle_help,
    "propose_date": proposals.can_propose_due_date,
    "agree_date": proposals.can_answer_due_date,
    "refuse_date": proposals.can_answer_due_date,
    "propose_drop": proposals.can_propose_drop,
    "agree_drop": proposals.can_agree_drop,
    "refuse_drop": proposals.can_refuse_drop,
    "share": proposals.can_share_action_item,
    "comment": proposals.can_comment_on_action_item,
}


def decisions_on(item: ActionItem, actor: Actor) -> dict[str, Decision]:
    """What this actor may do to this item, each with the reason why not."""
    return {deed: rule(actor, item) for deed, rule in RULES.items()}
