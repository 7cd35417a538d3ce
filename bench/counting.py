"""A figure over very many records, beside the plain GROUP BY that counts the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import psycopg
from django.db import connection, transaction

from bench.figures import Figure
from bench.mission import Measured
from coordination.models import Meeting
from foundation.access.actors import Actor
from foundation.figures.countables import Audience
from foundation.figures.evaluation import Answer, evaluate
from foundation.figures.questions import Question
from foundation.people.roles import Role
from tests.factories import AreaFactory, actor_of

FULL, SMALL = 1_000_000, 250_000
AREAS, ROUNDS = 40, 5
SINCE, UNTIL, TODAY = date(2024, 11, 1), date(2026, 10, 31), date(2026, 11, 22)
# What one would write by hand: the same meetings by area and month, without rights or protection.
PLAIN = """select area_id, date_trunc('month', day), count(*) from coordination_meeting
    where held_by_id = %s and status = 'held' and sensitivity in ('internal', 'shared', 'public')
    and day between %s and %s group by 1, 2"""


def lengthen(measured: Measured, count: int) -> None:
    """Copies of one meeting over two years and forty areas, a fifth of them shared, by one statement."""
    country = measured.world.area
    areas = [str(AreaFactory(parent=country).pk) for _ in range(AREAS)]
    fields = [field.column for field in Meeting._meta.concrete_fields if not field.generated]
    own = {
        "id": "gen_random_uuid()",
        "area_id": f"(%s::uuid[])[n %% {AREAS} + 1]",
        "day": "date '2024-11-01' + n %% 730",
        "logged_at": "date '2024-11-01' + n %% 730 + interval '1 day'",
        "sensitivity": "case when n %% 5 = 0 then 'shared' else 'internal' end",
        "kind": "(array['visit', 'call', 'contact'])[n %% 3 + 1]",
    }
    chosen = ", ".join(own.get(column, f'"{column}"') for column in fields)
    named = ", ".join(f'"{column}"' for column in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into coordination_meeting ({named}) select {chosen} from coordination_meeting,"
            " generate_series(1, %s) as n where id = %s",
            [areas, count, measured.meeting.pk],
        )
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("vacuum analyze coordination_meeting")


def measure(measured: Measured, *, small: bool) -> list[Figure]:
    """Its reader opens a fifth, so most of it is protected. The rows that are made for it stay."""
    count = SMALL if small else FULL
    with transaction.atomic():
        reader = actor_of(measured.world.component, Role.ME_OFFICER, areas=[measured.world.area])
    lengthen(measured, count)
    audience = Audience.of(reader)
    area = measured.world.area.pk
    question = Question("meetings", "count", SINCE, UNTIL, audience, areas=(area,), by=("area", "month"))
    ratios, seconds = [], []
    for _ in range(ROUNDS):
        plain = taken(lambda: plainly_counted(measured))
        mine = taken(lambda: counted(question, reader, count))
        ratios.append(mine / plain)
        seconds.append((mine, plain))
    more = f"[{median(s[0] for s in seconds) * 1000:.0f} ms against {median(s[1] for s in seconds) * 1000:.0f} ms]"
    more = f"over {count:,} {more}"
    return [Figure("a figure by area and month", round(median(ratios), 2), 3, "times its plain GROUP BY", more)]


def counted(question: Question, reader: Actor, count: int) -> Answer:
    answer = evaluate(question, on=TODAY, reader=reader)
    if not answer.has_withheld or (answer.total.value or 0) < count * 0.9:
        raise RuntimeError(f"the figure says {answer.total.shown} of {count} meetings")
    return answer


def plainly_counted(measured: Measured) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [measured.world.mission.pk, SINCE, UNTIL])
        cursor.fetchall()


def taken(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
