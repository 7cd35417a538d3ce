from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import before_task_publish, worker_ready

from foundation.jobs import schedules, work
from foundation.mission.reading import in_mission_time
from foundation.notices.outbox import poke


@shared_task(name="foundation.jobs.tasks.tick")
def tick() -> None:
    with in_mission_time():
        schedules.tick()


@shared_task(name="foundation.jobs.tasks.run_job")
def run_job(job_id: str) -> None:
    with in_mission_time():
        work.run(job_id)


@before_task_publish.connect(sender="foundation.jobs.tasks.tick")
def show_that_beat_lives(**_signal: Any) -> None:
    """Only beat sends the tick, so sending it shows that beat lives."""
    schedules.show_life(schedules.BEAT_HEARTBEAT)


@worker_ready.connect
def take_up_what_waits(**_signal: Any) -> None:
    """A worker that was killed held messages that its successor sends without waiting for the next tick."""
    poke()
