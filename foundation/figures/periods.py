"""Calendar months and quarters: the pieces in which protected figures are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# A month is complete this many days after it began: by about the tenth of the next one what was held in it is written.
CLOSES_AFTER = 41


@dataclass(frozen=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date

    def months(self) -> Iterator[date]:
        """The first day of each month it touches."""
        month = self.since.replace(day=1)
        while month <= self.until:
            yield month
            month = months_later(month, 1)

    def covers(self, month: date) -> bool:
        return self.since <= month and last_day(month) <= self.until


def months_later(month: date, count: int) -> date:
    """The first day of the month so many months later; earlier when negative."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def last_day(month: date) -> date:
    return months_later(month, 1) - timedelta(days=1)


def quarter_of(day: date) -> date:
    """The first day of the day's calendar quarter."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def closes_on(month: date) -> date:
    """The first day on which the month is complete."""
    return month + timedelta(days=CLOSES_AFTER)


def last_closed_month(on: date) -> date:
    month = on.replace(day=1)
    while closes_on(month) > on:
        month = months_later(month, -1)
    return month
