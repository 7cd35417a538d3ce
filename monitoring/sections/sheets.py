"""What a section is asked, and the sheet it writes its figures on: each number is a question to the registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.documents import content
from foundation.figures.countables import SHARE, Audience
from foundation.figures.evaluation import Answer, evaluate
from foundation.figures.evaluation import Cell as FigureCell
from foundation.figures.questions import AREA, MONTH, QUARTER, Question, understood
from foundation.mission.reading import mission
from foundation.people.models import Organisation
from foundation.places.models import Area
from foundation.ui.charts.values import Mark
from monitoring.calendar.periods import Period, last_of_month

Key = tuple[Any, ...]
Address = Callable[[str, Question], str]


@dataclass(frozen=True)
class Scope:
    """For what and for whom a report is gathered, and as of when. `address` gives the page on which a figure opens.

    `reader` is the least of those who will read it; None in public. `organisation`: whose own copy it is. `parts` are
    the areas that a table by area lists: those right below a single area, else the areas themselves. `office_count` is
    how many offices of other sides are known there.
    """

    areas: tuple[Area, ...]
    parts: tuple[Area, ...]
    period: Period
    language: str
    as_of: datetime
    held_by: Organisation
    audience: Audience
    reader: Actor | None
    organisation: Organisation | None
    office_count: int
    address: Address

    @property
    def on(self) -> date:
        """The day it speaks of, by the mission's clocks."""
        return self.as_of.astimezone(ZoneInfo(mission().zone)).date()

    @property
    def counts_contacts(self) -> bool:
        """Whom a side meets is counted for that side alone."""
        return self.organisation is None and not self.audience.is_public

    @property
    def is_rtl(self) -> bool:
        return self.language == "ar"

    @property
    def sensitivity(self) -> str:
        if self.audience.is_public:
            return Sensitivity.PUBLIC
        return Sensitivity.SHARED if self.organisation else Sensitivity.INTERNAL


@dataclass(frozen=True)
class Figure:
    """A number as it is printed. `key` says at which point of `question.by` it stands; empty for the whole."""

    name: str
    label: str
    question: Question
    key: Key
    cell: FigureCell


def at(question: Question, key: Key) -> Question:
    """The question narrowed to one point of what it is split by."""
    areas, since, until, where = question.areas, question.since, question.until, dict(question.where)
    for name, value in zip(question.by, key, strict=True):
        if name == AREA:
            areas = (UUID(str(value)),)
        elif name in {MONTH, QUARTER}:
            last = last_of_month(value.year, value.month + (2 if name == QUARTER else 0))
            since, until = max(since, value), min(until, last)
        else:
            where[name] = value
    return question.narrowed(areas=areas, since=since, until=until, where=where, by=())


class Sheet:
    """Collects the figures of one section, each under a name of its own."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.figures: list[Figure] = []
        self._answers: dict[str, Answer] = {}

    def question(
        self,
        countable: str,
        measure: str = "count",
        *,
        by: tuple[str, ...] = (),
        where: Mapping[str, Any] | None = None,
        areas: tuple[Any, ...] | None = None,
        period: Period | None = None,
    ) -> Question:
        asked = period or self.scope.period
        return Question(
            countable=countable,
            measure=measure,
            since=asked.since,
            until=asked.until,
            audience=self.scope.audience,
            areas=tuple(area.pk for area in self.scope.areas) if areas is None else areas,
            by=by,
            where=dict(where or {}),
        )

    def answer(self, question: Question) -> Answer:
        known = repr(question)
        if known not in self._answers:
            self._answers[known] = evaluate(question, on=self.scope.on, reader=self.scope.reader)
        return self._answers[known]

    def number(self, name: str, label: str, question: Question, *, note: str = "", key: Key = ()) -> content.Number:
        """The whole of a question, or with `key` one of its cells, as a number of the section."""
        answer = self.answer(question)
        cell = next((one for one in answer.cells if one.key == key), None) if key else answer.total
        if cell is None:
            return content.Number(name, label, 0, "0", "", note)
        figure = self._kept(Figure(name, label, question if key else question.narrowed(by=()), key, cell))
        return content.Number(name, label, value_of(figure), cell.shown, self._url(figure), note or parts_of(figure))

    def cell(self, name: str, label: str, question: Question, cell: FigureCell) -> content.Cell:
        """One cell of an answer as a cell of a table."""
        figure = self._kept(Figure(name, label, question, cell.key, cell))
        return content.Cell(cell.shown, value_of(figure), self._url(figure), name)

    def mark(self, label: str, name: str, question: Question, cell: FigureCell) -> Mark:
        """One cell of an answer as a mark of a drawing; the same figure as in a table of this name."""
        figure = self._kept(Figure(name, label, question, cell.key, cell))
        value = value_of(figure)
        return Mark(cell.labels[-1] if cell.labels else label, value, cell.shown, self._url(figure))

    def _kept(self, figure: Figure) -> Figure:
        known = next((one for one in self.figures if one.name == figure.name), None)
        if known is None:
            self.figures.append(figure)
            return figure
        if (known.question, known.key) != (figure.question, figure.key):
            raise ValueError(f"Two figures are called {figure.name}.")
        return known

    def _url(self, figure: Figure) -> str:
        return self.scope.address(figure.name, at(figure.question, figure.key))


def value_of(figure: Figure) -> int | Decimal | None:
    """What may leave in a file: a share as percent; nothing where the number is withheld or missing."""
    value = figure.cell.value
    if figure.cell.is_suppressed or value is None:
        return None
    if is_share(figure):
        return (Decimal(value) * 100).quantize(Decimal("0.1"))
    return value


def is_share(figure: Figure) -> bool:
    return understood(figure.question).measure.kind == SHARE


def parts_of(figure: Figure) -> str:
    """A share with what it is a share of: "27 / 30"."""
    cell = figure.cell
    if not is_share(figure) or cell.denominator is None or not cell.denominator:
        return ""
    return f"{cell.numerator} / {cell.denominator}"
