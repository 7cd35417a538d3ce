"""kill -9 of everything that holds a promise: nothing acknowledged is lost, nothing happens twice."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

import pytest
from celery import Celery

from tests.kills.house import House, opened

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

ITEMS, READERS = 40, 40
WORKER_KILLS = 50


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with opened() as house:
        yield house


class Clerk(threading.Thread):
    """Sends small deeds one after another, each again with the same key until it is acknowledged."""

    def __init__(self, house: House, made: dict, keys: list[str], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.house, self.made, self.keys, self.stop = house, made, keys, stop
        self.acknowledged: list[str] = []
        self.begun: list[str] = []
        self.repeats = 0
        self.refused: Counter[int] = Counter()

    def run(self) -> None:
        for key in self.keys:
            if self.stop.is_set():
                return
            text = f"word {key[-24:]}"
            self.begun.append(text)
            while True:
                fields = {"submission_key": key, "text": text}
                status = self.house.post(f"/actions/{self.made['item']}/comment/", fields, self.made["session"])
                if status == 302:
                    self.acknowledged.append(text)
                    break
                if 0 < status < 500:
                    self.refused[status] += 1
                    return
                self.repeats += 1
                time.sleep(0.02)


def kill_web(house: House) -> None:
    if workers := house.children_of("web"):
        house.kill("web", random.choice(workers))


def kill_database_backend(house: House) -> None:
    if backends := house.children_of("postgres"):
        house.kill("postgres", random.choice(backends))


KILLS = {
    "a web worker": (kill_web, 25, 0.25),
    "the web server": (lambda house: house.kill("web"), 4, 2.5),
    "a part of the database": (kill_database_backend, 8, 1.0),
    "the database": (lambda house: house.kill("postgres"), 5, 2.5),
    "the worker": (lambda house: house.kill("worker"), 3, 1.5),
}


def check_journal(house: House) -> None:
    """Everything is sealed in the end, and the seals agree with it."""
    broker = Celery(broker=house.variables()["REDIS_URL"].replace("unix://", "redis+socket://", 1))

    def is_sealed() -> bool:
        time.sleep(0.5)
        broker.send_task("foundation.jobs.tasks.tick")
        house.rows("update jobs_schedule set next_run_at = now() where name = 'seal the journal' returning 1")
        (sealed,) = house.rows("select coalesce(sum(entry_count), 0) from journal_seal")
        return [sealed] == house.rows("select count(*) from journal_entry")

    assert house.watch_until(is_sealed, seconds=60)
    assert house.manage("verify_journal") == 0


def test_nothing_acknowledged_is_lost_or_doubled(house):
    made = house.prepare(deeds=8000, items=0, readers=0)
    stop = threading.Event()
    clerks = [Clerk(house, made, made["keys"][number::4], stop) for number in range(4)]
    for clerk in clerks:
        clerk.start()
    for kill, times, pause in KILLS.values():
        for _ in range(times):
            before = sum(len(clerk.acknowledged) for clerk in clerks)
            kill(house)
            house.watch_until(lambda: False, seconds=pause * random.uniform(0.6, 1.4))
            # The next kill comes while deeds are under way again.
            more = lambda before=before: sum(len(clerk.acknowledged) for clerk in clerks) > before + 4  # noqa: E731
            assert house.watch_until(more, seconds=30), [clerk.refused for clerk in clerks]
    stop.set()
    assert house.watch_until(lambda: not any(clerk.is_alive() for clerk in clerks), seconds=40)
    acknowledged = [text for clerk in clerks for text in clerk.acknowledged]
    assert not any(clerk.refused for clerk in clerks)
    assert sum(clerk.repeats for clerk in clerks) > 10, "the kills hit nothing"

    kept = Counter(text for (text,) in house.rows("select text from coordination_actionitemremark"))
    assert set(acknowledged) == set(kept)
    assert set(kept.values()) == {1}
    (entries,) = house.rows("select count(*) from journal_entry where verb = 'commented'")
    (answers,) = house.rows("select count(*), count(*) filter (where status = 302) from submissions_submission")
    assert entries == (len(acknowledged),)
    assert answers == (len(acknowledged), len(acknowledged))
    kills = sum(times for _kill, times, _pause in KILLS.values())
    check_journal(house)
    print(f"{kills} kills, {len(acknowledged)} deeds acknowledged, {sum(c.repeats for c in clerks)} sent again")


def test_each_is_told_once_and_no_mail_is_missed(house):
    for table in ("notices_delivery", "notices_notice"):
        house.rows(f"delete from {table} returning 1")
    outbox = house.data.outbox
    for old in outbox.glob("*"):
        old.unlink()
    house.prepare(deeds=0, items=ITEMS, readers=READERS)
    broker = Celery(broker=house.variables()["REDIS_URL"].replace("unix://", "redis+socket://", 1))
    # Three, so that one is at work while those killed before it start again.
    first = house.child("worker")
    workers = [first, *(house.servers.supervisor.start(replace(first, name=name)) for name in ("worker2", "worker3"))]
    hits = 0
    for _ in range(WORKER_KILLS):
        with_mail = len(list(outbox.glob("*.eml"))) + random.randint(1, 12)
        broker.send_task("foundation.jobs.tasks.tick")
        broker.send_task("foundation.notices.tasks.send_waiting")
        hits += house.watch_until(lambda: len(list(outbox.glob("*.eml"))) >= with_mail, seconds=15)  # noqa: B023
        alive = [worker for worker in workers if worker.is_alive]
        victim = min(alive, key=lambda worker: worker.started_at)
        house.kill(victim.name)
        house.watch_until(lambda: not victim.is_alive, seconds=5)  # noqa: B023
    assert hits > WORKER_KILLS * 0.8, f"only {hits} kills came while mail was going out"

    def is_all_sent() -> bool:
        time.sleep(0.5)
        broker.send_task("foundation.notices.tasks.send_waiting")
        return house.rows("select count(*) from notices_delivery where state = 'sent'") == [(ITEMS * READERS,)]

    assert house.watch_until(is_all_sent, seconds=90), house.rows(
        "select state, count(*) from notices_delivery group by 1"
    )
    told = house.rows("select user_id, about_id from notices_notice")
    assert len(told) == len(set(told)) == ITEMS * READERS
    ids = Counter(message_from_bytes(file.read_bytes())["Message-ID"] for file in outbox.glob("*.eml"))
    promised = {f"<{notice}@localhost>" for (notice,) in house.rows("select id from notices_notice")}
    assert set(ids) == promised
    repeats = sum(ids.values()) - len(ids)
    assert repeats <= WORKER_KILLS
    print(f"{WORKER_KILLS} kills, {hits} while sending; {len(ids)} messages, {repeats} sent twice")
