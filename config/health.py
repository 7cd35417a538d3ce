"""Is everything alive? For the launcher, the proxy and whoever is called at night."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import Error, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from config.settings.mode import VERSION
from foundation.access.gates import public
from foundation.jobs.schedules import BEAT_HEARTBEAT, WORKER_HEARTBEAT
from foundation.notices.outbox import oldest_unsent_seconds

AWAY = (Error, RedisError, OSError)


@public("tells only whether the parts run")
@transaction.non_atomic_requests
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """`{"status","version","database","broker","worker","beat","oldest_unsent_seconds"}`; 200 or 503."""
    parts = {"database": _state(_ask_database), "broker": _state(_ask_broker)}
    for part, heartbeat in (("worker", WORKER_HEARTBEAT), ("beat", BEAT_HEARTBEAT)):
        parts[part] = _seen(heartbeat) if parts["broker"] == "ok" else "unknown"
    is_well = all(state == "ok" for state in parts.values())
    answer = {
        "status": "ok" if is_well else "down",
        "version": VERSION,
        **parts,
        "oldest_unsent_seconds": _oldest_unsent() if parts["database"] == "ok" else None,
    }
    return JsonResponse(answer, status=200 if is_well else 503)


@public("tells only that this process answers")
@transaction.non_atomic_requests
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok", "version": VERSION})


def _state(ask: Callable[[], None]) -> str:
    try:
        ask()
    except AWAY:
        return "down"
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def _ask_broker() -> None:
    cache.set("concord.health", time.time(), 10)


def _seen(heartbeat: str) -> str:
    try:
        return "ok" if cache.get(heartbeat) else "down"
    except AWAY:
        return "unknown"


def _oldest_unsent() -> int | None:
    try:
        return oldest_unsent_seconds()
    except AWAY:
        return None
