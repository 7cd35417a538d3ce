"""What the sample calls today, and the days around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Four hours ahead of UTC all year. A zone without a city: Carana borrows no real country's clock.
ZONE = "Etc/GMT-4"


@dataclass(frozen=True)
class Clock:
    """Every date of the sample is so many days from `today`: it looks alive whenever it is opened."""

    today: date

    def day(self, offset: int) -> date:
        """The day `offset` days from today; negative is past."""
        return self.today + timedelta(days=offset)

    def at(self, day: int | date, hour: int = 9, minute: int = 0) -> datetime:
        """An instant, in UTC, on that day (or so many days from today) as Carana's clocks show it."""
        on = self.day(day) if isinstance(day, int) else day
        return datetime.combine(on, time(hour, minute), ZoneInfo(ZONE)).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """Before this instant everything has happened: the evening of yesterday, whatever the hour it is opened."""
        return self.at(-1, 19)


def today_in_carana(now: datetime) -> date:
    return now.astimezone(ZoneInfo(ZONE)).date()
