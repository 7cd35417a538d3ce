"""Disclosure control: the one place that decides what a reader is told of records the reader may not open.

What is protected is the part of a number that its reader cannot open. Of each calendar month one fixed set of numbers
about that part is published, the same for every question: the total, the areas below it, and for one dimension at a
time the values everywhere and in each province. A number is in that set when it is zero or at least the minimum, and
when hiding the small ones beside it needs no further one hidden (complementary suppression). Whatever is asked is
answered by adding published numbers; what they do not add up to is withheld. So no combination of questions tells
more than the set, and docs/decisions/2026-11-22-figures-and-small-cells.md argues that the set gives no small cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from typing import Any

from foundation.mission.reading import mission

Cell = tuple[Any, Any]

EVERYWHERE = ""
ITSELF = "@"  # no code of an area: the records of an area that lie in none of those below it
ALL: Any = object()
REST: Any = object()  # the row or column of everything that is hidden together
DEPTH_OF_ROWS = 2  # country.province


class Disclosure(Enum):
    """Of what kind the counted records are: the mission sets a smallest number for each."""

    POSTS = "minimum_posts"
    RECORDS = "minimum_people"
    SENSITIVE = "minimum_sensitive"


def minimum_of(disclosure: Disclosure) -> int:
    """The smallest number of others' records, other than zero, that is told."""
    minimum: int = getattr(mission(), disclosure.value)
    return minimum


@dataclass(frozen=True)
class Rules:
    """How a month's set is made. `complements` off and `whole_months` off exist only to be shown unsafe."""

    minimum: int
    complements: bool = True
    whole_months: bool = True

    def is_small(self, count: int) -> bool:
        return 0 < count < self.minimum


def hidden_parts(parts: Mapping[Any, int], rules: Rules, *, known: Iterable[Any] = ()) -> set[Any]:
    """Which parts of a published whole are not told apart.

    If none is small, none is hidden. Else the small ones, with them the empty ones save the `known` (or the others
    would be known to hold something), and then the smallest of the rest until together they reach the minimum.
    """
    hidden = {part for part, count in parts.items() if rules.is_small(count)}
    if not hidden or not rules.complements:
        return hidden
    told = set(known)
    hidden |= {part for part, count in parts.items() if count == 0 and part not in told}
    rest = sorted((part for part in parts if part not in hidden and parts[part]), key=lambda part: parts[part])
    while rest and sum(parts[part] for part in hidden) < rules.minimum:
        hidden.add(rest.pop(0))
    return hidden


def hidden_cells(table: Mapping[Cell, int], rules: Rules) -> set[Cell]:
    """Which cells of a table with published rows and columns are not told; REST is never told.

    Every small cell ends up in a rectangle of four hidden cells of which the two beside it hold something: one record
    could as well have stood in each of the other two corners, and every published number would be the same.
    """
    small = {cell for cell, count in table.items() if rules.is_small(count)}
    hidden = small | {cell for cell in table if REST in cell}
    if not small or not rules.complements:
        return hidden
    hidden |= {cell for cell, count in table.items() if count == 0}
    size = -1
    while size < len(hidden):
        size = len(hidden)
        for axis in (0, 1):
            _fill_lines(table, hidden, rules, axis)
        for cell in small:
            hidden |= _rectangle(table, hidden, cell)
    return hidden


def _fill_lines(table: Mapping[Cell, int], hidden: set[Cell], rules: Rules, axis: int) -> None:
    """What is hidden of a row or column is together nothing or no small number."""
    lines: dict[Any, list[Cell]] = defaultdict(list)
    for cell in table:
        lines[cell[axis]].append(cell)
    for line in lines.values():
        told = sorted((cell for cell in line if cell not in hidden and table[cell]), key=lambda cell: table[cell])
        while told and rules.is_small(sum(table[cell] for cell in line if cell in hidden)):
            hidden.add(told.pop(0))


def _rectangle(table: Mapping[Cell, int], hidden: set[Cell], cell: Cell) -> set[Cell]:
    """The cheapest rectangle round a cell: its row and column are at least the minimum, so each holds another."""
    row, column = cell
    beside = [at for at in table if at[0] == row and at[1] != column and table[at]]
    below = [at for at in table if at[1] == column and at[0] != row and table[at]]

    def corners(pair: tuple[Cell, Cell]) -> set[Cell]:
        return {cell, pair[0], pair[1], (pair[1][0], pair[0][1])}

    return min(
        (corners(pair) for pair in product(beside, below)),
        key=lambda four: sum(table[at] + 1 for at in four if at not in hidden),
    )


