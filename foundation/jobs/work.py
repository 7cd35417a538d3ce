"""Ask for work, do it, and take up again what a killed worker left."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from foundation.access.actors import Actor
from foundation.jobs.models import Job, JobState

logger = logging.getLogger(__name__)

# The sweeper leaves a started or failed job alone this long; who does it holds a lock besides.
CLAIM = timedelta(minutes=1)
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
    transaction.on_commit(lambda: start(job), robust=True)
    return job


def start(job: Job) -> None:
    try:
        current_app.send_task("foundation.jobs.tasks.run_job", args=[str(job.pk)], retry=False)
    except OperationalError:
        logger.warning("The broker does not answer; the sweeper will start job %s.", job.pk)


def run(job_id: Any) -> None:
    """Do a job unless it is done or somebody does it now. A failure is kept with the job and tried again."""
    with _alone(str(job_id)) as is_alone:
        job = _claim(job_id) if is_alone else None
        if job is None:
            return
        if job.attempt_count > MOST_ATTEMPTS:
            _end(job, JobState.FAILED, "killed each time")
            return
        try:
            _workers[job.kind](job)
        except Exception as problem:
            logger.exception("Job %s of kind %s failed", job.pk, job.kind)
            _fail(job, problem)
        else:
            _end(job, JobState.DONE)


def report_progress(job: Job, *, done: int, total: int) -> None:
    Job.objects.filter(pk=job.pk).update(done_count=done, total_count=total, claimed_until=timezone.now() + CLAIM)


def sweep() -> int:
    """Start again what waits or was left by a killed worker; give how many."""
    now = timezone.now()
    left = Job.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lt=now),
        ended_at=None,
        created_at__lt=now - timedelta(seconds=20),
    )
    jobs = list(left.order_by("created_at")[:100])
    for job in jobs:
        start(job)
    return len(jobs)


@contextmanager
def _alone(job_id: str) -> Iterator[bool]:
    """Whether nobody else does this job now. The database lets go of the lock when this process dies."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"job {job_id}"])
        (is_alone,) = cursor.fetchone()
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [f"job {job_id}"])


@transaction.atomic
def _claim(job_id: Any) -> Job | None:
    """The job if it is still to be done, its attempt counted whatever becomes of this process."""
    job = Job.objects.select_for_update().filter(pk=job_id, ended_at=None).first()
    if job:
        job.state, job.claimed_until = JobState.RUNNING, timezone.now() + CLAIM
        job.attempt_count += 1
        job.save(update_fields=["state", "claimed_until", "attempt_count"])
    return job


def _fail(job: Job, problem: Exception) -> None:
    if job.attempt_count >= MOST_ATTEMPTS:
        _end(job, JobState.FAILED, type(problem).__name__)
        return
    Job.objects.filter(pk=job.pk).update(
        state=JobState.WAITING,
        problem=type(problem).__name__,
        claimed_until=timezone.now() + CLAIM * 2 ** (job.attempt_count - 1),
    )


def _end(job: Job, state: JobState, problem: str = "") -> None:
    Job.objects.filter(pk=job.pk).update(state=state, problem=problem, claimed_until=None, ended_at=timezone.now())
