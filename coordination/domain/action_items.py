"""Everything that changes an action item."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from coordination.choices import ActionStatus, RemarkKind
from coordination.domain.remarks import add_remark
from coordination.models import ActionItem
from coordination.permissions.action_items import (
    can_confirm_action_item,
    can_report_action_item_done,
)
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.notices.outbox import tell
from foundation.people.models import Organisation
from foundation.people.recipients import recipients


@transaction.atomic
def report_action_item_done(item: ActionItem, *, by: Actor, seen: int | None, text: str) -> ActionItem:
    """The side that owes says what was done; the other side is asked to confirm."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_report_action_item_done(by, item))
    item.status = ActionStatus.REPORTED_DONE
    item.reported_by, item.reported_at = by.user, timezone.now()
    item.needs_help_since = None
    item.save_changes("status", "reported_by", "reported_at", "needs_help_since")
    add_remark(item, RemarkKind.REPORT, text, by=by)
    record("reported_done", item, by=by, status=item.status)
    tell_side(
        item.agreed_with or item.owner,
        item,
        "action_item_reported_done",
        verb="confirm_action_item",
        by=by,
    )
    return item


@transaction.atomic
def confirm_action_item(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_confirm_action_item(by, item))
    item.status = ActionStatus.CONFIRMED
    item.confirmed_by, item.confirmed_at = by.user, timezone.now()
    item.closed_at = item.confirmed_at
    item.save_changes("status", "confirmed_by", "confirmed_at", "closed_at")
    record("confirmed", item, by=by, status=item.status)
    tell_side(item.owner, item, "action_item_confirmed", verb="report_action_item_done", by=by)
    return item


def tell_side(side: Organisation, item: ActionItem, kind: str, *, verb: str, by: Actor) -> None:
    """Tell those of one side whose role may do `verb`, but not the one who did it. Each move is told once."""
    users = set(recipients(side, verb=verb, area_path=item.area.path)) - {by.user_id}
    tell(users, kind, about=item, key=f"r{item.revision}")
