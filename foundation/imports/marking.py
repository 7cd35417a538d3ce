"""The person's own workbook back, each bad cell filled and commented, everything else as it was."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from foundation.imports.checking import Check
from foundation.imports.kinds import ImportKind
from foundation.imports.models import Import, Sheet
from foundation.imports.reading import MEDIA_TYPES, XLSX, Cell, Table, read_tables
from foundation.imports.tables import bytes_of
from foundation.ui.xml_text import storable

BAD = PatternFill("solid", start_color="FFF4B5AE", end_color="FFF4B5AE")
AUTHOR = "Concord"
LONGEST_TITLE = 31


def marked_workbook(source: Import, check: Check) -> bytes:
    """An XLSX. From a file of another kind its values come along, as text where they could be taken for formulas."""
    content = bytes_of(source)
    is_xlsx = source.file.media_type == MEDIA_TYPES[XLSX]
    book = load_workbook(io.BytesIO(content), rich_text=True) if is_xlsx else _rebuilt(read_tables(content))
    sheet = book[source.sheet] if source.sheet in book.sheetnames else book.worksheets[0]
    for (row, column), words in _words_by_cell(source, check).items():
        _mark(sheet, row, column, "\n".join(words))
    _mark_missing(sheet, source, check)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _words_by_cell(source: Import, check: Check) -> dict[tuple[int, int], list[str]]:
    """Row and column, both from 1, with what is wrong there. What is about a row stands at its first mapped cell."""
    first = min(source.mapping.values(), default=0)
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for plan in check.bad:
        for problem in plan.problems:
            found[plan.row.number, source.mapping.get(problem.field, first) + 1].append(problem.words)
    return found


def _mark_missing(sheet: Worksheet, source: Import, check: Check) -> None:
    """Required columns that the table lacks are told at its first heading."""
    if check.missing:
        labels = [str(source.kind_of_rows.field(name).label) for name in check.missing]
        words = _("A column is missing: %(columns)s.") % {"columns": ", ".join(labels)}
        _mark(sheet, source.header_row, 1, words)


def _mark(sheet: Worksheet, row: int, column: int, words: str) -> None:
    cell = _head_of_merge(sheet, sheet.cell(row, column))
    cell.fill = BAD
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + storable(words), AUTHOR, width=260, height=120)


def _head_of_merge(sheet: Worksheet, cell: SheetCell | MergedCell) -> SheetCell:
    """Of cells that were merged only the first can carry anything."""
    if isinstance(cell, MergedCell):
        merged = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _rebuilt(tables: list[Table]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(_title(table.name, book.sheetnames))
        for number, row in enumerate(table.rows, start=1):
            for place, value in enumerate(row, start=1):
                if value not in ("", None):
                    write_cell(sheet.cell(number, place), value)
    return book


def write_cell(cell: SheetCell, value: Cell) -> None:
    """A text stays a text, whatever sign it begins with."""
    if isinstance(value, str):
        cell.value = storable(value)
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value.total_seconds() / 86400 if isinstance(value, dt.timedelta) else value


def _title(name: str, taken: list[str]) -> str:
    plain = "".join("-" if char in r"[]:*?/\'" else char for char in name)[:LONGEST_TITLE] or "1"
    number = 1
    while plain in taken:
        number += 1
        plain = f"{plain[: LONGEST_TITLE - 4]} {number}"
    return plain


def empty_workbook(kind: ImportKind) -> bytes:
    """The headings of a kind to fill in below, required ones in bold, each with its hint as a comment."""
    book = Workbook()
    sheet = book.active
    sheet.title = _title(str(kind.label), [])
    for place, field in enumerate(kind.fields, start=1):
        cell = sheet.cell(1, place)
        write_cell(cell, str(field.label))
        cell.font = Font(bold=field.is_required)
        if field.hint:
            cell.comment = Comment(str(field.hint), AUTHOR, width=260, height=80)
        sheet.column_dimensions[cell.column_letter].width = 24
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def keyed_workbook(sheet: Sheet, *, heading_rows: int) -> bytes:
    """The rows under headings that are recognised whatever the language: the names of the fields."""
    book = Workbook()
    fields = sheet.kind_of_rows.fields
    for place, field in enumerate(fields, start=1):
        write_cell(book.active.cell(1, place), field.name)
        for number, row in enumerate(sheet.rows, start=1):
            if row.get(field.name):
                write_cell(book.active.cell(number + heading_rows, place), row[field.name])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
