"""Who may do what to action items. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.choices import ACTION_MOVES, ActionStatus
from coordination.models import ActionItem
from coordination.permissions.sides import speaks_for_own_side
from foundation.access.actors import Actor
from foundation.access.decisions import Decision, denied


def can_move_action_item(actor: Actor, item: ActionItem, to: ActionStatus, *, verb: str) -> Decision:
    if not actor.may(verb):
        return denied(_("Your role does not include this."))
    if to not in ACTION_MOVES[ActionStatus(item.status)]:
        return denied(
            _("An item that is %(status)s cannot become %(to)s.")
            % {"status": item.get_status_display(), "to": to.label}
        )
    return speaks_for_own_side(actor)


def can_report_action_item_done(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("The side that owes this reports that it is done."))
    return can_move_action_item(actor, item, ActionStatus.REPORTED_DONE, verb="report_action_item_done")


def can_confirm_action_item(actor: Actor, item: ActionItem) -> Decision:
    if item.is_own_task:
        return can_confirm_own_task(actor, item)
    if actor.root_id != item.agreed_with_root_id:
        return denied(_("The other side confirms that the work was done."))
    return can_move_action_item(actor, item, ActionStatus.CONFIRMED, verb="confirm_action_item")


def can_confirm_own_task(actor: Actor, item: ActionItem) -> Decision:
    if actor.root_id != item.owner_root_id:
        return denied(_("Somebody of the same side confirms an own task."))
    if actor.user_id == item.reported_by_id:
        return denied(_("Another person than the one who reported it confirms an own task."))
    return can_move_action_item(actor, item, ActionStatus.CONFIRMED, verb="confirm_action_item")
