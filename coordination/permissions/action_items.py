"""Who may move an action item from one status to another. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.choices import ACTION_MOVES, ActionStatus
from coordination.models import ActionItem
from coordination.permissions.sides import speaks_for_own_side
from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_move_action_item(actor: Actor, item: ActionItem, to: ActionStatus, *, verb: str) -> Decision:
    if not actor.may(verb):
        return denied(_("Your role does not include this."))
    if to not in ACTION_MOVES[ActionStatus(item.status)]:
        return denied(
            _("An item that is %(status)s cannot become %(to)s.")
            % {"status": item.get_status_display(), "to": to.label}
        )
    return speaks_for_own_side(actor)


def can_accept_action_item(actor: Actor, item: ActionItem) -> Decision:
    """Nobody binds the mission by typing: a clearer does; elsewhere the head of the institution or a delegate."""
    return _can_answer_request(actor, item, ActionStatus.ACCEPTED, verb="accept_action_item")


def can_decline_action_item(actor: Actor, item: ActionItem) -> Decision:
    return _can_answer_request(actor, item, ActionStatus.DECLINED, verb="decline_action_item")


def _can_answer_request(actor: Actor, item: ActionItem, to: ActionStatus, *, verb: str) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that is asked says yes or no."))
    if actor.side == "mission":
        if not actor.may("clear_commitment"):
            return denied(_("Only a clearer of commitments says yes or no for the mission."))
        return can_move_action_item(actor, item, to, verb="clear_commitment")
    decision = can_move_action_item(actor, item, to, verb=verb)
    if decision and actor.post_ids.isdisjoint({*item.accepting_post_ids, item.owner_post_id}):
        return denied(_("The head of the institution or a delegate says yes or no."))
    return decision


def can_withdraw_action_item(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.requested_by_root_id:
        return denied(_("The side that asked takes the request back."))
    return can_move_action_item(actor, item, ActionStatus.WITHDRAWN, verb="withdraw_action_item")


def can_start_action_item(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that owes this says that work has begun."))
    if item.status == ActionStatus.REPORTED_DONE:
        return denied(_("This was reported done; take the report back or wait for the answer."))
    return can_move_action_item(actor, item, ActionStatus.IN_PROGRESS, verb="start_action_item")


def can_report_action_item_done(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that owes this reports that it is done."))
    return can_move_action_item(actor, item, ActionStatus.REPORTED_DONE, verb="report_action_item_done")


def can_undo_report_of_action_item(actor: Actor, item: ActionItem) -> Decision:
    """Until the other side has answered, the side that reported may take it back."""
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that reported takes the report back."))
    if item.status != ActionStatus.REPORTED_DONE:
        return denied(_("There is no report that waits for an answer."))
    return can_move_action_item(actor, item, ActionStatus.IN_PROGRESS, verb="report_action_item_done")


def can_confirm_action_item(actor: Actor, item: ActionItem) -> Decision:
    if item.is_own_task:
        decision = _is_another_person_of_the_side(actor, item)
    elif actor.root_id != item.agreed_with_root_id:
        decision = denied(_("The other side confirms that the work was done."))
    else:
        decision = ALLOWED
    return decision and can_move_action_item(actor, item, ActionStatus.CONFIRMED, verb="confirm_action_item")


def can_return_action_item(actor: Actor, item: ActionItem) -> Decision:
    if item.is_own_task:
        decision = _is_another_person_of_the_side(actor, item)
    elif actor.root_id != item.agreed_with_root_id:
        decision = denied(_("The other side returns what is not done yet."))
    else:
        decision = ALLOWED
    if decision and item.status != ActionStatus.REPORTED_DONE:
        return denied(_("There is no report that waits for an answer."))
    return decision and can_move_action_item(actor, item, ActionStatus.IN_PROGRESS, verb="return_action_item")


def _is_another_person_of_the_side(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("Somebody of the same side confirms an own task."))
    if actor.user_id == item.reported_by_id:
        return denied(_("Another person than the one who reported it confirms an own task."))
    return ALLOWED
