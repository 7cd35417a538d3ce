"""Celery carries; the rows in PostgreSQL promise. See docs/decisions on the outbox and the sweeper."""

from __future__ import annotations

from config.settings.cache import REDIS_URL

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1) or "memory://"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 14 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 13 * 60
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 15 * 60,
    "socket_connect_timeout": 2,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
# One tick; what is due at which hour stands in foundation.jobs' schedule rows.
CELERY_BEAT_SCHEDULE = {"tick": {"task": "foundation.jobs.tasks.tick", "schedule": 15.0, "options": {"expires": 14}}}

__all__ = [name for name in dir() if name.startswith("CELERY_")]
