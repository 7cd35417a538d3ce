"""Answers to questions: one number for each cell and for the whole, told as far as this reader may know it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import product
from statistics import median
from typing import Any

from django.db.models import Q

from foundation.access.actors import Actor
from foundation.access.decisions import ActionDenied
from foundation.figures import axes, gathering, wording
from foundation.figures.axes import Axis, Point
from foundation.figures.countables import COUNT, DISTINCT, SHARE
from foundation.figures.disclosure import ALL, Rules
from foundation.figures.gathering import APART, IN, OUT, Group
from foundation.figures.periods import last_closed_month, last_day
from foundation.figures.protection import needs_quarters, protection_of, rules_for
from foundation.figures.questions import AREA, MONTH, QUARTER, Asked, Question, understood
from foundation.journal.beginnings import in_use_since

SEVERAL: Any = object()  # the value of a cell that no published table holds


@dataclass(frozen=True)
class Cell:
    """One number. `key` and `labels` say where it stands along `Question.by`; empty for the whole.

    `value` is None when nothing is told; a share lies between 0 and 1. `numerator` and `denominator` are those of a
    share, else the number and 1. `open_count` is how many of its records the reader may open, `withheld` how many more
    are counted, None when that is not told. `shown` is the value in the reader's language, or the word in its place.
    """

    key: tuple[Any, ...]
    labels: tuple[str, ...]
    value: Decimal | int | None
    numerator: Decimal | int | None
    denominator: int | None
    shown: str
    open_count: int = 0
    withheld: int | None = 0
    is_suppressed: bool = False
    is_missing: bool = False


@dataclass(frozen=True)
class Answer:
    """`as_of`: up to when records that the reader cannot open are counted; those that can be opened are of the day."""

    question: Question
    cells: tuple[Cell, ...]
    total: Cell
    as_of: date
    has_withheld: bool


def evaluate(question: Question, *, on: date, reader: Actor | None = None, rules: Rules | None = None) -> Answer:
    """The answer as it stands on a day for one reader; without a reader, for one who opens only what is shared.

    Two statements over the records and at most four small ones for names. `rules` are the countable's own; only a
    test weakens them.

    Raises:
        NotAQuestion: the question cannot be answered.
        ActionDenied: it counts what is internal to another side than the reader's.
    """
    return Evaluation.of(question, on=on, reader=reader, rules=rules).answer()


def reader_of(asked: Asked, reader: Actor | None) -> Actor:
    """Who reads, checked against the audience."""
    audience = asked.question.audience
    if reader is None:
        return gathering.nobody_in_particular(asked)
    if not audience.is_public and not audience.is_shared_only and reader.root_id != audience.root_id:
        raise ActionDenied
    return reader


class Evaluation:
    """One question being answered for one reader."""

    def __init__(self, asked: Asked, on: date, reader: Actor, rules: Rules) -> None:
        self.asked, self.on, self.reader = asked, on, reader
        self.months = frozenset(asked.question.period.months())
        self.places = axes.places_of(asked)
        own = gathering.own_paths(asked.countable, reader)
        # Whoever opens all that is asked for needs no look at what lies elsewhere.
        paths = self.places.asked_paths
        narrow = paths if all(any(axes.is_within(path, mine) for mine in own) for path in paths) else ()
        known = gathering.Paths(asked.countable, self.places.loaded)
        counted, openable = gathering.counted(asked), gathering.openable(asked, reader)
        common: dict[str, Any] = {"on": on, "within_paths": narrow, "paths": known}
        with gathering.room_for_groups():
            all_of_it = gathering.grouped(asked, counted, piece=False, **common)
            self.open_part = gathering.grouped(asked, openable, piece=True, **common)
        late = None
        if needs_quarters(asked, all_of_it, self.open_part, on=on, rules=rules):
            quarters = (gathering.late_groups(asked, records, on=on, paths=known) for records in (counted, openable))
            late = tuple(quarters)
        self.protection = protection_of(asked, (all_of_it, self.open_part), late, own=own, on=on, rules=rules)
        self.where = [(asked.dimensions.index(dimension), value) for dimension, value in asked.where]

    @classmethod
    def of(cls, question: Question, *, on: date, reader: Actor | None = None, rules: Rules | None = None) -> Evaluation:
        """As `evaluate`, for who also needs the areas or the records behind the answer."""
        asked = understood(question)
        return cls(asked, on, reader_of(asked, reader), rules or rules_for(asked.countable))

    def answer(self) -> Answer:
        split = self.split()
        found: dict[tuple[Any, ...], Counter[Any]] = defaultdict(Counter)
        whole: Counter[Any] = Counter()
        for group, count in self.open_part.items():
            if self._is_asked(group):
                whole[group.piece] += count
                found[tuple(axis.key_of(group) for axis in split)][group.piece] += count
        combinations = list(product(*(axis.points for axis in split))) if split else []
        cells = [(points, self._cell(points, found[tuple(point.key for point in points)])) for points in combinations]
        # What lies in no smaller area has a line of its own only where there may be something.
        rest = [cell for points, cell in cells if any(point.is_rest for point in points)]
        is_empty = not any(cell.open_count or cell.withheld or cell.is_suppressed for cell in rest)
        kept = tuple(cell for points, cell in cells if not (is_empty and any(point.is_rest for point in points)))
        has_any = self.protection.has_any
        as_of = last_day(last_closed_month(self.on)) if has_any else self.on
        return Answer(self.asked.question, kept, self._cell((), whole), as_of, has_any)

    def split(self) -> list[Axis]:
        """What the question is split by, in its order."""
        return [self._axis(name) for name in self.asked.question.by]

    def told_part(self) -> Q:
        """Which of the records that the reader cannot open are in the number, when it is told."""
        return gathering.in_windows(self.asked.countable, self.protection.late)

    def _is_asked(self, group: Group) -> bool:
        narrowed = all(group.values[number] == value for number, value in self.where)
        return group.is_inside and narrowed and self.places.holds(group.path)

    def _axis(self, name: str) -> Axis:
        if name == AREA:
            return axes.area_axis(self.places)
        if name == MONTH:
            return axes.month_axis(sorted(self.months))
        if name == QUARTER:
            return axes.quarter_axis(sorted(self.months))
        number = next(n for n, dimension in enumerate(self.asked.dimensions) if dimension.name == name)
        seen = {group.values[number] for group in self.open_part if self._is_asked(group)}
        only = [value for place, value in self.where if place == number]
        return axes.dimension_axis(self.asked.dimensions[number], number, seen | self.protection.told_values(), only)

    def _cell(self, points: tuple[Point, ...], pieces: Counter[Any]) -> Cell:
        months = frozenset.intersection(self.months, *(point.months for point in points if point.months is not None))
        paths = next(((point.path,) for point in points if point.path is not None), self.places.asked_paths)
        protected = self.protection.of(paths, months, self._value_of(points))
        place: dict[str, Any] = {
            "key": tuple(point.key for point in points),
            "labels": tuple(point.label for point in points),
        }
        opened = pieces.total() - pieces[APART]
        if protected is None:
            shown = wording.withheld()
            return Cell(**place, **_nothing(shown), open_count=opened, withheld=None, is_suppressed=True)
        if not opened and not protected and not any(map(self._is_in_use, months)):
            return Cell(**place, **_nothing(wording.no_data()), is_missing=True)
        return Cell(**place, **self._measured(pieces, protected), open_count=opened, withheld=protected)

    def _value_of(self, points: tuple[Point, ...]) -> Any:
        """Under which value of the one dimension the protected part of a cell is published."""
        if self.asked.measure.kind != COUNT or len(self.asked.dimensions) > 1:
            return SEVERAL
        if self.where:
            return self.where[0][1]
        names = self.asked.question.by
        keys = (point.key for name, point in zip(names, points, strict=False) if name == self._dimension_name)
        return next(keys, ALL)

    @property
    def _dimension_name(self) -> str:
        return self.asked.dimensions[0].name if self.asked.dimensions else ""

    def _measured(self, pieces: Counter[Any], protected: int) -> dict[str, Any]:
        kind = self.asked.measure.kind
        if kind == COUNT:
            return _number(pieces.total() + protected)
        if kind == DISTINCT:
            return _number(len([piece for piece in pieces if piece is not None]))
        if kind == SHARE:
            numerator, denominator = pieces[IN], pieces[IN] + pieces[OUT]
            if not denominator:
                return _nothing(wording.nothing_to_measure()) | {"numerator": 0, "denominator": 0}
            share = Decimal(numerator) / Decimal(denominator)
            told = {"numerator": numerator, "denominator": denominator}
            return {"value": share, "shown": wording.shown_share(share), **told}
        days = [_days(piece) for piece in pieces.elements() if piece is not None]
        if not days:
            return _nothing(wording.nothing_to_measure()) | {"denominator": 0}
        middle = Decimal(str(median(days)))
        shown = wording.shown_number(middle)
        return {"value": middle, "shown": shown, "numerator": middle, "denominator": len(days)}

    def _is_in_use(self, month: date) -> bool:
        """Whether a month without records is an empty one: Concord was there, and the month has begun."""
        return month <= self.on and self._since is not None and last_day(month) >= self._since

    @cached_property
    def _since(self) -> date | None:
        days = [group.month for group in self.open_part]
        first = in_use_since()
        return min([*days, *([first] if first else [])], default=None)


def _number(value: int) -> dict[str, Any]:
    return {"value": value, "numerator": value, "denominator": 1, "shown": wording.shown_number(value)}


def _nothing(shown: str) -> dict[str, Any]:
    return {"value": None, "numerator": None, "denominator": None, "shown": shown}


def _days(piece: Any) -> int:
    return piece.days if isinstance(piece, timedelta) else int(piece)
