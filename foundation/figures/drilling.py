"""A number opens: its records as far as the reader may see them, and how many more are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from foundation.access.actors import Actor
from foundation.figures import gathering
from foundation.figures.axes import Places
from foundation.figures.countables import COUNT, DISTINCT, SHARE
from foundation.figures.disclosure import Rules
from foundation.figures.evaluation import Evaluation
from foundation.figures.gathering import IN, OUT
from foundation.figures.questions import Asked, Question


@dataclass(frozen=True)
class Withheld:
    """How many records are counted and not listed; `count` is None when that is not told."""

    count: int | None

    @property
    def is_suppressed(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class Drill:
    """The records behind a number that this reader may open, the latest first."""

    records: QuerySet[Any]
    withheld: Withheld


@dataclass(frozen=True)
class Contribution:
    """What one record adds to a number.

    Counts: numerators add up. Shares: both add up, the number is their quotient. Distinct: the first record of each
    value adds 1. Median: the number is the median of the numerators of those with denominator 1.
    """

    record_id: Any
    numerator: int
    denominator: int


def drill(question: Question, actor: Actor, *, on: date, rules: Rules | None = None) -> Drill:
    """The records of the whole answer to this question. For one cell ask the question narrowed to it.

    Raises:
        NotAQuestion, ActionDenied: as `evaluate`.
    """
    evaluation = Evaluation.of(question.narrowed(by=()), on=on, reader=actor, rules=rules)
    return Drill(opened(evaluation), Withheld(evaluation.answer().total.withheld))


def opened(evaluation: Evaluation) -> QuerySet[Any]:
    """The records of an answer that its reader may open, prepared for being listed, the latest first."""
    asked, on = evaluation.asked, evaluation.on
    records = narrowed(asked, gathering.openable(asked, evaluation.reader), evaluation.places, on=on)
    if asked.measure.kind == SHARE and asked.measure.denominator:
        records = records.filter(asked.measure.denominator(on))
    return asked.countable.shown(records, evaluation.reader).order_by(f"-{asked.countable.date}", "-pk")


def contributions(question: Question, *, on: date, reader: Actor | None = None) -> Iterator[Contribution]:
    """What each record adds to the whole number as it is told to this reader, in the order of ids.

    For freezing and checking, never for showing: it names records the reader may not open. A withheld number has none.
    """
    evaluation = Evaluation.of(question.narrowed(by=()), on=on, reader=reader)
    asked = evaluation.asked
    if evaluation.answer().total.is_suppressed:
        return
    seen: set[Any] = set()
    pieces = (
        _told(evaluation).order_by("pk").annotate(figure_piece=gathering.piece_of(asked.measure, on, question.audience))
    )
    for record_id, piece in pieces.values_list("pk", "figure_piece"):
        contribution = _contribution(asked, record_id, piece, seen)
        if contribution:
            yield contribution


def contributions_by_cell(
    question: Question, *, on: date, reader: Actor | None = None
) -> dict[tuple[Any, ...], list[Contribution]]:
    """As `contributions`, for every cell of a split question that is told to this reader: one statement for all."""
    evaluation = Evaluation.of(question, on=on, reader=reader)
    asked, axes_of_split = evaluation.asked, evaluation.split()
    told = {cell.key for cell in evaluation.answer().cells if not cell.is_suppressed}
    found: dict[tuple[Any, ...], list[Contribution]] = {key: [] for key in told}
    seen: dict[tuple[Any, ...], set[Any]] = {key: set() for key in told}
    keys = gathering.keys_of(asked, on, piece=True)
    rows = list(_told(evaluation).order_by("pk").annotate(**keys).values_list("pk", *keys))
    paths = gathering.Paths(asked.countable, evaluation.places.loaded)
    paths.learn(row[2] for row in rows)
    for record_id, month, area_id, is_inside, piece, *values in rows:
        place = gathering.Group(month, paths.known[area_id], None, is_inside, tuple(values), piece)
        key = tuple(axis.key_of(place) for axis in axes_of_split)
        if key in told and (contribution := _contribution(asked, record_id, piece, seen[key])):
            found[key].append(contribution)
    return found


def _told(evaluation: Evaluation) -> QuerySet[Any]:
    """The records of an answer as far as they are in what is told."""
    asked = evaluation.asked
    records = narrowed(asked, gathering.counted(asked), evaluation.places, on=evaluation.on)
    openable = gathering.openable(asked, evaluation.reader)
    return records.filter(Q(pk__in=openable.values("pk")) | evaluation.told_part())


def narrowed(asked: Asked, records: QuerySet[Any], places: Places, *, on: date) -> QuerySet[Any]:
    """Those on the days, in the areas and with the values asked for."""
    found = gathering.within(records, asked.countable, places.asked_paths)
    found = found.filter(gathering.inside(asked))
    for number, (dimension, value) in enumerate(asked.where):
        expression = gathering.expression_of(dimension.of, on, asked.question.audience)
        found = found.alias(**{f"figure_where_{number}": expression}).filter(**{f"figure_where_{number}": value})
    return found


def _contribution(asked: Asked, record_id: Any, piece: Any, seen: set[Any]) -> Contribution | None:
    kind = asked.measure.kind
    if kind == COUNT:
        return Contribution(record_id, 1, 1)
    if kind == SHARE:
        return Contribution(record_id, int(piece == IN), 1) if piece in {IN, OUT} else None
    if piece is None:
        return None
    if kind == DISTINCT:
        is_first = piece not in seen
        seen.add(piece)
        return Contribution(record_id, int(is_first), 1)
    return Contribution(record_id, piece.days if isinstance(piece, timedelta) else int(piece), 1)
