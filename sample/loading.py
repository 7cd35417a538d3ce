"""The sample mission as a whole: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from foundation.places.models import Area
from sample.clock import Clock, today_in_carana
from sample.places import COUNTRY
from sample.planning import FULL, SEED, Size, chance_of, plan_mission
from sample.records import Plan, PlannedItem
from sample.rows.house import House
from sample.rows.ids import Ids
from sample.rows.items import Items
from sample.rows.meetings import Meetings
from sample.rows.people import write_people
from sample.rows.places import write_places

Event = tuple[datetime, int, Callable[[], object]]


def is_loaded() -> bool:
    return Area.objects.filter(code=COUNTRY).exists()


def load(*, today: date | None = None, seed: str = SEED, size: Size = FULL) -> Meetings:
    """Write the sample mission, alive around `today`: the present day in Carana unless named."""
    return write(plan_mission(today or today_in_carana(timezone.now()), seed=seed, size=size), seed=seed)


@transaction.atomic
def write(plan: Plan, *, seed: str = SEED) -> Meetings:
    """Let every planned deed happen in the order of time, in memory, and write what came of it in bulk.

    Gives the rows by the keys they were planned under.
    """
    house = House(plan, Clock(plan.today), Ids(chance_of(seed, "ids")))
    write_places(house)
    write_people(house)
    items = Items(house)
    left: dict[str, list[PlannedItem]] = {}
    for item in plan.items:
        if item.meeting:
            left.setdefault(item.meeting, []).append(item)
    meetings = Meetings(house, items, left)
    for _at, _number, happen in sorted(events(plan, meetings, items), key=lambda event: event[:2]):
        happen()
    meetings.write()
    items.write()
    house.write()
    return meetings


def events(plan: Plan, meetings: Meetings, items: Items) -> list[Event]:
    """Every deed with its moment; those of one moment in the order of the plan, meetings first."""
    found: list[tuple[datetime, Callable[[], object]]] = []
    for meeting in plan.meetings:
        found += [(deed.at, partial(meetings.act, meeting, deed)) for deed in meeting.deeds]
    for item in plan.items:
        # What a meeting leaves is written with the meeting.
        if not item.meeting:
            found.append((item.deeds[0].at, partial(items.add, item)))
        found += [(deed.at, partial(items.act, item, deed)) for deed in item.deeds[1:]]
    return [(at, number, happen) for number, (at, happen) in enumerate(found)]
