from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction

from foundation.journal import following
from foundation.journal.models import Cursor, Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_other_followers(monkeypatch):
    monkeypatch.setattr(following, "_followers", {})


def write(verb: str = "confirmed", kind: str = "coordination.actionitem") -> Entry:
    return Entry.objects.create(verb=verb, subject_kind=kind, subject_id=uuid4(), via="page")


def follower(heard: list, verbs=("confirmed",), kind="coordination.actionitem"):
    def handler(entry: Entry) -> None:
        heard.append(entry.pk)

    following.follow(kind, set(verbs), handler)
    return handler


def test_each_entry_is_handed_over_once_and_in_order():
    heard: list = []
    follower(heard)
    first, _other, second = write(), write("returned"), write()
    write(kind="coordination.meeting")
    assert following.relay() == 2
    assert following.relay() == 0
    third = write()
    following.relay()
    assert heard == [first.pk, second.pk, third.pk]


def test_one_handler_may_follow_two_kinds():
    heard: list = []
    handler = follower(heard)
    following.follow("coordination.meeting", {"shared"}, handler)
    write()
    write("shared", "coordination.meeting")
    assert following.relay() == 2


def test_more_than_a_batch_waits_for_no_second_tick(monkeypatch):
    monkeypatch.setattr(following, "BATCH", 3)
    heard: list = []
    follower(heard)
    entries = [write() for _ in range(10)]
    assert following.relay() == 10
    assert heard == [entry.pk for entry in entries]


def test_an_entry_committed_late_is_not_skipped():
    """Two interleaved transactions: the one that wrote first commits last."""
    heard: list = []
    follower(heard)
    has_written, may_commit = threading.Event(), threading.Event()
    early: list[int] = []

    def slow() -> None:
        try:
            with transaction.atomic():
                early.append(write().pk)
                has_written.set()
                assert may_commit.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert has_written.wait(20)
    late = write().pk
    assert early[0] < late
    # The later number is committed and the earlier is not: neither may be read yet.
    assert following.relay() == 0
    may_commit.set()
    thread.join(20)
    assert following.relay() == 2
    assert heard == [early[0], late]


def test_numbers_drawn_against_the_order_of_transactions_are_all_read():
    """The transaction that began last draws the lower number and commits after the other was read."""
    heard: list = []
    follower(heard)
    has_begun, is_drawn, may_commit = threading.Event(), threading.Event(), threading.Event()
    numbers: dict[str, int] = {}

    def second() -> None:
        try:
            with transaction.atomic():
                assert has_begun.wait(20)
                numbers["second"] = write().pk
                is_drawn.set()
                assert may_commit.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()")
        has_begun.set()
        assert is_drawn.wait(20)
        numbers["first"] = write().pk
    assert numbers["second"] < numbers["first"]
    assert following.relay() == 1
    may_commit.set()
    thread.join(20)
    assert following.relay() == 1
    assert heard == [numbers["first"], numbers["second"]]


def test_a_handler_that_fails_is_asked_again_and_holds_up_nobody_else(caplog):
    calls: list = []

    def fails_once(entry: Entry) -> None:
        calls.append(entry.pk)
        if calls.count(entry.pk) == 1 and len(calls) == 2:
            Cursor.objects.create(follower="left behind")
            raise RuntimeError("no")

    heard: list = []
    following.follow("coordination.actionitem", {"confirmed"}, fails_once)
    follower(heard)
    one, two, three = write(), write(), write()
    following.relay()
    assert calls == [one.pk, two.pk]
    assert heard == [one.pk, two.pk, three.pk]
    assert not Cursor.objects.filter(pk="left behind").exists()
    assert "will be asked again" in caplog.text
    following.relay()
    assert calls == [one.pk, two.pk, two.pk, three.pk]


def test_two_relays_at_once_hand_over_once():
    heard: list = []
    is_inside, may_go_on = threading.Event(), threading.Event()

    def slow(entry: Entry) -> None:
        heard.append(entry.pk)
        is_inside.set()
        assert may_go_on.wait(20)

    following.follow("coordination.actionitem", {"confirmed"}, slow)
    write()

    def relay() -> None:
        try:
            following.relay()
        finally:
            connection.close()

    thread = threading.Thread(target=relay)
    thread.start()
    assert is_inside.wait(20)
    assert following.relay() == 0
    may_go_on.set()
    thread.join(20)
    assert len(heard) == 1
