"""What an answer is split along: the areas, months, quarters and values that make its cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.figures.countables import Dimension
from foundation.figures.disclosure import EVERYWHERE, ITSELF
from foundation.figures.gathering import Group
from foundation.figures.periods import quarter_of
from foundation.figures.questions import AREA, MONTH, QUARTER, Asked, NotAQuestion
from foundation.ui.dates import month_name

DEEPEST_CHOICE = 2  # country, province, district: more would not fit into a list to choose from


@dataclass(frozen=True)
class Point:
    """One step along an axis. `path` is set for areas, `months` for months and quarters."""

    key: Any
    label: str
    path: str | None = None
    months: frozenset[date] | None = None
    is_rest: bool = False


@dataclass(frozen=True)
class Axis:
    """`key_of` says at which point a group of records stands; None: at none."""

    name: str
    points: tuple[Point, ...]
    key_of: Callable[[Group], Any]


@dataclass(frozen=True)
class Places:
    """The areas asked for, those right below a single one, and those that a reader may choose from."""

    asked: tuple[Any, ...]
    below: tuple[Any, ...]
    choices: tuple[Any, ...]
    loaded: tuple[Any, ...]
    is_everywhere: bool

    @property
    def asked_paths(self) -> tuple[str, ...]:
        """The areas asked for, none inside another."""
        if self.is_everywhere:
            return (EVERYWHERE,)
        paths = sorted(area.path for area in self.asked)
        return tuple(path for path in paths if not any(is_within(path, other) for other in paths if other != path))

    def words(self) -> str:
        """The areas asked for by name."""
        return ", ".join(area.name for area in self.asked) if not self.is_everywhere else _("everywhere")

    def holds(self, path: str) -> bool:
        return self.is_everywhere or any(is_within(path, asked) for asked in self.asked_paths)


def is_within(path: str, above: str) -> bool:
    return above == EVERYWHERE or path == above or path.startswith(f"{above}.")


def places_of(asked: Asked) -> Places:
    """One statement for all areas that matter.

    Raises:
        NotAQuestion: an area that is asked for is not there.
    """
    ids = set(asked.question.areas)
    wanted = Q(level__lte=DEEPEST_CHOICE) | Q(pk__in=ids) | Q(parent_id__in=ids)
    rows: list[Any] = list(asked.countable.areas._default_manager.filter(wanted))
    named = tuple(area for area in rows if area.pk in ids)
    if len(named) < len(ids):
        raise NotAQuestion(_("There is no such area."), field="areas")
    base = named or tuple(area for area in rows if area.level == 0)
    below = tuple(area for area in rows if area.parent_id == base[0].pk) if len(base) == 1 else ()
    choices = tuple(area for area in rows if area.level <= DEEPEST_CHOICE or area.pk in ids)
    return Places(base, below, choices, tuple(rows), is_everywhere=not named)


def area_axis(places: Places) -> Axis:
    shown = places.below or places.asked
    points = [Point(str(area.pk), area.name, path=area.path) for area in sorted(shown, key=lambda area: area.path)]
    if places.below:
        (top,) = places.asked
        label = _("%(area)s, no smaller area given") % {"area": top.name}
        points.append(Point(f"{top.pk}.{ITSELF}", label, path=f"{top.path}.{ITSELF}", is_rest=True))
    keys = {point.path: point.key for point in points}

    def key_of(group: Group) -> Any:
        path = group.path
        if places.below and path == places.asked[0].path:
            return keys[f"{path}.{ITSELF}"]
        while path and path not in keys:
            path = path.rpartition(".")[0]
        return keys.get(path)

    return Axis(AREA, tuple(points), key_of)


def month_axis(months: Iterable[date]) -> Axis:
    points = tuple(Point(month, f"{month_name(month)} {month.year}", months=frozenset({month})) for month in months)
    return Axis(MONTH, points, lambda group: group.month)


def quarter_axis(months: Iterable[date]) -> Axis:
    quarters: dict[date, set[date]] = {}
    for month in months:
        quarters.setdefault(quarter_of(month), set()).add(month)
    points = tuple(Point(start, quarter_name(start), months=frozenset(held)) for start, held in quarters.items())
    return Axis(QUARTER, points, lambda group: quarter_of(group.month))


def quarter_name(start: date) -> str:
    return _("Quarter %(number)d of %(year)d") % {"number": (start.month + 2) // 3, "year": start.year}


def dimension_axis(dimension: Dimension, number: int, seen: Collection[Any], only: Collection[Any]) -> Axis:
    """The declared values, and those that were seen; in the order declared, then by their words."""
    known = dimension.declared
    values = [*known, *(value for value in seen if value not in known)]
    values = [value for value in values if value in only] if only else values
    words = dimension.words(values)
    declared = {value: place for place, value in enumerate(known)}
    points = [Point(value, str(words.get(value, value))) for value in values]
    points.sort(key=lambda point: (declared.get(point.key, len(declared)), point.label))
    return Axis(dimension.name, tuple(points), lambda group: group.values[number])
