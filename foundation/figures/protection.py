"""What an answer may say of the records its reader cannot open, month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foundation.figures.countables import COUNT, Countable
from foundation.figures.disclosure import ALL, Published, Rules, minimum_of
from foundation.figures.gathering import SOME_QUARTER, Groups
from foundation.figures.periods import closes_on, months_later
from foundation.figures.questions import Asked

Counts = Counter[tuple[str, Any]]
NOTHING_IS_TOLD = 10**9


@dataclass(frozen=True)
class Protection:
    """`months` holds for each month what is published of it: the month itself, and what was entered late.

    `late` names the quarters of late entry that are in the numbers, each with its month.
    """

    months: dict[date, tuple[Published, ...]]
    is_split: bool
    has_any: bool
    late: frozenset[tuple[date, date]]

    def of(self, paths: Iterable[str], months: Iterable[date], value: Any = ALL) -> int | None:
        """How many protected records there are in these areas and months; None when that is withheld."""
        total = 0
        for month in months:
            for published in self.months.get(month, ()):
                for path in paths:
                    count = published.of(path, value if self.is_split else ALL)
                    if count is None or (count and value is not ALL and not self.is_split):
                        return None
                    total += count
        return total

    def told_values(self) -> set[Any]:
        """The values of the dimension that are published with a number somewhere."""
        parts = [published for of_month in self.months.values() for published in of_month]
        return {value for part in parts for value in part.values_told()} if self.is_split else set()


def rules_for(countable: Countable) -> Rules:
    return Rules(minimum_of(countable.disclosure) if countable.is_settled else NOTHING_IS_TOLD)


def needs_quarters(asked: Asked, all_of_it: Groups, open_part: Groups, *, on: date, rules: Rules) -> bool:
    """Whether a closed month has enough late protected entries for some quarter to be told."""
    late: Counter[date] = Counter()
    for groups, sign in ((all_of_it, 1), (open_part, -1)):
        for group, count in groups.items():
            if group.late and asked.countable.is_settled and closes_on(group.month) <= on:
                late[group.month] += sign * count
    return any(count >= rules.minimum for count in late.values())


def protection_of(
    asked: Asked,
    groups: tuple[Groups, Groups],
    late_by_quarter: tuple[Groups, ...] | None,
    *,
    own: tuple[str, ...],
    on: date,
    rules: Rules,
) -> Protection:
    """From what is counted and what of it is open, the published sets of every month the question touches."""
    dimensions = asked.dimensions
    is_split = len(dimensions) == 1 and not dimensions[0].follows and asked.measure.kind == COUNT
    protected, partial = _closed_to_the_reader(asked, groups, late_by_quarter, is_split=is_split)
    silent = replace(rules, minimum=NOTHING_IS_TOLD)
    months: dict[date, tuple[Published, ...]] = {}
    late: set[tuple[date, date]] = set()
    for month in asked.question.period.months():
        windows = {late: +counts for late, counts in protected[month].items()}
        if not rules.whole_months:
            months[month] = (Published(+partial[month], rules, own),)
        elif not asked.countable.is_settled or closes_on(month) > on:
            months[month] = (Published(sum(windows.values(), Counter()), silent, own),)
        else:
            is_whole = asked.question.period.covers(month)
            enough = _late_quarters(windows, rules, on) if is_whole else ()
            late |= {(month, quarter) for quarter in enough}
            told = (windows.get(None, Counter()), *(windows[quarter] for quarter in enough))
            months[month] = tuple(Published(counts, rules if is_whole else silent, own) for counts in told)
    has_any = any(published.counts for of_month in months.values() for published in of_month)
    return Protection(months, is_split, has_any, frozenset(late))


def _closed_to_the_reader(
    asked: Asked, groups: tuple[Groups, Groups], late_by_quarter: tuple[Groups, ...] | None, *, is_split: bool
) -> tuple[dict[date, dict[date | None, Counts]], dict[date, Counts]]:
    """What is counted and not open: by month and quarter of late entry, and by month on the days asked for alone."""
    protected: dict[date, dict[date | None, Counts]] = defaultdict(lambda: defaultdict(Counter))
    partial: dict[date, Counts] = defaultdict(Counter)

    def take(part: Groups, sign: int, *, late_too: bool) -> None:
        for group, count in part.items():
            if late_too or not group.late:
                key = (group.path, group.values[0] if is_split else None)
                protected[group.month][group.late if asked.countable.is_settled else None][key] += sign * count
                if group.is_inside:
                    partial[group.month][key] += sign * count

    for number, sign in ((0, 1), (1, -1)):
        take(groups[number], sign, late_too=late_by_quarter is None)
        if late_by_quarter is not None:
            take(late_by_quarter[number], sign, late_too=True)
    return protected, partial


def _late_quarters(windows: dict[date | None, Counts], rules: Rules, on: date) -> tuple[date, ...]:
    """The quarters in which enough was entered after the month had closed; less is left out of the number."""
    return tuple(
        quarter
        for quarter, counts in windows.items()
        if quarter not in {None, SOME_QUARTER} and months_later(quarter, 3) <= on and counts.total() >= rules.minimum
    )
