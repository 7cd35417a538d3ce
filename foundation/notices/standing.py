"""How the messages going out stand: counts, for who looks after the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from foundation.notices.models import Delivery, DeliveryState


@dataclass(frozen=True)
class MessageStanding:
    """`oldest_at` is when the first of those waiting was due."""

    waiting: int
    failed: int
    oldest_at: datetime | None


def message_standing() -> MessageStanding:
    waiting = Q(state=DeliveryState.WAITING)
    return MessageStanding(
        **Delivery.objects.aggregate(
            waiting=Count("pk", filter=waiting),
            failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
            oldest_at=Min("due_at", filter=waiting),
        )
    )
