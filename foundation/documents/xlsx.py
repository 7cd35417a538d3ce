"""A document as a workbook: its figures first, then each table on a sheet, then what the document is.

The sheet `figures` is for programs as well: its name, its columns and the names of figures stay as they are in every
language. Values are numbers and days, not their pictures; what a person wrote is text that no program runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from foundation.documents.cells import cell_of, drawn_table, shown_day
from foundation.documents.content import Cell, Document, Number, Numbers, Picture, Table, TableColumn
from foundation.documents.links import whole
from foundation.documents.text import is_rtl
from foundation.ui.formula_guard import guarded
from foundation.ui.xml_text import storable

FIGURES = "figures"
FIGURE_COLUMNS = ("name", "label", "value", "shown", "as_of", "url")
# What the format itself allows.
LONGEST_TEXT, LONGEST_NAME, LONGEST_URL, LONGEST_HEADER = 32_767, 31, 2_000, 200
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LARGEST_EXACT = 10**15  # beyond it a spreadsheet rounds: such a number goes in as text
NARROWEST, WIDEST = 9, 60


@dataclass(frozen=True)
class Formats:
    """The cell formats of a workbook, made once."""

    head: Any
    text: Any
    link: Any
    missing: Any
    of_kind: dict[str, Any]


def render(document: Document) -> bytes:
    """The workbook; the same document gives the same bytes."""
    made = BytesIO()
    with (
        translation.override(document.language),
        xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book,
    ):
        book.set_properties(_properties(document))
        formats = _formats(book)
        names = {FIGURES}
        _write(_sheet(book, document, FIGURES), _figures_table(document), formats)
        for table in _tables(document):
            _write(_sheet(book, document, sheet_name(table.name, names)), table, formats)
        _write(_sheet(book, document, sheet_name(_("About"), names)), _about_table(document), formats)
    return made.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name the format allows and no other sheet has; it joins those taken."""
    plain = storable(wanted).translate(NOT_IN_A_NAME).strip()[:LONGEST_NAME] or "sheet"
    name, number = plain, 1
    while name.casefold() in {one.casefold() for one in taken} or name.casefold() == "history":
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.add(name)
    return name


def figures_of(document: Document) -> Iterator[Number]:
    """Every figure of the document: its numbers, and the cells of tables that have a name."""
    for block in document.blocks:
        if isinstance(block, Numbers):
            yield from block.numbers
        elif isinstance(block, Table):
            yield from _named_cells(block)


def _named_cells(table: Table) -> Iterator[Number]:
    for row in table.rows:
        head = next((cell_of(one, "text").shown for one in row), "")
        for one, column in zip(row, table.columns, strict=True):
            if isinstance(one, Cell) and one.name:
                value = one.value if isinstance(one.value, (int, Decimal)) else None
                yield Number(one.name, f"{table.caption}: {head}, {column.label}", value, one.shown, one.url)


def _figures_table(document: Document) -> Table:
    columns = tuple(TableColumn(name, name, "number" if name == "value" else "text") for name in FIGURE_COLUMNS)
    as_of = document.as_of.isoformat()
    rows = tuple(
        (
            number.name,
            number.label,
            Cell("", number.value),
            number.shown,
            as_of,
            Cell(whole(number.url), whole(number.url), number.url),
        )
        for number in figures_of(document)
    )
    return Table(FIGURES, "", columns, rows)


def _tables(document: Document) -> Iterator[Table]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Picture) and (drawn := drawn_table(block)):
            yield drawn


def _about_table(document: Document) -> Table:
    lines = (
        (_("Title"), document.title),
        (_("About"), document.subtitle),
        (_("Marking"), document.marking.words),
        (_("As of"), shown_day(document.as_of)),
        (_("Made by"), document.author),
    )
    columns = (TableColumn("label", document.title), TableColumn("text", document.marking.words))
    return Table("about", "", columns, lines)


def _properties(document: Document) -> dict[str, Any]:
    return {
        "title": storable(document.title),
        "subject": storable(document.subtitle),
        "author": storable(document.author),
        "category": storable(document.marking.words),
        "created": document.as_of.astimezone(UTC).replace(tzinfo=None),
    }


def _formats(book: Any) -> Formats:
    plain = {"valign": "top"}
    return Formats(
        head=book.add_format(plain | {"bold": True, "text_wrap": True, "bg_color": "#EEEEEE", "bottom": 1}),
        text=book.add_format(plain | {"text_wrap": True}),
        link=book.add_format(plain | {"font_color": "#0F4F58", "underline": 1, "text_wrap": True}),
        missing=book.add_format(plain | {"italic": True, "font_color": "#555555"}),
        of_kind={
            "number": book.add_format(plain | {"num_format": "#,##0.##########"}),
            "whole": book.add_format(plain | {"num_format": "#,##0"}),
            "percent": book.add_format(plain | {"num_format": '0.0#" %"'}),
            "date": book.add_format(plain | {"num_format": "yyyy-mm-dd"}),
            "instant": book.add_format(plain | {"num_format": "yyyy-mm-dd hh:mm"}),
        },
    )


def _sheet(book: Any, document: Document, name: str) -> Any:
    sheet = book.add_worksheet(name)
    if is_rtl(document.language):
        sheet.right_to_left()
    marking = storable(document.marking.words)[:LONGEST_HEADER].replace("&", "&&")
    title = storable(document.title)[: LONGEST_HEADER // 4].replace("&", "&&")
    sheet.set_header(f"&C&B{marking}")
    sheet.set_footer(f"&L{title}&C&B{marking[: LONGEST_HEADER // 4]}&R&P / &N")
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    return sheet


def _write(sheet: Any, table: Table, formats: Formats) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, text_cell(column.label), formats.head)
    widths = [len(column.label) for column in table.columns]
    for number, row in enumerate(table.rows, 1):
        for place, (one, column) in enumerate(zip(row, table.columns, strict=True)):
            cell = cell_of(one, column.kind)
            _write_cell(sheet, (number, place), cell, column.kind, formats)
            widths[place] = max(widths[place], len(cell.shown))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 2, NARROWEST), WIDEST))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_cell(sheet: Any, at: tuple[int, int], cell: Cell, kind: str, formats: Formats) -> None:
    value = cell.value
    if isinstance(value, datetime):
        sheet.write_datetime(*at, value.replace(tzinfo=None), formats.of_kind["instant"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime.combine(value, datetime.min.time()), formats.of_kind["date"])
    elif isinstance(value, (int, Decimal)) and -LARGEST_EXACT < value < LARGEST_EXACT:
        is_whole = value == int(value) and kind != "percent"
        kind = "whole" if is_whole else "percent" if kind == "percent" else "number"
        sheet.write_number(*at, value, formats.of_kind[kind])
    elif (
        (link := whole(cell.url))
        and len(link) <= LONGEST_URL
        and sheet.write_url(*at, link, formats.link, text_cell(cell.shown)[:255]) == 0
    ):
        return
    elif not cell.shown:
        sheet.write_blank(*at, None, formats.text)
    elif value is None and kind in {"number", "percent", "date"}:
        sheet.write_string(*at, text_cell(cell.shown), formats.missing)
    else:
        sheet.write_string(*at, text_cell(cell.shown), formats.text)


def text_cell(text: str) -> str:
    """A text that the format can hold and no program takes for a formula; what is too long says that it was cut."""
    kept = guarded(storable(text))
    return kept if len(kept) <= LONGEST_TEXT else f"{kept[: LONGEST_TEXT - 2]} …"
