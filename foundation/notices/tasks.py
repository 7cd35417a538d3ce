from __future__ import annotations

from celery import shared_task

from foundation.notices import outbox


@shared_task(name="foundation.notices.tasks.send_waiting")
def send_waiting() -> None:
    outbox.send_waiting()
