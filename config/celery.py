"""The Celery application: `celery -A config.celery worker`."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TICK = "foundation.jobs.tasks.tick"

app = Celery("concord")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_sample_accounts(**_signal: Any) -> None:
    """Celery passes over an exception in a signal, so this ends the process."""
    from config import production  # noqa: PLC0415  (models are ready only now)

    try:
        production.refuse_sample_accounts()
    except ImproperlyConfigured as refusal:
        raise SystemExit(str(refusal)) from refusal


@beat_init.connect
def tick_at_once(**_signal: Any) -> None:
    """Beat would wait one interval before its first tick; a start is no reason to wait."""
    app.send_task(TICK, expires=14)
