"""A new date needs the other side; each that is agreed is counted."""

from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.choices import ActionDeed, DateAnswer
from coordination.domain.action_item_notices import tell_other_side
from coordination.models import ActionItem, DueDateChange
from coordination.permissions.action_item_proposals import can_answer_due_date, can_propose_due_date
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record


@transaction.atomic
def propose_due_date(item: ActionItem, *, by: Actor, seen: int | None, due_on: date, reason: str) -> ActionItem:
    """Ask the other side for another date. An own task has none: its new date holds at once, and counts.

    Raises:
        ValidationError: it is the date the item has already.
    """
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_propose_due_date(by, item))
    if due_on == item.due_on:
        raise ValidationError({"due_on": _("This is the date it has already.")})
    change = DueDateChange.objects.create(
        item=item,
        old_due_on=item.due_on,
        new_due_on=due_on,
        reason=reason,
        proposed_by_root_id=cast("UUID", by.root_id),
        proposed_by=by.user,
    )
    record(ActionDeed.DATE_PROPOSED, item, by=by, old_due_on=item.due_on, due_on=due_on)
    if item.is_own_task:
        return _agree(item, change, by=by)
    item.save_changes()
    tell_other_side(item, ActionDeed.DATE_PROPOSED, verb="answer_due_date", by=by)
    return item


@transaction.atomic
def agree_due_date(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_answer_due_date(by, item))
    item = _agree(item, item.waiting_dates[0], by=by)
    tell_other_side(item, ActionDeed.DATE_AGREED, verb="propose_due_date", by=by)
    return item


@transaction.atomic
def refuse_due_date(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    """The date agreed before stays."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_answer_due_date(by, item))
    _answer(item.waiting_dates[0], DateAnswer.REFUSED, by=by)
    item.save_changes()
    record(ActionDeed.DATE_REFUSED, item, by=by, due_on=item.due_on)
    tell_other_side(item, ActionDeed.DATE_REFUSED, verb="propose_due_date", by=by)
    return item


def _agree(item: ActionItem, change: DueDateChange, *, by: Actor) -> ActionItem:
    _answer(change, DateAnswer.AGREED, by=by)
    item.due_on = change.new_due_on
    item.save_changes("due_on")
    record(ActionDeed.DATE_AGREED, item, by=by, old_due_on=change.old_due_on, due_on=item.due_on)
    return item


def _answer(change: DueDateChange, answer: DateAnswer, *, by: Actor) -> None:
    change.answer = answer
    change.answered_by, change.answered_at = by.user, timezone.now()
    change.save(update_fields=["answer", "answered_by", "answered_at"])
