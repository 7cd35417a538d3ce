"""How a bare value in a table is shown, the same in every form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import pgettext

from foundation.documents.content import Cell, Value
from foundation.ui.dates import clock, long_date

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
