"""To need help is an answer, not a failure: a flag that both sides see, beside whatever the status is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from coordination.choices import ActionDeed, RemarkKind
from coordination.domain.action_item_notices import tell_other_side
from coordination.domain.remarks import add_remark
from coordination.models import ActionItem
from coordination.permissions.action_item_proposals import can_ask_for_help, can_settle_help
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record


@transaction.atomic
def ask_for_help(item: ActionItem, *, by: Actor, seen: int | None, text: str = "") -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_ask_for_help(by, item))
    item.needs_help_since = timezone.now()
    item.save_changes("needs_help_since")
    add_remark(item, RemarkKind.HELP, text, by=by)
    record(ActionDeed.ASKED_FOR_HELP, item, by=by)
    tell_other_side(item, ActionDeed.ASKED_FOR_HELP, verb="request_action_item", by=by)
    return item


@transaction.atomic
def settle_help(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_settle_help(by, item))
    item.needs_help_since = None
    item.save_changes("needs_help_since")
    record(ActionDeed.HELP_SETTLED, item, by=by)
    tell_other_side(item, ActionDeed.HELP_SETTLED, verb="request_action_item", by=by)
    return item
