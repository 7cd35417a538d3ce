"""The whole sample mission, planned before a row is written: the same for the same seed and the same day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sample.action_items import plan_action_items
from sample.clock import Clock
from sample.meetings import plan_meetings
from sample.organisations import ORGANISATIONS
from sample.places import plan_places
from sample.population import plan_population
from sample.present import plan_present
from sample.records import Plan
from sample.series import all_series
from sample.staff import plan_staff
from sample.story import plan_story

SEED = "Carana"


@dataclass(frozen=True)
class Size:
    """How many meetings and action items, the first story's among them. Places and people are always all there."""

    meetings: int
    items: int


FULL = Size(meetings=400, items=1200)
SMALL = Size(meetings=30, items=80)


def plan_mission(today: date, *, seed: str = SEED, size: Size = FULL) -> Plan:
    """Each subject draws from a chance of its own, so that one more topic does not move a border."""
    clock = Clock(today)
    areas = plan_places(chance_of(seed, "places"))
    staff = plan_staff(clock, chance_of(seed, "staff"))
    series = all_series(staff, chance_of(seed, "series"))
    story, story_items = plan_story(clock)
    held = plan_meetings(clock, staff, series, size.meetings - 1, chance_of(seed, "meetings"))
    by_hand = [*story_items, *plan_present(clock)]
    items = plan_action_items(clock, staff, held, by_hand, size.items, chance_of(seed, "items"))
    return Plan(
        today=today,
        areas=areas,
        population=plan_population(areas, chance_of(seed, "population")),
        organisations=ORGANISATIONS,
        posts=tuple(staff.posts),
        people=tuple(staff.people.values()),
        tenures=tuple(staff.tenures),
        delegations=tuple(staff.delegations),
        meetings=(story.meeting, *(one.meeting for one in held)),
        items=tuple(items),
    )


def chance_of(seed: str, subject: str) -> Random:
    return Random(f"{seed}/{subject}")  # noqa: S311  (nothing here is a secret)
