"""Who may propose a new date or to drop an item, and who answers. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.choices import ActionStatus
from coordination.models import ActionItem, DropProposal
from coordination.permissions.action_items import can_move_action_item
from coordination.permissions.sides import speaks_for_own_side
from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_propose_due_date(actor: Actor, item: ActionItem) -> Decision:
    decision = _is_of_either_side(actor, item) and _is_being_done(item)
    if decision and item.waiting_date:
        return denied(_("A new date already waits for an answer."))
    return decision and _may(actor, "propose_due_date")


def can_answer_due_date(actor: Actor, item: ActionItem) -> Decision:
    decision = _is_of_either_side(actor, item) and _is_being_done(item)
    if decision and item.waiting_date is None:
        return denied(_("No new date waits for an answer."))
    if decision and actor.root_id == item.waiting_dates[0].proposed_by_root_id:
        return denied(_("The other side answers the new date."))
    return decision and _may(actor, "answer_due_date")


def can_propose_drop(actor: Actor, item: ActionItem) -> Decision:
    decision = _is_of_either_side(actor, item) and _is_being_done(item)
    if decision and item.waiting_drop:
        return denied(_("A proposal to drop this already waits for an answer."))
    return decision and can_move_action_item(actor, item, ActionStatus.DROPPED, verb="drop_action_item")


def can_agree_drop(actor: Actor, item: ActionItem) -> Decision:
    decision = _is_of_either_side(actor, item) and _is_being_done(item)
    if decision and item.waiting_drop is None:
        return denied(_("Nobody has proposed to drop this."))
    if decision and _proposed(item.waiting_drops[0], actor, item):
        return denied(_("It is dropped only when the other side agrees."))
    return decision and can_move_action_item(actor, item, ActionStatus.DROPPED, verb="drop_action_item")


def can_refuse_drop(actor: Actor, item: ActionItem) -> Decision:
    """The other side keeps the item; who proposed may take the proposal back in the same way."""
    decision = _is_of_either_side(actor, item) and _is_being_done(item)
    if decision and item.waiting_drop is None:
        return denied(_("Nobody has proposed to drop this."))
    return decision and can_move_action_item(actor, item, ActionStatus.DROPPED, verb="drop_action_item")


def can_ask_for_help(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that owes this says when it needs help."))
    decision = _is_being_done(item)
    if decision and item.needs_help_since:
        return denied(_("Help was asked for already."))
    return decision and _may(actor, "ask_for_help")


def can_settle_help(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that owes this says when it needs help."))
    if not item.needs_help_since:
        return denied(_("Nobody has asked for help."))
    return _is_being_done(item) and _may(actor, "ask_for_help")


def can_comment_on_action_item(actor: Actor, item: ActionItem) -> Decision:
    if not actor.may("comment_on_action_item"):
        return denied(_("Your role does not include this."))
    return _is_of_either_side(actor, item)


def can_comment_for_own_side(actor: Actor, item: ActionItem) -> Decision:
    """Only a role that reads internal records writes what stays inside."""
    if not actor.may("see_internal"):
        return denied(_("Your role does not include this."))
    return can_comment_on_action_item(actor, item)


def can_share_action_item(actor: Actor, item: ActionItem) -> Decision:
    """To share is a step of its own, taken once."""
    if actor.root_id != item.held_by_id:
        return denied(_("The side that wrote this shares it."))
    if item.is_shared:
        return denied(_("Both sides see this already."))
    if item.is_own_task:
        return denied(_("An own task has no other side."))
    if item.meeting_id:
        return denied(_("It is shared together with its meeting."))
    return _may(actor, "request_action_item")


def _proposed(proposal: DropProposal, actor: Actor, item: ActionItem) -> bool:
    """Whether the actor proposed it: a side by any of its people, an own task by one person."""
    if item.is_own_task:
        return proposal.proposed_by_id == actor.user_id
    return proposal.proposed_by_root_id == actor.root_id


def _is_of_either_side(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id is not None and actor.root_id in {item.owner_root_id, item.agreed_with_root_id}:
        return ALLOWED
    return denied(_("Only the two sides of an item do this."))


def _is_being_done(item: ActionItem) -> Decision:
    if item.is_open:
        return ALLOWED
    return denied(_("This can be done only while the work is agreed and not yet reported done."))


def _may(actor: Actor, verb: str) -> Decision:
    return speaks_for_own_side(actor) if actor.may(verb) else denied(_("Your role does not include this."))
