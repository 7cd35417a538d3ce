"""How a bare value in a table is shown, the same in every form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import pgettext

from foundation.documents.content import Cell, Picture, Table, TableColumn, Value
from foundation.ui.dates import clock, long_date

AMOUNTS = frozenset({"number", "percent"})
# A column of text gets a share of the width; a short one takes what it needs.
SHORT, NARROWEST, WIDEST = 16, 10, 60
# No day is in this year: every day is written with its own.
NO_YEAR = date(1, 1, 1)


def cell_of(one: Cell | Value, kind: str) -> Cell:
    """The cell for a bare value; a Cell stays as it is. Nothing under a column of text is no text, not missing."""
    if isinstance(one, Cell):
        return one
    if one is None and kind in {"text", "code"}:
        return Cell("")
    return Cell(shown_value(one, kind), one)


def shown_value(value: Value, kind: str = "text") -> str:
    """The value in the language that is active: "1,204", "12.5 %", "Thu 26 Nov 2026"; missing says so."""
    if value is None:
        return pgettext("figure", "not known")
    if isinstance(value, (date, datetime)):
        return shown_day(value)
    if isinstance(value, (int, Decimal)):
        words = number_format(value, use_l10n=True, force_grouping=True)
        return f"{words}\u00a0%" if kind == "percent" else words
    return value


def shown_day(day: date | datetime) -> str:
    """A day with its year; an instant with its clock too, in the zone it carries."""
    if isinstance(day, datetime):
        return f"{long_date(day.date(), NO_YEAR)} · {clock(day)}"
    return long_date(day, NO_YEAR)


def drawn_table(picture: Picture) -> Table | None:
    """The numbers of a drawing as a table, each with its address; None when they are not to follow it."""
    drawing = picture.drawing
    if not picture.has_table or not drawing.table.rows:
        return None
    columns = tuple(TableColumn(label, label) for label in drawing.table.columns)
    urls = drawing.table.urls or (("",) * len(columns),) * len(drawing.table.rows)
    rows = tuple(
        tuple(Cell(shown, url=url) for shown, url in zip(row, addresses, strict=True))
        for row, addresses in zip(drawing.table.rows, urls, strict=True)
    )
    return Table(drawing.name, drawing.title, columns, rows)


def shares(rows: Sequence[Sequence[Cell]], kinds: Sequence[str]) -> list[int]:
    """Each column's share of the width; 0 for one as wide as it needs. One at least takes what is left."""
    weights = [_weight([len(row[place].shown) for row in rows], kind) for place, kind in enumerate(kinds)]
    if not any(weights):
        widest = next((place for place, kind in enumerate(kinds) if kind == "text"), 0)
        weights[widest] = 1
    return weights


def _weight(lengths: list[int], kind: str) -> int:
    """By the length of what stands in the column."""
    longest = max(lengths, default=0)
    if longest <= SHORT or (kind in {"date", *AMOUNTS} and longest <= NARROWEST + SHORT):
        return 0
    return min(max(sum(lengths) // len(lengths), NARROWEST), WIDEST)
