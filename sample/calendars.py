"""On which days Carana works: the north rests on Friday, and there are feasts, invented like the country."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from foundation.calendars.reading import Calendar
from sample.clock import Clock
from sample.records import Names
from sample.staff import ARABIC, province_of
from sample.words import read_json

COUNTRY = "CRN"
WEEKS = {COUNTRY: (0, 1, 2, 3, 4)} | dict.fromkeys(sorted(ARABIC), (6, 0, 1, 2, 3))
Feast = tuple[str, date, Names]


def feasts(clock: Clock) -> list[Feast]:
    """Area, day and names, from the year before to the year after."""
    years = range(clock.today.year - 1, clock.today.year + 2)
    rows = read_json("holidays")
    return [(one["area"], date(year, one["month"], one["day"]), one["names"]) for one in rows for year in years]


def answer_by(area: str, on: date, clock: Clock) -> date:
    """By when a request made in this area on this day is to be answered."""
    above = {COUNTRY, "" if area == COUNTRY else province_of(area)}
    week = next((WEEKS[key] for key in above - {COUNTRY} if key in WEEKS), WEEKS[COUNTRY])
    holidays = frozenset(day for key, day, _names in feasts(clock) if key in above)
    return Calendar(frozenset(week), holidays).after(on, settings.ANSWER_REQUESTS_WITHIN_DAYS)
