"""Dropped by agreement: one side proposes with a reason, the other agrees or keeps the item."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from coordination.choices import ActionDeed, ActionStatus, DateAnswer, NotDoneReason
from coordination.domain.action_item_notices import tell_other_side
from coordination.models import ActionItem, DropProposal
from coordination.permissions.action_item_proposals import can_agree_drop, can_propose_drop, can_refuse_drop
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record


@transaction.atomic
def propose_drop(
    item: ActionItem, *, by: Actor, seen: int | None, reason: NotDoneReason | str, text: str = ""
) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_propose_drop(by, item))
    DropProposal.objects.create(
        item=item, reason=reason, text=text, proposed_by_root_id=cast("UUID", by.root_id), proposed_by=by.user
    )
    item.save_changes()
    record(ActionDeed.DROP_PROPOSED, item, by=by, not_done_reason=reason)
    tell_other_side(item, ActionDeed.DROP_PROPOSED, verb="drop_action_item", by=by)
    return item


@transaction.atomic
def agree_drop(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    """Close the item as not done, with the reason both sides agree on."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_agree_drop(by, item))
    proposal = item.waiting_drops[0]
    _answer(proposal, DateAnswer.AGREED, by=by)
    item.status, item.not_done_reason = ActionStatus.DROPPED, proposal.reason
    item.closed_at = timezone.now()
    item.save_changes("status", "not_done_reason", "closed_at")
    record(ActionDeed.DROPPED, item, by=by, status=item.status, not_done_reason=item.not_done_reason)
    tell_other_side(item, ActionDeed.DROPPED, verb="drop_action_item", by=by)
    return item


@transaction.atomic
def refuse_drop(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    """The item stays; also the way in which who proposed takes the proposal back."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_refuse_drop(by, item))
    _answer(item.waiting_drops[0], DateAnswer.REFUSED, by=by)
    item.save_changes()
    record(ActionDeed.DROP_REFUSED, item, by=by)
    tell_other_side(item, ActionDeed.DROP_REFUSED, verb="drop_action_item", by=by)
    return item


def _answer(proposal: DropProposal, answer: DateAnswer, *, by: Actor) -> None:
    proposal.answer = answer
    proposal.answered_by, proposal.answered_at = by.user, timezone.now()
    proposal.save(update_fields=["answer", "answered_by", "answered_at"])
