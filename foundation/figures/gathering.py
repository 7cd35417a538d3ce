"""The two statements behind an answer: what is counted, and what of it this reader may open, in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncQuarter
from django.utils.timezone import make_aware

from foundation.access.actors import Actor
from foundation.figures.countables import COUNT, SHARE, Audience, Countable, Field, Measure
from foundation.figures.disclosure import EVERYWHERE
from foundation.figures.periods import CLOSES_AFTER, last_day, months_later
from foundation.figures.questions import Asked

IN, OUT, APART = "in", "out", "apart"
NO_SIDE = "mission"  # the side whose readers without areas open nothing


@dataclass(frozen=True)
class Group:
    """What one group of records has in common.

    `late` is the quarter in which they were entered when their month was closed by then, SOME_QUARTER while
    nobody asks which. `piece` is what the measure
    asks of each: whether it is in the numerator, or the value of which different ones or the median are taken.
    """

    month: date
    path: str
    late: date | None
    is_inside: bool
    values: tuple[Any, ...]
    piece: Any


Groups = Mapping[Group, int]
SOME_QUARTER = date.min
MEMORY = "160MB"
SOON = CLOSES_AFTER - 31  # days


class Paths:
    """The paths of areas by id; those it does not know are looked up together."""

    def __init__(self, countable: Countable, areas: Iterable[Any]) -> None:
        self.model = countable.areas
        self.known = {area.pk: area.path for area in areas}

    def learn(self, area_ids: Iterable[Any]) -> None:
        missing = set(area_ids) - set(self.known)
        if missing:
            self.known.update(self.model._default_manager.filter(pk__in=missing).values_list("pk", "path"))


def nobody_in_particular(asked: Asked) -> Actor:
    """Who reads an answer that is made for no one reader: opens what is shared with the audience's side, no more."""
    return Actor(root_id=asked.question.audience.root_id, verbs=frozenset({"see_shared"}))


def counted(asked: Asked) -> QuerySet[Any]:
    return asked.countable.counted_for(asked.question.audience)


def openable(asked: Asked, reader: Actor) -> QuerySet[Any]:
    """What is counted and may be opened by this reader; what is public may be opened by everybody."""
    found = counted(asked)
    if asked.question.audience.is_public:
        return found
    return found & asked.countable.model._default_manager.visible_to(reader)  # type: ignore[attr-defined]


def own_paths(countable: Countable, reader: Actor) -> tuple[str, ...]:
    """The areas within which the reader opens all that is counted for the reader's side."""
    if not reader.may(countable.opens):
        return ()
    if reader.area_paths:
        return reader.area_paths
    return () if reader.side == NO_SIDE else (EVERYWHERE,)


class MonthOf(Func):
    """The first day of a date's month, without the time zones that Django's own goes through for each row."""

    template = "(date_trunc('month', (%(expressions)s)::timestamp)::date)"
    output_field = DateField()


class EnteredSoon(Func):
    """Whether a record was entered within so many days of its date; days in UTC, as the connection keeps them."""

    arg_joiner = f"::date < {SOON} + "
    template = "(%(expressions)s)"
    output_field = BooleanField()


