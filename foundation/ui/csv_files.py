"""CSV files of lists: streamed, readable by a spreadsheet, and never a formula."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import translation

from foundation.ui.formula_guard import guarded

CHUNK = 500
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet program reads French and Arabic as noise


@dataclass(frozen=True)
class Column:
    """One column: its title, and how to get its cell from a row."""

    title: Any
    cell: Callable[[Any], object]


class _Echo:
    """What csv.writer needs to hand back lines instead of writing them."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    rows: QuerySet[Any],
    columns: Sequence[Column],
    *,
    name: str,
    reading: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> StreamingHttpResponse:
    """A download of all rows. `name` is the file's name without ending.

    The rows are read while the answer is sent, after the request's own transaction has ended:
    `reading` opens what the reading needs (a transaction with the actor set).
    """
    lines = _lines(rows, columns, translation.get_language() or "en", reading)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
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


def _lines(
    rows: QuerySet[Any],
    columns: Sequence[Column],
    language: str,
    reading: Callable[[], AbstractContextManager[Any]],
) -> Iterator[str]:
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    with translation.override(language):
        titles = [cell_text(column.title) for column in columns]
    yield BYTE_ORDER_MARK + writer.writerow(titles)
    with reading():
        for row in rows.iterator(chunk_size=CHUNK):
            with translation.override(language):
                cells = [cell_text(column.cell(row)) for column in columns]
            yield writer.writerow(cells)
