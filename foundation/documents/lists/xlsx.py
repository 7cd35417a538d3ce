"""A long list as a workbook of one sheet, written as the rows are read."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.db import connection, transaction
from django.utils.translation import get_language
from rustpy_xlsxwriter import Format, write_worksheet

from foundation.access.actors import Actor
from foundation.access.database import set_database_actor
from foundation.documents.content import Marking
from foundation.documents.lists.columns import Asked
from foundation.documents.text import is_rtl
from foundation.documents.xlsx import LONGEST_HEADER, LONGEST_TEXT, sheet_name, text_cell
from foundation.ui.xml_text import storable

MOST_ROWS = 1_048_576 - 2  # what the format holds, less the titles and the tags
AT_ONCE = 2_000
A4 = 9
WIDTHS = {"text": 28.0, "date": 12.0, "number": 12.0}


class TooManyRows(Exception):
    """More rows than a workbook holds: a CSV file is the form for them."""


def workbook(asked: Asked, *, actor: Actor, title: str, marking: Marking, with_hxl: bool = False) -> BinaryIO:
    """The file, at its beginning. Raises TooManyRows."""
    made = cast("BinaryIO", TemporaryFile())  # noqa: SIM115  (the answer closes it once it is sent)
    try:
        _write(made, asked, actor=actor, title=title, marking=marking, with_hxl=with_hxl)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made


def _write(made: BinaryIO, asked: Asked, *, actor: Actor, title: str, marking: Marking, with_hxl: bool) -> None:
    columns = _unlike(asked.titles)
    days = [column for column, kind in zip(columns, asked.kinds, strict=True) if kind == "date"]
    write_worksheet(
        _records(asked, columns, actor=actor, with_hxl=with_hxl),
        made,
        sheet_name=sheet_name(title, set()),
        freeze_row=1,
        autofilter=True,
        column_widths=[WIDTHS[kind] for kind in asked.kinds],
        column_formats={column: Format().set_num_format("yyyy-mm-dd") for column in days},
        header_format=Format().set_bold().set_text_wrap(),
        page_setup={
            "landscape": True,
            "paper_size": A4,
            "fit_to_pages": (1, 0),
            "repeat_rows": 0,
            "header": f"&C&B{_in_header(marking.words)}",
            "footer": f"&L{_in_header(title)}&C&B{_in_header(marking.words)}&R&P / &N",
        },
        sheet_view={"right_to_left": is_rtl(get_language() or "en")},
    )


def _records(asked: Asked, columns: tuple[str, ...], *, actor: Actor, with_hxl: bool) -> Iterator[dict[str, Any]]:
    """The writer takes the titles from the first record: without rows, an empty one."""
    if with_hxl:
        yield dict(zip(columns, asked.tags, strict=True))
    is_empty = True
    for row in _rows(asked, actor=actor):
        is_empty = False
        yield dict(zip(columns, _fitting(row), strict=True))
    if is_empty and not with_hxl:
        yield dict.fromkeys(columns)


def _rows(asked: Asked, *, actor: Actor) -> Iterator[tuple[Any, ...]]:
    if not asked.sql:
        return
    count = 0
    with transaction.atomic():
        set_database_actor(actor)
        with connection.chunked_cursor() as cursor:
            cursor.execute(asked.sql, asked.params)
            while rows := cursor.fetchmany(AT_ONCE):
                count += len(rows)
                if count > MOST_ROWS:
                    raise TooManyRows
                yield from rows


def _fitting(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row; where a text is too long for a cell, cut with a sign that it was."""
    if any(isinstance(one, str) and len(one) > LONGEST_TEXT for one in row):
        return tuple(text_cell(one) if isinstance(one, str) else one for one in row)
    return row


def _unlike(titles: tuple[str, ...]) -> tuple[str, ...]:
    """The titles, guarded, each once: the writer tells columns apart by them."""
    found: dict[str, None] = {}
    for title in titles:
        plain, number = text_cell(title) or "?", 1
        name = plain
        while name in found:
            number += 1
            name = f"{plain} ({number})"
        found[name] = None
    return tuple(found)


def _in_header(text: str) -> str:
    return storable(text)[: LONGEST_HEADER // 4].replace("&", "&&")