@contextmanager
def room_for_groups() -> Iterator[None]:
    """Let the database group in memory. It takes each record for a group of its own, which would be sorted on disk."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('work_mem', %s, true)", [MEMORY])
        yield
        cursor.execute("select set_config('work_mem', reset_val, true) from pg_settings where name = 'work_mem'")


def grouped(
    asked: Asked, records: QuerySet[Any], *, on: date, within_paths: tuple[str, ...], paths: Paths, piece: bool
) -> Groups:
    """The records of all months the question touches, in groups: one statement.

    What was entered late is told apart from the rest and not by quarters: see `late_groups`.
    """
    countable = asked.countable
    keys = keys_of(asked, on, piece=piece)
    # No month closes sooner than ten days after any of its days; nearly always that settles it.
    is_in_time = Q(EnteredSoon(countable.known, countable.date)) | Q(**{f"{countable.known}__lt": _closing(countable)})
    in_time = Count("pk", filter=is_in_time)
    rows = within(records.filter(_months_of(asked)), countable, within_paths).order_by().annotate(**keys)
    answered = list(rows.values_list(*keys).annotate(figure_count=Count("*"), figure_in_time=in_time))
    paths.learn(row[1] for row in answered)
    found: Counter[Group] = Counter()
    for month, area_id, is_inside, value, *values, count, soon in answered:
        for late, number in ((None, soon), (SOME_QUARTER, count - soon)):
            if number:
                found[Group(month, paths.known[area_id], late, is_inside, tuple(values), value)] += number
    return found


def late_groups(asked: Asked, records: QuerySet[Any], *, on: date, paths: Paths) -> Groups:
    """As `grouped`, of what was entered after its month had closed, by quarters: one statement."""
    countable = asked.countable
    keys = keys_of(asked, on, piece=False)
    quarter = {"figure_quarter": Cast(TruncQuarter(countable.known), DateField())}
    late = records.filter(_months_of(asked), **{f"{countable.known}__gte": _closing(countable)}).order_by()
    answered = list(late.annotate(**keys, **quarter).values_list(*keys, *quarter).annotate(figure_count=Count("pk")))
    paths.learn(row[1] for row in answered)
    found: Counter[Group] = Counter()
    for month, area_id, is_inside, value, *values, entered, count in answered:
        found[Group(month, paths.known[area_id], entered, is_inside, tuple(values), value)] += count
    return found


def within(records: QuerySet[Any], countable: Countable, paths: tuple[str, ...]) -> QuerySet[Any]:
    """Those in these areas and below; all of them without areas."""
    if not paths or EVERYWHERE in paths:
        return records
    return records.filter(reduce(or_, (Q(**{f"{countable.place}__path__within": path}) for path in paths)))


def inside(asked: Asked) -> Q:
    """On the days asked for."""
    return _between(asked, asked.question.since, asked.question.until)


def _between(asked: Asked, first: date, last: date) -> Q:
    if asked.countable.dated:
        return asked.countable.dated(first, last, asked.question.audience)
    return Q(**{f"{asked.countable.date}__gte": first, f"{asked.countable.date}__lte": last})


def expression_of(of: str | Field, on: date, audience: Audience) -> Any:
    return of(on, audience) if callable(of) else F(of)


def piece_of(measure: Measure, on: date, audience: Audience) -> Any:
    """The expression of what a measure asks of each record."""
    if measure.kind == COUNT:
        return Value(0)
    if measure.kind != SHARE:
        return expression_of(measure.of, on, audience)
    denominator = measure.denominator(on) if measure.denominator else ~Q(pk=None)
    numerator = measure.numerator(on) if measure.numerator else ~Q(pk=None)
    return Case(When(denominator & numerator, then=Value(IN)), When(denominator, then=Value(OUT)), default=Value(APART))


def in_windows(countable: Countable, late: Collection[tuple[date, date]]) -> Q:
    """Entered before its month closed, or in one of these quarters (given as month and quarter) after that."""
    told = Q(**{f"{countable.known}__lt": _closing(countable)})
    for month, quarter in late:
        days = {f"{countable.date}__gte": month, f"{countable.date}__lte": last_day(month)}
        first, last = (make_aware(datetime.combine(day, time.min)) for day in (quarter, months_later(quarter, 3)))
        entered = {f"{countable.known}__gte": first, f"{countable.known}__lt": last}
        told |= Q(**days, **entered)
    return told


def _closing(countable: Countable) -> Any:
    month = MonthOf(countable.date)
    return ExpressionWrapper(month + timedelta(days=CLOSES_AFTER), output_field=DateTimeField())


def keys_of(asked: Asked, on: date, *, piece: bool) -> dict[str, Any]:
    """What a record falls into its group by: month, id of the area, whether inside the period, piece, values."""
    countable, question = asked.countable, asked.question
    month = MonthOf(countable.date)
    whole = question.since.day == 1 and question.until == last_day(question.until.replace(day=1))
    keys: dict[str, Any] = {
        "figure_month": month,
        "figure_area": F(f"{countable.place}_id"),
        "figure_inside": Value(True) if whole else Case(When(inside(asked), then=Value(True)), default=Value(False)),
        "figure_piece": piece_of(asked.measure, on, question.audience) if piece else Value(0),
    }
    for number, dimension in enumerate(asked.dimensions):
        keys[f"figure_value_{number}"] = expression_of(dimension.of, on, question.audience)
    return keys


def _months_of(asked: Asked) -> Q:
    question = asked.question
    return _between(asked, question.since.replace(day=1), last_day(question.until.replace(day=1)))
