"""Ask for work, do it, and take up again what a killed worker left."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from foundation.access.actors import Actor
from foundation.jobs.models import Job, JobState

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=15)
MOST_ATTEMPTS = 5

Worker = Callable[[Job], None]
_workers: dict[str, Worker] = {}


def register_job(kind: str, worker: Worker) -> None:
    """`worker` does the job of this kind; it may be run again from the start after a crash."""
    _workers[kind] = worker


def ask_for(kind: str, *, key: str, by: Actor, **arguments: Any) -> Job:
    """One job for one `kind` and `key`, however often it is asked for; written in the caller's transaction."""
    job, _is_new = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"arguments": arguments, "requested_by": by.user}
    )
    transaction.on_commit(lambda: start(job))
    return job


def start(job: Job) -> None:
    try:
        current_app.send_task("foundation.jobs.tasks.run_job", args=[str(job.pk)], retry=False)
    except OperationalError:
        logger.warning("The broker does not answer; the sweeper will start job %s.", job.pk)


def run(job_id: Any) -> None:
    """Do a job unless it is done or somebody holds it. A failure is kept with the job and tried again."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        _workers[job.kind](job)
    except Exception as problem:
        logger.exception("Job %s failed", job.pk)
        _end(
            job,
            JobState.FAILED if job.attempt_count >= MOST_ATTEMPTS else JobState.WAITING,
            type(problem).__name__,
        )
        return
    _end(job, JobState.DONE, "")


def report_progress(job: Job, *, done: int, total: int) -> None:
    Job.objects.filter(pk=job.pk).update(done_count=done, total_count=total, claimed_until=timezone.now() + CLAIM)


def sweep() -> int:
    """Start again what waits or was left by a killed worker; give how many."""
    now = timezone.now()
    left = Job.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lt=now),
        state__in=[JobState.WAITING, JobState.RUNNING],
        created_at__lt=now - timedelta(seconds=20),
    )
    jobs = list(left[:100])
    for job in jobs:
        start(job)
    return len(jobs)


@transaction.atomic
def _claim(job_id: Any) -> Job | None:
    now = timezone.now()
    job = (
        Job.objects.select_for_update(skip_locked=True)
        .filter(Q(claimed_until=None) | Q(claimed_until__lt=now), pk=job_id)
        .exclude(state__in=[JobState.DONE, JobState.FAILED])
        .first()
    )
    if job:
        job.state, job.claimed_until = JobState.RUNNING, now + CLAIM
        job.attempt_count += 1
        job.save(update_fields=["state", "claimed_until", "attempt_count"])
    return job


def _end(job: Job, state: JobState, problem: str) -> None:
    ended_at = None if state == JobState.WAITING else timezone.now()
    Job.objects.filter(pk=job.pk).update(state=state, problem=problem, claimed_until=None, ended_at=ended_at)
