"""Remind who owes an action item: 7, 3 and 1 days before it is due and on the day.

Runs often and may be killed anywhere: each reminder is a notice with a key of its due date and days, so a run that
comes again, or late, tells nobody twice and leaves nobody out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from coordination.choices import ACTION_OPEN, DateAnswer
from coordination.models import ActionItem
from foundation.access.choices import Sensitivity
from foundation.notices.outbox import tell
from foundation.people.recipients import recipients

DAYS_BEFORE = (0, 1, 3, 7)
KIND = "action_item_due"
SHARED = [Sensitivity.SHARED, Sensitivity.PUBLIC]


def remind_of_due_items() -> int:
    """What the schedule calls; gives how many items had a reminder due."""
    return remind(on=timezone.localdate())


def remind(*, on: date) -> int:
    users_of: dict[tuple[UUID, str], list[UUID]] = {}
    count = 0
    for item, days in due_reminders(on=on):
        side = (item.owner_root_id, item.area.path)
        if side not in users_of:
            users_of[side] = recipients(item.owner, verb="report_action_item_done", area_path=item.area.path)
        tell(users_of[side], KIND, about=item, key=f"{item.due_on}:{days}")
        count += 1
    return count


def due_reminders(*, on: date) -> Iterator[tuple[ActionItem, int]]:
    """Open items whose owner may see them, with the days of the reminder that is due or was missed since.

    A reminder whose day had passed when the item was accepted, or got its present date, is not sent afterwards.
    """
    agreed = Q(due_date_changes__answer=DateAnswer.AGREED)
    items = (
        ActionItem.objects.filter(status__in=ACTION_OPEN, due_on__range=(on, on + timedelta(days=max(DAYS_BEFORE))))
        .filter(Q(owner_root_id=F("held_by_id")) | Q(sensitivity__in=SHARED))
        .select_related("owner", "area")
        .annotate(
            stands_since=TruncDate(
                Greatest(Coalesce("accepted_at", "added_at"), Max("due_date_changes__answered_at", filter=agreed))
            )
        )
        .order_by("pk")
    )
    item: Any
    for item in items.iterator(chunk_size=500):
        days = min(step for step in DAYS_BEFORE if step >= (item.due_on - on).days)
        if item.due_on - timedelta(days=days) >= item.stands_since:
            yield item, days
