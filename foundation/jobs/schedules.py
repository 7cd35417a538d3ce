"""What comes round again: declared once by each app, claimed by one tick of the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from foundation.jobs.models import Schedule
from foundation.jobs.work import sweep
from foundation.journal.following import relay
from foundation.notices.outbox import send_waiting

logger = logging.getLogger(__name__)

WORKER_HEARTBEAT = "concord.heartbeat.worker"
BEAT_HEARTBEAT = "concord.heartbeat.beat"
HEARTBEAT_SECONDS = 60


def show_life(heartbeat: str) -> None:
    cache.set(heartbeat, timezone.now().timestamp(), HEARTBEAT_SECONDS)


@dataclass(frozen=True)
class Round:
    name: str
    every: timedelta
    work: Callable[[], object]


_rounds: dict[str, Round] = {}


def every(interval: timedelta, name: str, work: Callable[[], object]) -> None:
    """Call `work`, which must be harmless to repeat, about once per `interval`."""
    _rounds[name] = Round(name, interval, work)


def tick() -> None:
    """One beat: show that the worker lives, take up what was left, do what is due."""
    show_life(WORKER_HEARTBEAT)
    relay()
    send_waiting()
    sweep()
    for due in _rounds.values():
        _run_if_due(due)


@transaction.atomic
def _run_if_due(due: Round) -> None:
    now = timezone.now()
    Schedule.objects.get_or_create(name=due.name, defaults={"next_run_at": now})
    row = Schedule.objects.select_for_update(skip_locked=True).filter(pk=due.name, next_run_at__lte=now).first()
    if row is None:
        return
    row.last_problem = ""
    try:
        with transaction.atomic():
            due.work()
    except Exception as problem:
        logger.exception("Schedule %s failed", due.name)
        row.last_problem = type(problem).__name__
    row.last_run_at, row.next_run_at = now, now + due.every
    row.save()
