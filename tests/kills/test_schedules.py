"""kill -9 of worker, beat and broker while schedules are due: one run, one edition of each, one notice for each."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from celery import Celery

from launch.places import ROOT
from tests.kills.house import House, opened

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SCHEDULES, READERS, LANGUAGES = 8, 6, 2
KILLS = ["worker"] * 14 + ["beat"] * 5 + ["valkey"] * 5


PARTS = "select count(*) from monitoring_editionpart"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with opened() as house:
        yield house


def prepare(house: House) -> dict[str, str]:
    words = [house.python, "-m", "tests.kills.prepare_schedules", str(SCHEDULES), str(READERS)]
    made = subprocess.run(words, env=house.variables(), cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


def ready(house: House) -> int:
    ((count,),) = house.rows("select count(*) from monitoring_edition where state = 'ready'")
    return count


def hurry(house: House) -> None:
    """The clock comes round at once, and what a killed worker left is taken up without its minute's grace."""
    house.rows("update jobs_schedule set next_run_at = now() where name = 'claim due schedules' returning 1")
    house.rows("update jobs_job set claimed_until = null where ended_at is null returning 1")


def test_schedules_are_kept_through_kills(house):
    made = prepare(house)
    random.seed(7)
    kills = random.sample(KILLS, len(KILLS))
    broker = Celery(broker=house.variables()["REDIS_URL"].replace("unix://", "redis+socket://", 1))
    hits = 0
    for number, name in enumerate(kills):
        hurry(house)
        # Where the broker is on its way up, the beat's own tick will do.
        with suppress(Exception):
            broker.send_task("foundation.jobs.tasks.tick", retry=False)
        # The kill comes while a builder is at work, as long as there is work.
        before = house.rows(PARTS)
        moves = lambda before=before: house.rows(PARTS) != before  # noqa: E731
        hits += house.watch_until(moves, seconds=6 if number < 20 else 1)
        house.kill(name)
        house.watch_until(lambda: False, seconds=random.uniform(0.3, 1.2))
    assert hits >= 5, f"only {hits} kills came while editions were built"

    def is_over() -> bool:
        hurry(house)
        house.watch_until(lambda: False, seconds=2)
        return ready(house) == SCHEDULES * LANGUAGES

    assert house.watch_until(is_over, seconds=240), house.rows(
        "select state, count(*) from monitoring_edition group by 1"
    )

    runs = house.rows("select schedule_id, due_at, missed_count, problem from monitoring_schedulerun")
    assert len(runs) == len({schedule for schedule, *_rest in runs}) == SCHEDULES
    assert {(due_at.isoformat(), missed, problem) for _schedule, due_at, missed, problem in runs} == {
        (made["due_at"], 1, "")
    }
    editions = house.rows("select areas_key, language, count(*) from monitoring_edition group by 1, 2")
    assert Counter(count for _key, _language, count in editions) == {1: SCHEDULES * LANGUAGES}
    sent = house.rows("select user_id, edition_id from monitoring_editionsend")
    told = house.rows("select user_id, about_id from notices_notice where kind = 'edition_ready'")
    assert len(sent) == len(told) == SCHEDULES * READERS, "each reader gets each report once, in their language"
    assert set(sent) == set(told)
    files = house.rows("select edition_id, count(*) from monitoring_editionfile group by 1")
    assert {count for _edition, count in files} == {3}
    print(f"{len(kills)} kills, {hits} while editions were built; {len(told)} notices")
