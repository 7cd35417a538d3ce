"""The commitment ledger: how reliably two sides kept their word to each other, the same for both.

It counts what both sides can see: items shared between them that were accepted. What is internal to one side, what
was only asked for and a side's own tasks are in no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from coordination.choices import ACTION_OPEN, ActionStatus, DateAnswer, LedgerOutcome
from coordination.lists import REASONS
from coordination.models import ActionItem, DueDateChange
from coordination.models.action_item import ActionItemQuerySet, silence
from foundation.access.choices import Sensitivity
from foundation.places.models import Area

NEVER_ACCEPTED = [ActionStatus.REQUESTED, ActionStatus.DECLINED, ActionStatus.WITHDRAWN]


@dataclass(frozen=True)
class SideOfLedger:
    """What one side owed the other: counts of items. The outcomes add up to `total`.

    `overdue` are among `open`; `new_date_agreed` are items whose date was changed by agreement, whatever became of
    them, and `date_changes` how often. `reasons` are those of `not_done`.
    """

    owner_root_id: UUID
    total: int = 0
    kept_on_time: int = 0
    kept_late: int = 0
    not_done: int = 0
    open: int = 0
    reported: int = 0
    not_contradicted: int = 0
    overdue: int = 0
    new_date_agreed: int = 0
    date_changes: int = 0
    reasons: tuple[tuple[str, int], ...] = ()


def committed() -> Q:
    """What counts: shared between two sides and accepted by the one that owes."""
    return (
        Q(agreed_with_root__isnull=False)
        & Q(sensitivity__in=[Sensitivity.SHARED, Sensitivity.PUBLIC])
        & ~Q(status__in=NEVER_ACCEPTED)
    )


def outcome_is(outcome: str, *, on: date) -> Q:
    """The condition of one outcome on a day. An item is on time when it was reported by its last agreed date."""
    silent = Q(reported_at__date__lte=on - silence())
    kept, reported = Q(status=ActionStatus.CONFIRMED), Q(status=ActionStatus.REPORTED_DONE)
    conditions = {
        LedgerOutcome.KEPT_ON_TIME: kept & Q(reported_at__date__lte=F("due_on")),
        LedgerOutcome.KEPT_LATE: kept & ~Q(reported_at__date__lte=F("due_on")),
        LedgerOutcome.NOT_DONE: Q(status=ActionStatus.DROPPED),
        LedgerOutcome.OPEN: Q(status__in=ACTION_OPEN),
        LedgerOutcome.REPORTED: reported & ~silent,
        LedgerOutcome.NOT_CONTRADICTED: reported & silent,
    }
    return conditions[LedgerOutcome(outcome)]


def has_new_date() -> Q:
    return Q(pk__in=DueDateChange.objects.filter(answer=DateAnswer.AGREED).values("item_id"))


def commitments_between(
    one_root_id: UUID,
    other_root_id: UUID,
    *,
    area: Area | None = None,
    since: date | None = None,
    until: date | None = None,
) -> ActionItemQuerySet:
    """Both sides' commitments to each other in this area (and below) and due in this period, both days included."""
    items = ActionItem.objects.between(one_root_id, other_root_id).filter(committed())
    if area:
        items = items.filter(area__path__within=area.path)
    if since:
        items = items.filter(due_on__gte=since)
    return items.filter(due_on__lte=until) if until else items


def ledger_of(items: QuerySet[ActionItem], *, sides: tuple[UUID, UUID], on: date) -> tuple[SideOfLedger, SideOfLedger]:
    """The figures of both sides over these commitments, in the order of `sides`: three statements."""
    outcomes: dict[str, Any] = {str(name): Count("pk", filter=outcome_is(name, on=on)) for name in LedgerOutcome}
    rows = (
        items.order_by()
        .values("owner_root_id")
        .annotate(
            total=Count("pk"),
            overdue=Count("pk", filter=Q(status__in=ACTION_OPEN, due_on__lt=on)),
            new_date_agreed=Count("pk", filter=has_new_date()),
            **outcomes,
        )
    )
    figures: dict[UUID, dict[str, Any]] = {row["owner_root_id"]: dict(row) for row in rows}
    reasons = _reasons_of(items)
    changes = _date_changes_of(items)
    first, second = (
        SideOfLedger(
            **{"owner_root_id": root, **figures.get(root, {})},
            reasons=reasons.get(root, ()),
            date_changes=changes.get(root, 0),
        )
        for root in sides
    )
    return first, second


def _reasons_of(items: QuerySet[ActionItem]) -> dict[UUID, tuple[tuple[str, int], ...]]:
    rows = items.order_by().filter(status=ActionStatus.DROPPED).values("owner_root_id", "not_done_reason")
    found: dict[UUID, dict[str, int]] = {}
    for row in rows.annotate(count=Count("pk")):
        found.setdefault(row["owner_root_id"], {})[row["not_done_reason"]] = row["count"]
    return {
        root: tuple((reason, counts[reason]) for reason in REASONS.values if reason in counts)
        for root, counts in found.items()
    }


def _date_changes_of(items: QuerySet[ActionItem]) -> dict[UUID, int]:
    agreed = DueDateChange.objects.filter(answer=DateAnswer.AGREED, item__in=items.order_by().values("pk"))
    rows = agreed.order_by().values_list("item__owner_root_id").annotate(count=Count("pk"))
    return dict(rows)
