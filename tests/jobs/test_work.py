from __future__ import annotations

import threading
import time
from datetime import timedelta
from unittest import mock

import psycopg
import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from foundation.access.actors import NOBODY
from foundation.jobs import work
from foundation.jobs.models import Job, JobState
from foundation.jobs.work import ask_for, register_job, report_progress, run, sweep
from tests.factories import OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workers(monkeypatch):
    monkeypatch.setattr(work, "_workers", {})
    monkeypatch.setattr(current_app, "send_task", mock.Mock())


def count_calls(kind: str = "report", problem: BaseException | None = None) -> list[Job]:
    calls: list[Job] = []

    def do(job: Job) -> None:
        calls.append(job)
        if problem:
            raise problem

    register_job(kind, do)
    return calls


def later(**more: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**more))


def test_a_job_asked_for_twice_is_one_and_done_once(django_capture_on_commit_callbacks):
    calls = count_calls()
    actor = actor_of(OrganisationFactory())
    with django_capture_on_commit_callbacks(execute=True):
        job = ask_for("report", key="2026-Q3", by=actor, quarter=3)
        assert ask_for("report", key="2026-Q3", by=NOBODY) == job
    current_app.send_task.assert_called_with("foundation.jobs.tasks.run_job", args=[str(job.pk)], retry=False)
    run(job.pk)
    run(str(job.pk))
    assert len(calls) == 1
    job.refresh_from_db()
    assert (job.state, job.attempt_count, job.requested_by, job.arguments) == ("done", 1, actor.user, {"quarter": 3})
    assert job.ended_at
    with later(hours=1):
        assert sweep() == 0


def test_a_broker_that_is_away_leaves_the_job_to_the_sweeper(django_capture_on_commit_callbacks, caplog):
    current_app.send_task.side_effect = OperationalError
    with django_capture_on_commit_callbacks(execute=True):
        job = ask_for("report", key="1", by=NOBODY)
    assert "the sweeper will start" in caplog.text
    current_app.send_task.reset_mock(side_effect=True)
    assert sweep() == 0  # young: its own message may be on the way
    with later(seconds=30):
        assert sweep() == 1
    assert current_app.send_task.call_args.kwargs["args"] == [str(job.pk)]


def test_progress_is_kept():
    job = ask_for("report", key="1", by=NOBODY)
    report_progress(job, done=3, total=9)
    job.refresh_from_db()
    assert (job.done_count, job.total_count) == (3, 9)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_job_that_fails_is_tried_again_and_given_up(is_known, caplog):
    calls = count_calls("report" if is_known else "other", RuntimeError("no"))
    job = ask_for("report", key="1", by=NOBODY)
    now = timezone.now()
    for _ in range(8):
        with time_machine.travel(now):
            run(job.pk)
            assert sweep() == 0
        now += timedelta(hours=1)
    job.refresh_from_db()
    assert (job.state, job.attempt_count, job.problem) == (
        JobState.FAILED,
        work.MOST_ATTEMPTS,
        "RuntimeError" if is_known else "KeyError",
    )
    assert len(calls) == (work.MOST_ATTEMPTS if is_known else 0)
    assert "failed" in caplog.text


def test_what_a_killed_worker_left_is_taken_up():
    job = ask_for("report", key="1", by=NOBODY)
    count_calls(problem=SystemExit())
    with pytest.raises(SystemExit):
        run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt_count) == (JobState.RUNNING, 1)
    assert sweep() == 0
    calls = count_calls()
    with later(minutes=2):
        assert sweep() == 1
        run(job.pk)
    assert len(calls) == 1
    job.refresh_from_db()
    assert (job.state, job.attempt_count) == (JobState.DONE, 2)


def test_a_job_that_kills_each_time_is_given_up():
    calls = count_calls()
    job = ask_for("report", key="1", by=NOBODY)
    Job.objects.update(attempt_count=work.MOST_ATTEMPTS)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, len(calls)) == (JobState.FAILED, 0)


def test_a_job_that_is_gone_is_no_error():
    run("00000000-0000-4000-8000-000000000000")


@pytest.mark.django_db(transaction=True)
def test_a_job_is_done_by_one_at_a_time_however_long_it_takes():
    is_inside, may_go_on, calls = threading.Event(), threading.Event(), []

    def slow(job: Job) -> None:
        calls.append(job)
        is_inside.set()
        assert may_go_on.wait(20)

    register_job("report", slow)
    job = ask_for("report", key="1", by=NOBODY)

    def do() -> None:
        try:
            run(job.pk)
        finally:
            connection.close()

    thread = threading.Thread(target=do)
    thread.start()
    assert is_inside.wait(20)
    with later(minutes=30):
        assert sweep() == 1
        run(job.pk)
    assert len(calls) == 1
    may_go_on.set()
    thread.join(20)
    job.refresh_from_db()
    assert (job.state, job.attempt_count) == (JobState.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_the_lock_of_a_dead_worker_is_free():
    calls = count_calls()
    job = ask_for("report", key="1", by=NOBODY)
    database = settings.DATABASES["default"]
    worker = psycopg.connect(
        host=database["HOST"], port=database["PORT"] or 5432, user=database["USER"], dbname=database["NAME"]
    )
    worker.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [f"job {job.pk}"])
    run(job.pk)
    assert not calls
    worker.close()
    deadline = time.monotonic() + 10
    while not calls and time.monotonic() < deadline:  # the database notices a moment later
        run(job.pk)
    assert len(calls) == 1
