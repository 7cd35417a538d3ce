"""What comes round again: declared once by each app, claimed by one tick of the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from foundation.jobs.models import Schedule
from foundation.jobs.work import sweep
from foundation.journal.following import relay
from foundation.notices.outbox import send_waiting

logger = logging.getLogger(__name__)

WORKER_HEARTBEAT = "concord.heartbeat.worker"
BEAT_HEARTBEAT = "concord.heartbeat.beat"
HEARTBEAT_SECONDS = 60
# What failed is tried again after this, however rarely it comes round.
RETRY = timedelta(minutes=5)


def show_life(heartbeat: str) -> None:
    cache.set(heartbeat, timezone.now().timestamp(), HEARTBEAT_SECONDS)


@dataclass(frozen=True)
class Round:
    name: str
    every: timedelta
    work: Callable[[], object]


_rounds: dict[str, Round] = {}


def every(interval: timedelta, name: str, work: Callable[[], object]) -> None:
    """Call `work`, which must be harmless to repeat, about once per `interval`, in a transaction of its own."""
    _rounds[name] = Round(name, interval, work)


def tick() -> None:
    """One beat: show that the worker lives, take up what was left, do what is due. Each part whatever the others do."""
    parts: list[tuple[str, Callable[[], object]]] = [
        ("heartbeat", partial(show_life, WORKER_HEARTBEAT)),
        ("relay", relay),
        ("notices", send_waiting),
        ("jobs", sweep),
        *((due.name, partial(_run_if_due, due)) for due in list(_rounds.values())),
    ]
    for name, part in parts:
        try:
            part()
        except Exception:
            logger.exception("The clock's part %s failed", name)
            if not connection.in_atomic_block:
                # A part may have lost the database; the next one gets a connection that works.
                connection.close_if_unusable_or_obsolete()


@transaction.atomic
def _run_if_due(due: Round) -> None:
    now = timezone.now()
    Schedule.objects.get_or_create(name=due.name, defaults={"next_run_at": now})
    row = Schedule.objects.select_for_update(skip_locked=True).filter(pk=due.name, next_run_at__lte=now).first()
    if row is None:
        return
    row.last_problem, pause = "", due.every
    try:
        with transaction.atomic():
            due.work()
    except Exception as problem:
        logger.exception("Schedule %s failed", due.name)
        row.last_problem, pause = type(problem).__name__, min(due.every, RETRY)
    row.last_run_at, row.next_run_at = now, now + pause
    row.save()
