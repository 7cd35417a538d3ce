"""CSV files of a few rows that are known already. Lists of records are foundation/documents/lists."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse

from foundation.ui.formula_guard import guarded

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet program reads French and Arabic as noise


def csv_of_rows(rows: Iterable[Sequence[object]], *, name: str) -> HttpResponse:
    """A download of the rows, headings first; `name` is the file's name without ending."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([cell_text(cell) for cell in row] for row in rows)
    response = HttpResponse(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def cell_text(value: object) -> str:
    """A cell as text: ISO dates, empty for None, and words guarded against being formulas."""
    if value is None:
        return ""
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    return guarded(str(value))
