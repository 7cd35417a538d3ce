"""What a drawing is made of, and what comes out: plain values, no records, no words of ours.

Makers stand in `bar_charts` (bars, stacked_bars), `line_charts` (lines, small_multiples, sparkline) and
`maps` (choropleth). They are pure: the same values give the same drawing. All text comes from the caller,
worded and with its digits; the makers add none of their own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | int | float
Ring = Sequence[tuple[float, float]]  # longitude, latitude; closed or not
Tick = Callable[[float], str]  # words a number on an axis or in a legend

MOST_SERIES = 4
LARGEST = 10**15
OWN_ADDRESS = re.compile(r"^(/(?!/)|\?|#|https?://)")
NAME = re.compile(r"^[a-z0-9][a-z0-9_-]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One number with its words. `value` None is missing or withheld: drawn hatched or as a gap, never as zero.

    `shown` is what a person reads ("12", "58 %", "< 5", "no answer"). `url` leads to what is behind the number.
    Raises ValueError for a number that is not finite or beyond 10^15, and for an address with a scheme of its own.
    """

    label: str
    value: Number | None
    shown: str
    url: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and not (math.isfinite(self.value) and abs(float(self.value)) <= LARGEST):
            raise ValueError(f"{self.value} cannot be drawn.")
        if self.url and not OWN_ADDRESS.match(self.url):
            raise ValueError(f"{self.url!r} is not an address of ours.")


@dataclass(frozen=True, slots=True)
class Series:
    """Marks that belong together: a line, or one part of every stacked bar."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area on a map. Without `rings` it is in the table only. Holes are rings like any other."""

    code: str
    label: str
    rings: Sequence[Ring]
    mark: Mark


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers of a drawing as text: as many cells in each row as there are columns, the label first.

    `urls` holds the address behind each cell of a row, "" where there is none; empty when no cell has one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in (*self.rows, *self.urls)):
            raise ValueError("Each row of a table has a cell for each column.")

    @property
    def linked_rows(self) -> list[list[tuple[str, str]]]:
        """Each cell with its address, for templates."""
        urls = self.urls or tuple(("",) * len(self.columns) for _ in self.rows)
        return [list(zip(row, links, strict=True)) for row, links in zip(self.rows, urls, strict=True)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of numbers in two widths, and the same numbers as a table.

    `phone` (328 wide) and `laptop` (640 wide) are whole `<svg>` elements, escaped, without script or style attribute:
    the same text goes into a page and into a PDF. Their role is "img", or "group" where marks are links. `name` is
    unique on its page.
    """

    name: str
    title: str
    description: str
    phone: str
    laptop: str
    table: DataTable


def table_of_marks(columns: tuple[str, str], marks: Sequence[Mark]) -> DataTable:
    """One row for each mark: its label and what is shown."""
    urls = tuple(("", mark.url) for mark in marks) if any(mark.url for mark in marks) else ()
    return DataTable(columns, tuple((mark.label, mark.shown) for mark in marks), urls)


def table_of_series(column: str, series: Sequence[Series]) -> DataTable:
    """One row for each label the series share, one column for each series.

    Raises ValueError where series do not have the same labels in the same order.
    """
    if not series:
        return DataTable((column,), ())
    labels = [mark.label for mark in series[0].marks]
    if any([mark.label for mark in each.marks] != labels for each in series):
        raise ValueError("Series drawn together have the same labels in the same order.")
    rows = list(zip(*(each.marks for each in series), strict=True))
    urls = tuple(("", *(mark.url for mark in row)) for row in rows)
    return DataTable(
        (column, *(each.name for each in series)),
        tuple((label, *(mark.shown for mark in row)) for label, row in zip(labels, rows, strict=True)),
        urls if any(any(row) for row in urls) else (),
    )


def at_most_four(series: Sequence[Series]) -> None:
    """Raises ValueError for a fifth series: draw small multiples instead."""
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} series in one drawing; draw small multiples above {MOST_SERIES}.")


def plain_number(value: float) -> str:
    """A number on an axis when the caller gives no other way to word it: no needless decimals."""
    return f"{value:g}" if abs(value) < 10**6 else f"{value:.0f}"
