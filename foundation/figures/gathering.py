"""The two statements behind an answer: what is counted, and what of it this reader may open, in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, DateField, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, TruncMonth, TruncQuarter

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

    `late` is the quarter in which they were entered when their month was closed by then. `piece` is what the measure
    asks of each: whether it is in the numerator, or the value of which different ones or the median are taken.
    """

    month: date
    path: str
    late: date | None
    is_inside: bool
    values: tuple[Any, ...]
    piece: Any


Groups = Mapping[Group, int]


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


def grouped(asked: Asked, records: QuerySet[Any], *, on: date, paths: tuple[str, ...], piece: bool) -> Groups:
    """The records of all months the question touches, in groups: one statement."""
    keys = keys_of(asked, on, piece=piece)
    rows = within(records.filter(_months_of(asked)), asked.countable, paths)
    found: Counter[Group] = Counter()
    for month, path, late, is_inside, value, *values, count in (
        rows.order_by().annotate(**keys).values_list(*keys).annotate(figure_count=Count("pk"))
    ):
        found[Group(month, path, late, is_inside, tuple(values), value)] += count
    return found


def within(records: QuerySet[Any], countable: Countable, paths: tuple[str, ...]) -> QuerySet[Any]:
    """Those in these areas and below; all of them without areas."""
    if not paths or EVERYWHERE in paths:
        return records
    return records.filter(reduce(or_, (Q(**{f"{countable.place}__path__within": path}) for path in paths)))


def inside(asked: Asked) -> Q:
    """On the days asked for."""
    field = asked.countable.date
    return Q(**{f"{field}__gte": asked.question.since, f"{field}__lte": asked.question.until})


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
        entered = {f"{countable.known}__gte": quarter, f"{countable.known}__lt": months_later(quarter, 3)}
        told |= Q(**days, **entered)
    return told


def _closing(countable: Countable) -> Any:
    month = TruncMonth(countable.date, output_field=DateField())
    return ExpressionWrapper(month + timedelta(days=CLOSES_AFTER), output_field=DateTimeField())


def keys_of(asked: Asked, on: date, *, piece: bool) -> dict[str, Any]:
    """The expressions by which a record falls into its group, in the order of the group's fields."""
    countable, question = asked.countable, asked.question
    month = TruncMonth(countable.date, output_field=DateField())
    in_time = Q(**{f"{countable.known}__lt": _closing(countable)})
    quarter = Cast(TruncQuarter(countable.known), DateField())
    whole = question.since.day == 1 and question.until == last_day(question.until.replace(day=1))
    keys: dict[str, Any] = {
        "figure_month": month,
        "figure_area": F(f"{countable.place}__path"),
        "figure_late": Case(When(in_time, then=None), default=quarter, output_field=DateField()),
        "figure_inside": Value(True) if whole else Case(When(inside(asked), then=Value(True)), default=Value(False)),
        "figure_piece": piece_of(asked.measure, on, question.audience) if piece else Value(0),
    }
    for number, dimension in enumerate(asked.dimensions):
        keys[f"figure_value_{number}"] = expression_of(dimension.of, on, question.audience)
    return keys


def _months_of(asked: Asked) -> Q:
    field, question = asked.countable.date, asked.question
    first, last = question.since.replace(day=1), last_day(question.until.replace(day=1))
    return Q(**{f"{field}__gte": first, f"{field}__lte": last})
