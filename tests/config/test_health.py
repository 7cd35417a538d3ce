from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from redis.exceptions import ConnectionError as BrokerAway

from config import health
from config.settings.mode import VERSION
from foundation.jobs import schedules
from foundation.notices.models import Delivery, Notice
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody_lives():
    schedules.show_life(schedules.WORKER_HEARTBEAT)
    schedules.show_life(schedules.BEAT_HEARTBEAT)


@pytest.fixture(params=[OperationalError, InterfaceError, DatabaseError])
def no_database(request, monkeypatch):
    def away(*_arguments):
        raise request.param("away")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "ensure_connection", away)


@pytest.fixture
def no_broker(monkeypatch):
    def away(*_arguments, **_more):
        raise BrokerAway("away")

    for name in ("get", "set", "add", "get_many", "set_many", "delete", "has_key"):
        monkeypatch.setattr(type(cache._connections[cache._alias]), name, away)


def test_all_well(everybody_lives, client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "version": VERSION,
        "database": "ok",
        "broker": "ok",
        "worker": "ok",
        "beat": "ok",
        "oldest_unsent_seconds": 0,
    }
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


def test_without_signs_of_life_it_says_who_is_down(client):
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["status"] == "down"
    assert (response.json()["worker"], response.json()["beat"]) == ("down", "down")


def test_the_oldest_message_is_told(everybody_lives, client):
    notice = Notice.objects.create(user=UserFactory(), kind="k", about_kind="a.b", about_id=UserFactory().pk)
    Delivery.objects.create(notice=notice, due_at=notice.created_at)
    Notice.objects.update(created_at="2020-01-01T00:00:00Z")
    assert client.get("/health").json()["oldest_unsent_seconds"] > 10**8


def test_a_database_that_is_away_is_said_and_is_no_error(everybody_lives, no_database):
    client = Client()
    response = client.get("/health")
    assert response.status_code == 503
    told = response.json()
    assert (told["database"], told["broker"], told["oldest_unsent_seconds"]) == ("down", "ok", None)
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize("cookies", [{}, {"concord": "a" * 32, "messages": "x", "concord_language": "fr"}])
def test_a_broker_that_is_away_is_said_and_is_no_error(cookies, no_broker):
    client = Client()
    client.cookies.load(cookies)
    response = client.get("/health")
    assert response.status_code == 503
    told = response.json()
    assert (told["database"], told["broker"], told["worker"], told["beat"]) == ("ok", "down", "unknown", "unknown")
    live = client.get("/health/live")
    assert (live.status_code, live.json()) == (200, {"status": "ok", "version": VERSION})


def test_a_broker_that_dies_while_it_is_asked_is_no_error(client, monkeypatch):
    def away(*_arguments):
        raise BrokerAway("away")

    monkeypatch.setattr(health.cache, "get", away, raising=False)
    told = client.get("/health").json()
    assert (told["broker"], told["worker"]) == ("ok", "unknown")


def test_a_head_is_enough_and_a_post_is_refused(everybody_lives, client):
    assert client.head("/health").status_code == 200
    assert client.post("/health").status_code == 405
    assert client.post("/health/live").status_code == 405
