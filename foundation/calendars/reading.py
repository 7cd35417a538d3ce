"""Count in the working days of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from foundation.calendars.models import Holiday, WorkingWeek
from foundation.places.models import Area

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class Calendar:
    """`weekdays` worked (Monday is 0, never empty) and the `holidays` among them."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; for 0 the day itself."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` comes before."""
        if last < first:
            return -self.between(last, first)
        days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sum(map(self.is_working, days))


def calendar_of(area: Area) -> Calendar:
    """The nearest week set at the area or above it, and the holidays of all of these. Two statements."""
    above = Area.objects.filter(path__above=area.path)
    week = WorkingWeek.objects.filter(area__in=above).order_by("-area__level").first()
    holidays = Holiday.objects.filter(area__in=above).values_list("on", flat=True)
    return Calendar(frozenset(week.days) if week else MONDAY_TO_FRIDAY, frozenset(holidays))
