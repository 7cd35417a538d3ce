"""What can be counted: each app declares its countables here once, when models are ready.

A countable is a kind of record with the day it is counted on, the area it lies in, the dimensions it can be split by
and the measures it can be asked for. Nothing else is countable: there is no free query.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from foundation.access.actors import Actor
from foundation.figures.disclosure import Disclosure

Text = str | Promise


@dataclass(frozen=True)
class DrillRow:
    """A record behind a number, as its reader may know it."""

    day: date | None
    label: str
    url: str


COUNT, DISTINCT, SHARE, MEDIAN_DAYS = "count", "distinct", "share", "median_days"


@dataclass(frozen=True)
class Audience:
    """For whom is counted. What may be counted follows from here; what may be opened, from `visible_to`.

    A side's audience counts what is internal to that side, shared with it, or public; with `is_shared_only` not what
    is internal. The public's counts public records. No audience counts restricted records or another side's
    internal ones.
    """

    root_id: UUID | None = None
    is_public: bool = False
    is_shared_only: bool = False

    @classmethod
    def of(cls, actor: Actor) -> Audience:
        """The audience a signed-in reader belongs to: that of the actor's side."""
        return cls(root_id=actor.root_id)


PUBLIC = Audience(is_public=True)

Field = Callable[[date, Audience], Any]  # an expression, as of a day and for an audience
Dated = Callable[[date, date, Audience], Q]  # from a day to a day, as the audience knows it


@dataclass(frozen=True)
class Dimension:
    """A way to split a count. Each record has exactly one value.

    `of` is a field path, or a function that gives an expression. `words` gives the labels of
    values; `values` lists them, or gives the list, when they are few, so that an empty one shows as zero. `follows`
    names the dimension from which this one can be told (a post's organisation from the post): such a split is shown
    only where all of it may be opened, for two splits that follow from each other would give away what each withholds.
    """

    name: str
    label: Text
    of: str | Field
    words: Callable[[Collection[Any]], Mapping[Any, Text]]
    values: tuple[Any, ...] | Callable[[], Collection[Any]] = ()
    follows: str = ""

    @property
    def declared(self) -> tuple[Any, ...]:
        """The values that are known beforehand."""
        return tuple(self.values() if callable(self.values) else self.values)


@dataclass(frozen=True)
class Measure:
    """What is asked of the records.

    - `count`: how many.
    - `distinct`: how many different values of `of`.
    - `share`: pooled n/d: those that fulfil `numerator` among those that fulfil `denominator` (both conditions on a
      day; the numerator is taken among the denominator). Never an average of shares.
    - `median_days`: the median of `of`, an expression that gives whole days; records without it are left out.
    """

    name: str
    label: Text
    definition: Text
    kind: str = COUNT
    of: str | Field = ""
    numerator: Callable[[date], Q] | None = None
    denominator: Callable[[date], Q] | None = None


@dataclass(frozen=True)
class Countable:
    """A kind of record that figures are made of.

    `date` is the field of the day it is counted on, `place` the foreign key to its area, `known` the field of the
    instant when it was entered. `counted_for` gives what may be counted for an audience. `is_settled`: day, area
    and dimensions stay as they were entered; what is not settled is shown only where all of it may be opened. `opens`
    is the verb with which a reader opens, in areas of their own, all that is counted. `shown` prepares records that a
    reader may open for being listed, and `row` makes the line of one of them. `dated` says "from this day to that" in a
    way the database can estimate, where `date` is an expression.
    """

    name: str
    label: Text
    definition: Text
    model: type[Model]
    counted_for: Callable[[Audience], QuerySet[Any]]
    date: str
    place: str
    known: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    disclosure: Disclosure
    shown: Callable[[QuerySet[Any], Actor], QuerySet[Any]]
    row: Callable[[Any], DrillRow]
    dated: Dated | None = None
    is_settled: bool = True
    opens: str = "see_internal"

    def measure(self, name: str) -> Measure | None:
        return next((measure for measure in self.measures if measure.name == name), None)

    def dimension(self, name: str) -> Dimension | None:
        return next((dimension for dimension in self.dimensions if dimension.name == name), None)

    @property
    def areas(self) -> type[Model]:
        """The model of areas that `place` leads to."""
        model: Any = self.model
        for part in self.place.split("__"):
            model = model._meta.get_field(part).related_model
        return model


_registered: dict[str, Countable] = {}


def register(countable: Countable) -> None:
    """Make it countable. Called once per countable, from `apps.py: ready()` of the app that owns the model."""
    if countable.name in _registered and _registered[countable.name].model is not countable.model:
        raise ValueError(f"two countables are called {countable.name}")
    _registered[countable.name] = countable


def countables() -> Iterator[Countable]:
    """All that can be counted, in the order in which it was declared."""
    yield from _registered.values()


def countable_named(name: str) -> Countable | None:
    return _registered.get(name)
