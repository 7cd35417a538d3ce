"""The periods a report may speak of: whole weeks, months, quarters and years, each with a short code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.ui.dates import long_date, page_language

CODE = re.compile(r"(?P<year>\d{4})(-(W(?P<week>\d{2})|Q(?P<quarter>[1-4])|(?P<month>\d{2})))?")
# As Django's date_format reads it, where "October 2026" is "octubre de 2026".
MONTH_AND_YEAR = {"es": r"F \d\e Y", "pt": r"F \d\e Y"}
ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2999


class NoSuchPeriod(ValueError):
    """The code names no period."""


@dataclass(frozen=True)
class Period:
    """From `since` until `until`, both included. The code is its lasting name: `2026-10`, `2026-Q3`, `2026-W45`."""

    code: str
    since: date
    until: date

    @property
    def name(self) -> str:
        """As the reader says it, in the active language."""
        if "W" in self.code:
            return _("Week of %(day)s") % {"day": long_date(self.since, date.min)}
        if "Q" in self.code:
            return _("Quarter %(number)s of %(year)s") % {"number": self.code[-1], "year": self.code[:4]}
        if "-" in self.code:
            return date_format(self.since, MONTH_AND_YEAR.get(page_language(), "F Y"))
        return self.code

    def has_ended(self, *, on: date) -> bool:
        return self.until < on

    def has_begun(self, *, on: date) -> bool:
        return self.since <= on

    def months(self) -> list[Period]:
        """The months that begin or lie in the period."""
        found, first = [], month_of(self.since)
        while first.since <= self.until:
            found.append(first)
            first = month_of(first.until + ONE_DAY)
        return found


def period_of(code: str) -> Period:
    """The period with this code.

    Raises:
        NoSuchPeriod: there is none.
    """
    match = CODE.fullmatch(code)
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        raise NoSuchPeriod(code)
    year = int(match["year"])
    try:
        if match["week"]:
            return week_of(date.fromisocalendar(year, int(match["week"]), 1))
        if match["quarter"]:
            return quarter_of(date(year, int(match["quarter"]) * 3, 1))
        if match["month"]:
            return month_of(date(year, int(match["month"]), 1))
    except ValueError:
        raise NoSuchPeriod(code) from None
    return Period(code, date(year, 1, 1), date(year, 12, 31))


def week_of(day: date) -> Period:
    """From Monday until Sunday."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year}-W{week:02}", monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    return Period(f"{day:%Y-%m}", day.replace(day=1), last_of_month(day.year, day.month))


def quarter_of(day: date) -> Period:
    number = (day.month - 1) // 3 + 1
    first = date(day.year, number * 3 - 2, 1)
    return Period(f"{day.year}-Q{number}", first, last_of_month(day.year, number * 3))


def last_of_month(year: int, month: int) -> date:
    beginning_of_next = date(year + month // 12, month % 12 + 1, 1)
    return beginning_of_next - ONE_DAY


def ended_periods(on: date, *, months: int = 18, quarters: int = 8, weeks: int = 9, years: int = 2) -> list[Period]:
    """The latest periods that have ended on a day, of each kind, the newest first."""
    kinds = ((month_of, months), (quarter_of, quarters), (week_of, weeks), (_year_of, years))
    found = []
    for of_day, count in kinds:
        period = of_day(on)
        for _number in range(count):
            period = of_day(period.since - ONE_DAY)
            found.append(period)
    return found


def _year_of(day: date) -> Period:
    return period_of(f"{day.year}")
