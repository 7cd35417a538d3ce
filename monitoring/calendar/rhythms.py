"""When a schedule is due: a day of the week, month or quarter at an hour that the mission's clocks show.

A day that a month lacks is its last day. Each due day has one instant: an hour that the clocks leave out is told as
if they had not jumped, an hour that comes twice is the first of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitoring.calendar.periods import ONE_DAY, Period, last_of_month, month_of, quarter_of, week_of
from monitoring.choices import Rhythm

PERIODS = {Rhythm.WEEKLY: week_of, Rhythm.MONTHLY: month_of, Rhythm.QUARTERLY: quarter_of}


@dataclass(frozen=True)
class Rule:
    """`day` counts 1 (Monday) to 7 for weeks, else 1 to 31: in a quarter, the day of its first month."""

    rhythm: Rhythm
    day: int
    hour: int
    zone: str

    def next_after(self, moment: datetime) -> datetime:
        """The first due instant later than this one, in UTC."""
        day = moment.astimezone(ZoneInfo(self.zone)).date()
        return next(instant for instant in self._instants_from(day) if instant > moment)

    def last_until(self, moment: datetime) -> datetime:
        """The latest due instant that is not later than this one, in UTC."""
        local = moment.astimezone(ZoneInfo(self.zone)).date()
        begun = PERIODS[self.rhythm](local)
        before = PERIODS[self.rhythm](begun.since - ONE_DAY)
        due = [self._instant(self._due_day(period)) for period in (before, begun)]
        return max(instant for instant in due if instant <= moment)

    def due_between(self, after: datetime, until: datetime) -> int:
        """How many due instants lie after the one moment and not after the other."""
        count, instant = 0, self.next_after(after)
        while instant <= until:
            count, instant = count + 1, self.next_after(instant)
        return count

    def period_at(self, moment: datetime) -> Period:
        """What a run at this moment reports: the last whole week, month or quarter that has ended."""
        local = moment.astimezone(ZoneInfo(self.zone)).date()
        of_day = PERIODS[self.rhythm]
        return of_day(of_day(local).since - ONE_DAY)

    def _instants_from(self, day: date) -> Iterator[datetime]:
        of_day = PERIODS[self.rhythm]
        period = of_day(day)
        while True:
            yield self._instant(self._due_day(period))
            period = of_day(period.until + ONE_DAY)

    def _due_day(self, period: Period) -> date:
        first = period.since
        if self.rhythm == Rhythm.WEEKLY:
            return first + timedelta(days=self.day - 1)
        return min(first + timedelta(days=self.day - 1), last_of_month(first.year, first.month))

    def _instant(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