@dataclass
class Published:
    """What is told about one month's protected records: `counts` of them by path of area and value of a dimension.

    `own` are the paths within which the reader opens all that is counted: an empty area there is no secret.
    """

    counts: Mapping[tuple[str, Hashable], int]
    rules: Rules
    own: tuple[str, ...] = ()
    _nodes: dict[str, int] = field(default_factory=lambda: defaultdict(int), init=False)
    _told: dict[str, int] = field(default_factory=dict, init=False)
    _whole: set[str] = field(default_factory=set, init=False)  # areas none of whose parts is hidden
    _columns: dict[Hashable, int] = field(default_factory=lambda: defaultdict(int), init=False)
    _told_columns: set[Hashable] = field(default_factory=set, init=False)
    _hides_columns: bool = field(default=False, init=False)
    _told_cells: dict[Cell, int] = field(default_factory=dict, init=False)
    _hides_cells: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        for (path, value), count in self.counts.items():
            self._columns[value] += count
            for node in _upwards(path):
                self._nodes[node] += count
            self._nodes[_join(path, ITSELF)] += count
        self._nodes[EVERYWHERE] += 0
        if self.rules.is_small(self._nodes[EVERYWHERE]):
            return
        self._tell_areas()
        hidden = hidden_parts(self._columns, self.rules)
        self._told_columns, self._hides_columns = set(self._columns) - hidden, bool(hidden)
        self._tell_cells()

    def of(self, path: str, value: Any = ALL) -> int | None:
        """How many protected records lie in this area and have this value; None when that is withheld."""
        here = self._area(path)
        if value is ALL or here == 0:
            return here
        everywhere = self._column(value)
        if everywhere == 0:
            return 0
        if here is not None and here == self._told.get(EVERYWHERE):
            return everywhere
        if here is None or len(path.split(".")) != DEPTH_OF_ROWS or everywhere is None:
            return None
        return self._told_cells.get((path, value), None if self._hides_cells else 0)

    def values_told(self) -> set[Any]:
        """The values that are told to hold something."""
        return {value for value in self._told_columns if self._columns[value]}

    def _area(self, path: str) -> int | None:
        if path in self._told:
            return self._told[path]
        if self._is_own(path) and not self._nodes.get(path, 0):
            return 0
        above = path.rpartition(".")[0]
        if not path or self._told.get(above) is None:
            return 0 if path and self._area(above) == 0 else None
        return 0 if above in self._whole and path not in self._nodes else None

    def _column(self, value: Any) -> int | None:
        if value in self._told_columns:
            return self._columns[value]
        known = self._told.get(EVERYWHERE) is not None and not self._hides_columns
        return 0 if known and value not in self._columns else None

    def _is_own(self, path: str) -> bool:
        return any(path == own or path.startswith(f"{own}.") or own == EVERYWHERE for own in self.own)

    def _tell_areas(self) -> None:
        below: dict[str, dict[str, int]] = defaultdict(dict)
        for node, count in self._nodes.items():
            if node:
                below[node.rpartition(".")[0]][node] = count
        waiting = [EVERYWHERE]
        self._told[EVERYWHERE] = self._nodes[EVERYWHERE]
        while waiting:
            node = waiting.pop()
            parts = below.get(node, {})
            hidden = hidden_parts(parts, self.rules, known=(part for part in parts if self._is_own(part)))
            if not hidden:
                self._whole.add(node)
            for part in set(parts) - hidden:
                self._told[part] = parts[part]
                waiting.append(part)

    def _tell_cells(self) -> None:
        """The table of provinces by values, with what is hidden of either put together."""
        table: dict[Cell, int] = defaultdict(int)
        for (path, value), count in self.counts.items():
            row = ".".join(_join(path, ITSELF).split(".")[:DEPTH_OF_ROWS])
            table[row if row in self._told else REST, value if value in self._told_columns else REST] += count
        rows, columns = {row for row, _column in table}, {column for _row, column in table}
        whole = {(row, column): table.get((row, column), 0) for row in rows for column in columns}
        rows_that_count = {row for row in rows if any(whole[row, column] for column in columns)}
        whole = {cell: count for cell, count in whole.items() if cell[0] in rows_that_count}
        hidden = hidden_cells(whole, self.rules)
        self._hides_cells = bool(hidden)
        self._told_cells = {cell: count for cell, count in whole.items() if cell not in hidden}


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part


def _upwards(path: str) -> Iterable[str]:
    """The path, each path above it, and everywhere."""
    parts = path.split(".") if path else []
    return [".".join(parts[:length]) for length in range(len(parts) + 1)]
