"""From what the files state, unit by unit, to one statement for each code, with its parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import shapely
from shapely import MultiPolygon

from foundation.places.boundaries.comparing import is_other_name
from foundation.places.boundaries.plans import Standing, Suspicion
from foundation.places.boundaries.units import Reading, Unit

# How far a unit may reach over the border of the one it lies in, as a share of its own area: borders of two files
# never meet exactly, but somewhere else is somewhere else.
INSIDE_AT_LEAST = 0.5


class Settled:
    """Units by code, each stated once. Whatever was doubtful stands in `suspicions`."""

    def __init__(self, reading: Reading, *, country: str, standing: Standing) -> None:
        self.country = country
        self.standing = standing
        self.units: dict[str, Unit] = {}
        self.suspicions: list[Suspicion] = []
        self.levels: set[int] = set()
        # Drawn where no unit of the level above is: the other file has a hole there.
        self.uncovered: list[str] = []
        for fault in reading.faults:
            self.suspect(fault.key, fault.reason, "leaves the row out", fault.key)
        self._join(reading)
        self._give_parents()
        self._look_at_shapes()

    def suspect(self, key: str, reason: str, then: str, source: str = "") -> None:
        self.suspicions.append(Suspicion(key, reason, then, source))

    def _join(self, reading: Reading) -> None:
        stated = defaultdict(list)
        for unit in map(self._rooted, reading.units):
            stated[unit.code].append(unit)
        for code, units in stated.items():
            if code in self.standing.elsewhere:
                reason = f"{code} is the code of an area of another country."
                self.suspect(code, reason, "leaves it out", units[0].source)
                continue
            self.units[code] = self._one(code, units)
        self.levels = {unit.level for unit in self.units.values() if unit.level}
        for unit in map(self._rooted, reading.mentioned):
            if unit.code not in self.units and unit.code not in self.standing.areas:
                self.units.setdefault(unit.code, unit)
        self.units.setdefault(self.country, Unit(self.country, 0, {}))

    def _rooted(self, unit: Unit) -> Unit:
        """The country goes by one code here, whatever its code in the file."""
        return replace(unit, code=self.country, parent="") if unit.level == 0 else unit

    def _one(self, code: str, units: list[Unit]) -> Unit:
        level = min(unit.level for unit in units)
        where = ", ".join(dict.fromkeys(unit.source for unit in units))
        if len(levels := sorted({unit.level for unit in units})) > 1:
            told = " and ".join(map(str, levels))
            self.suspect(code, f"{code} stands at two levels: {told}.", f"takes the one at level {level}", where)
        units = [unit for unit in units if unit.level == level]
        first, *others = units
        for other in others:
            if is_other_name(first.names, other.names):
                reason = f"{code} has two names: {' / '.join(_name(one) for one in (first, other))}."
                self.suspect(code, reason, "takes the first", where)
        parents = list(dict.fromkeys(unit.parent for unit in units if unit.parent))
        if len(parents) > 1 and level > 1:
            self.suspect(code, f"{code} lies in two units: {' and '.join(parents)}.", "takes the first", where)
        names = {language: name for unit in reversed(units) for language, name in unit.names.items()}
        drawings = list({unit.drawn.digest: unit.drawn for unit in units if unit.drawn}.values())
        if len(drawings) > 1:
            self.suspect(code, f"{code} is drawn twice, differently.", "takes the first", where)
        return Unit(code, level, names, next(iter(parents), ""), where, drawings[0] if drawings else None)

    def _give_parents(self) -> None:
        for code, unit in list(self.units.items()):
            if unit.level == 0:
                continue
            self.units[code] = replace(unit, parent=self._parent_of(unit))

    def _parent_of(self, unit: Unit) -> str:
        if unit.level == 1:
            return self._parent_of_first_level(unit)
        found = self._level_of(unit.parent)
        if found == unit.level - 1:
            return unit.parent
        nearest = self._by_code(unit) or self._by_place(unit)
        if not unit.parent:
            known = self.standing.areas.get(unit.code)
            if known and self._level_of(known.parent) == unit.level - 1:
                return known.parent
            if nearest and self._level_of(nearest) == unit.level - 1:
                return nearest
            reason = f"{unit.code} does not say in which unit of level {unit.level - 1} it lies, and none fits."
        elif found is None:
            reason = f"{unit.code} lies in {unit.parent}, which is in no file and not known."
        else:
            reason = f"{unit.code} of level {unit.level} lies in {unit.parent}, which is of level {found}."
        instead = nearest or self.country
        self.suspect(unit.code, f"Its parent is missing: {reason}", f"puts it in {instead}", unit.source)
        return instead

    def _parent_of_first_level(self, unit: Unit) -> str:
        """Above the first level is the country, under whichever code."""
        if self._level_of(unit.parent):
            reason = f"Its parent is missing: {unit.code} of level 1 lies in {unit.parent}, which is no country."
            self.suspect(unit.code, reason, f"puts it in {self.country}", unit.source)
        return self.country

    def _level_of(self, code: str) -> int | None:
        if code in self.units:
            return self.units[code].level
        known = self.standing.areas.get(code)
        return known.level if known and known.ended_on is None else None

    def _by_code(self, unit: Unit) -> str:
        """The unit above whose code this one's begins with: OCHA's codes are built so."""
        for length in range(len(unit.code) - 1, 1, -1):
            level = self._level_of(unit.code[:length])
            if level is not None and level < unit.level:
                return unit.code[:length]
        return ""

    def _by_place(self, unit: Unit) -> str:
        if unit.drawn is None or unit.drawn.shape is None:
            return ""
        point = unit.drawn.shape.representative_point()
        above = (one for one in self.units.values() if one.level == unit.level - 1 and one.drawn and one.drawn.shape)
        return next((one.code for one in above if one.drawn.shape.covers(point)), "")  # type: ignore[union-attr]

    def _look_at_shapes(self) -> None:
        for unit in self.units.values():
            if unit.drawn is None:
                continue
            if unit.drawn.shape is None:
                reason = f"{unit.code}: {unit.drawn.problem}"
                self.suspect(unit.code, reason, "takes it without an outline", unit.source)
                self.units[unit.code] = replace(unit, drawn=None)
            else:
                self._look_where_it_lies(unit, unit.drawn.shape)

    def _look_where_it_lies(self, unit: Unit, shape: MultiPolygon) -> None:
        above = self._shape_of(unit.parent)
        if above is None or _lies_in(shape, above):
            return
        beside = [one.code for one in self.units.values() if one.level == unit.level - 1 and one.code != unit.parent]
        other = next((code for code in beside if (its := self._shape_of(code)) and _lies_in(shape, its)), "")
        if other:
            reason = f"{unit.code} lies in {unit.parent}, but is drawn in {other}."
            self.suspect(unit.code, reason, "takes it as it is drawn", unit.source)
        else:
            self.uncovered.append(unit.code)

    def _shape_of(self, code: str) -> MultiPolygon | None:
        unit = self.units.get(code)
        return unit.drawn.shape if unit and unit.drawn else None


def _lies_in(shape: MultiPolygon, above: MultiPolygon) -> bool:
    shapely.prepare(above)
    if above.contains(shape):
        return True
    return shape.intersection(above).area >= INSIDE_AT_LEAST * shape.area


def _name(unit: Unit) -> str:
    return next(iter(unit.names.values()), unit.code)


def ordered(units: Iterable[Unit]) -> list[Unit]:
    """Parents before those that lie in them."""
    return sorted(units, key=lambda unit: (unit.level, unit.code))
