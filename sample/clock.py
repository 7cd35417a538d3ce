"""What the sample calls today, and the days around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# Carana keeps the same hour all year; no real country's clock is borrowed.
ZONE = "UTC"


@dataclass(frozen=True)
class Clock:
    """Every date of the sample is so many days from the day it is loaded: it looks alive whenever it is opened."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def day(self, offset: int) -> date:
        """The day `offset` days from today; negative is past."""
        return self.today + timedelta(days=offset)

    def at(self, offset: int, hour: int = 9, minute: int = 0) -> datetime:
        """An instant on that day; one that would lie in the future of a past or present day is pulled back to now."""
        instant = datetime.combine(self.day(offset), time(hour, minute), UTC)
        return min(instant, self.now) if offset <= 0 else instant

    def ago(self, day: date, *, hour: int = 16) -> datetime:
        """An instant on `day`, never later than now."""
        return min(datetime.combine(day, time(hour, 0), UTC), self.now)
