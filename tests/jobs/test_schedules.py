from __future__ import annotations

import threading
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from config.celery import app
from foundation.jobs import schedules, tasks
from foundation.jobs.models import Schedule
from foundation.jobs.schedules import BEAT_HEARTBEAT, WORKER_HEARTBEAT, every, tick
from tests.factories import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_rounds(monkeypatch):
    rounds = dict(schedules._rounds)
    monkeypatch.setattr(schedules, "_rounds", {})
    return rounds


def at(**more: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**more))


def test_what_is_due_runs_once_in_its_interval():
    calls: list = []
    every(timedelta(hours=1), "hourly", lambda: calls.append(1))
    tick()
    tick()
    assert len(calls) == 1
    with at(minutes=59):
        tick()
    assert len(calls) == 1
    with at(minutes=61):
        tick()
    assert len(calls) == 2


def test_one_that_fails_stops_no_other_and_leaves_nothing_half_done(caplog):
    calls: list = []

    def fails() -> None:
        AreaFactory(code="HALF")
        with connection.cursor() as cursor:
            cursor.execute("select no_such_column")

    every(timedelta(days=1), "fails", fails)
    every(timedelta(days=1), "works", lambda: calls.append(1))
    tick()
    assert len(calls) == 1
    assert Schedule.objects.get(pk="fails").last_problem == "ProgrammingError"
    assert Schedule.objects.get(pk="works").last_problem == ""
    assert "Schedule fails failed" in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from places_area where code = 'HALF'")
        assert cursor.fetchone() == (0,)
    # A daily one that failed does not wait for tomorrow.
    every(timedelta(days=1), "fails", lambda: calls.append(2))
    with at(minutes=6):
        tick()
    assert calls == [1, 2]
    assert Schedule.objects.get(pk="fails").last_problem == ""


@pytest.mark.parametrize("part", ["show_life", "relay", "send_waiting", "sweep"])
def test_no_part_of_the_clock_keeps_the_others_from_running(part, monkeypatch, caplog):
    ran: list[str] = []
    for name in ("show_life", "relay", "send_waiting", "sweep"):
        work = mock.Mock(side_effect=RuntimeError("no") if name == part else lambda *_a, name=name: ran.append(name))
        monkeypatch.setattr(schedules, name, work)
    every(timedelta(hours=1), "hourly", lambda: ran.append("hourly"))
    tick()
    assert set(ran) == {"show_life", "relay", "send_waiting", "sweep", "hourly"} - {part}
    assert "part" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_run_it_once():
    tick()
    calls, is_inside, may_go_on = [], threading.Event(), threading.Event()

    def slow() -> None:
        calls.append(1)
        is_inside.set()
        assert may_go_on.wait(20)

    every(timedelta(hours=1), "slow", slow)
    Schedule.objects.create(name="slow", next_run_at=timezone.now())

    def run() -> None:
        try:
            tick()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert is_inside.wait(20)
    tick()
    may_go_on.set()
    thread.join(20)
    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
def test_the_clock_goes_on_after_the_database_dropped_it():
    def dropped() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    calls: list = []
    every(timedelta(hours=1), "dropped", dropped)
    every(timedelta(hours=1), "next", lambda: calls.append(1))
    tick()
    assert len(calls) == 1


def test_signs_of_life_are_seen():
    assert cache.get(WORKER_HEARTBEAT) is None
    tasks.tick()
    assert cache.get(WORKER_HEARTBEAT)
    assert cache.get(BEAT_HEARTBEAT) is None
    tasks.show_that_beat_lives()
    assert cache.get(BEAT_HEARTBEAT)


def test_the_house_keeps_itself(no_other_rounds):
    assert {"seal the journal", "forget old submissions"} <= set(no_other_rounds)


def test_celery_knows_every_task_and_loses_none():
    app.loader.import_default_modules()
    assert {
        "foundation.jobs.tasks.tick",
        "foundation.jobs.tasks.run_job",
        "foundation.notices.tasks.send_waiting",
    } <= set(app.tasks)
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.beat_schedule["tick"]["task"] in app.tasks
