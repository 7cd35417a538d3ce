"""A question to the registry, and what makes one that cannot be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.figures.countables import Audience, Countable, Dimension, Measure, countable_named
from foundation.figures.periods import Period

AREA, MONTH, QUARTER = "area", "month", "quarter"
BUILT_IN = (AREA, MONTH, QUARTER)
LONGEST_MONTHS = 120


class NotAQuestion(ValueError):
    """The registry cannot answer this; the message is for the person who asked. `field` is what to correct."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Question:
    """How many, where, when, split by what, for whom.

    `areas` are ids of areas, with all that lies below them; none means everywhere. Split by "area", one area gives
    the areas right below it, several give themselves. Both days are included. `by` names dimensions of the countable,
    "area", "month" or "quarter"; `where` narrows to one value of each dimension it names.
    """

    countable: str
    measure: str
    since: date
    until: date
    audience: Audience
    areas: tuple[UUID, ...] = ()
    by: tuple[str, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)

    def narrowed(self, **changes: Any) -> Question:
        return replace(self, **changes)


@dataclass(frozen=True)
class Asked:
    """A question that makes sense, with what it names."""

    question: Question
    countable: Countable
    measure: Measure
    by: tuple[Dimension, ...]
    where: tuple[tuple[Dimension, Any], ...]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every dimension of the countable that the answer depends on, each once."""
        narrowing = tuple(dimension for dimension, _value in self.where)
        return (*self.by, *(dimension for dimension in narrowing if dimension not in self.by))


def understood(question: Question) -> Asked:
    """The question with its countable, measure and dimensions.

    Raises:
        NotAQuestion: it names what there is not, or its period is empty or too long.
    """
    countable = countable_named(question.countable)
    if countable is None:
        raise NotAQuestion(_("There is nothing of this name to count."), field="countable")
    measure = countable.measure(question.measure)
    if measure is None:
        raise NotAQuestion(_("This cannot be measured in this way."), field="measure")
    _check_period(question)
    names = [name for name in question.by if name not in BUILT_IN]
    by = tuple(_dimension(countable, name, "by") for name in names)
    where = tuple((_dimension(countable, name, "where"), value) for name, value in sorted(question.where.items()))
    if len(set(question.by)) < len(question.by) or {MONTH, QUARTER} <= set(question.by):
        raise NotAQuestion(_("A figure can be split by each thing once, and by months or by quarters."), field="by")
    return Asked(question, countable, measure, by, where)


def _dimension(countable: Countable, name: str, field: str) -> Dimension:
    dimension = countable.dimension(name)
    if dimension is None:
        raise NotAQuestion(_("This cannot be split in this way."), field=field)
    return dimension


def _check_period(question: Question) -> None:
    if question.until < question.since:
        raise NotAQuestion(_("The period ends before it begins."), field="until")
    months = (question.until.year - question.since.year) * 12 + question.until.month - question.since.month + 1
    if months > LONGEST_MONTHS:
        raise NotAQuestion(_("A period can be ten years long at most."), field="since")
