"""Every move of an action item from one status to another. See `choices.ACTION_MOVES`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.choices import ActionDeed, ActionStatus, NotDoneReason, RemarkKind
from coordination.domain.action_item_files import add_files
from coordination.domain.action_item_notices import tell_other_side, tell_side
from coordination.domain.remarks import add_remark
from coordination.models import ActionItem
from coordination.permissions.action_items import (
    can_accept_action_item,
    can_confirm_action_item,
    can_decline_action_item,
    can_report_action_item_done,
    can_return_action_item,
    can_start_action_item,
    can_undo_report_of_action_item,
    can_withdraw_action_item,
)
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.files.storing import Checked
from foundation.journal.entries import record


@transaction.atomic
def accept_action_item(item: ActionItem, *, by: Actor, seen: int | None, due_on: date | None = None) -> ActionItem:
    """Make the request a commitment of the owner's side. `due_on`: the date accepted, when not the one asked for."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_accept_action_item(by, item))
    item.status = ActionStatus.ACCEPTED
    item.accepted_by, item.accepted_at = by.user, timezone.now()
    item.due_on = item.first_due_on = due_on or item.due_on
    item.save_changes("status", "accepted_by", "accepted_at", "due_on", "first_due_on")
    record(ActionDeed.ACCEPTED, item, by=by, status=item.status, due_on=item.due_on)
    tell_other_side(item, ActionDeed.ACCEPTED, verb="request_action_item", by=by)
    return item


@transaction.atomic
def decline_action_item(
    item: ActionItem, *, by: Actor, seen: int | None, reason: NotDoneReason | str, text: str = ""
) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_decline_action_item(by, item))
    item.status, item.not_done_reason = ActionStatus.DECLINED, reason
    item.closed_at = timezone.now()
    item.save_changes("status", "not_done_reason", "closed_at")
    add_remark(item, RemarkKind.DECLINE, text, by=by)
    record(ActionDeed.DECLINED, item, by=by, status=item.status, not_done_reason=reason)
    tell_other_side(item, ActionDeed.DECLINED, verb="request_action_item", by=by)
    return item


@transaction.atomic
def withdraw_action_item(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    """The side that asked takes its request back while nobody has said yes or no."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_withdraw_action_item(by, item))
    item.status, item.closed_at = ActionStatus.WITHDRAWN, timezone.now()
    item.save_changes("status", "closed_at")
    record(ActionDeed.WITHDRAWN, item, by=by, status=item.status)
    tell_other_side(item, ActionDeed.WITHDRAWN, verb="request_action_item", by=by)
    return item


@transaction.atomic
def start_action_item(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_start_action_item(by, item))
    item.status = ActionStatus.IN_PROGRESS
    item.save_changes("status")
    record(ActionDeed.STARTED, item, by=by, status=item.status)
    tell_other_side(item, ActionDeed.STARTED, verb="confirm_action_item", by=by)
    return item


@transaction.atomic
def report_action_item_done(
    item: ActionItem, *, by: Actor, seen: int | None, text: str, evidence: Sequence[Checked] = ()
) -> ActionItem:
    """The side that owes says what was done; the other side is asked to confirm.

    Raises:
        ValidationError: an item of high priority is reported without a supporting document.
    """
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_report_action_item_done(by, item))
    if item.needs_evidence and not evidence:
        raise ValidationError({"evidence": _("An item of high priority is reported with a supporting document.")})
    item.status = ActionStatus.REPORTED_DONE
    item.reported_by, item.reported_at = by.user, timezone.now()
    item.needs_help_since = None
    item.save_changes("status", "reported_by", "reported_at", "needs_help_since")
    add_remark(item, RemarkKind.REPORT, text, by=by)
    add_files(item, evidence, by=by)
    record(ActionDeed.REPORTED_DONE, item, by=by, status=item.status)
    tell_other_side(item, ActionDeed.REPORTED_DONE, verb="confirm_action_item", by=by)
    return item


@transaction.atomic
def undo_report_of_action_item(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    """Take the report back before the other side has answered it; the words stay in the history."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_undo_report_of_action_item(by, item))
    _back_to_work(item)
    record(ActionDeed.REPORT_UNDONE, item, by=by, status=item.status)
    tell_other_side(item, ActionDeed.REPORT_UNDONE, verb="confirm_action_item", by=by)
    return item


@transaction.atomic
def confirm_action_item(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_confirm_action_item(by, item))
    item.status = ActionStatus.CONFIRMED
    item.confirmed_by, item.confirmed_at = by.user, timezone.now()
    item.closed_at = item.confirmed_at
    item.save_changes("status", "confirmed_by", "confirmed_at", "closed_at")
    record(ActionDeed.CONFIRMED, item, by=by, status=item.status)
    tell_side(item.owner, item, ActionDeed.CONFIRMED, verb="report_action_item_done", by=by)
    return item


@transaction.atomic
def return_action_item(item: ActionItem, *, by: Actor, seen: int | None, text: str) -> ActionItem:
    """Not done yet, and why: the work goes on."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_return_action_item(by, item))
    _back_to_work(item)
    add_remark(item, RemarkKind.RETURN, text, by=by)
    record(ActionDeed.RETURNED, item, by=by, status=item.status)
    tell_side(item.owner, item, ActionDeed.RETURNED, verb="report_action_item_done", by=by)
    return item


def _back_to_work(item: ActionItem) -> None:
    item.status = ActionStatus.IN_PROGRESS
    item.reported_by = item.reported_at = None
    item.save_changes("status", "reported_by", "reported_at")
