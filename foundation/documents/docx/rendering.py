"""Block by block into a word processor's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document as NewFile
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import Table as FileTable

from foundation.documents.cells import AMOUNTS, cell_of, drawn_table, shown_day
from foundation.documents.content import (
    Block,
    Cell,
    Document,
    Facts,
    Note,
    Numbers,
    PageBreak,
    Picture,
    Section,
    Table,
    TableColumn,
    Words,
)
from foundation.documents.docx.setting import prepare, say_properties, write_edges
from foundation.documents.docx.writing import Pen, child, keep_row, turn
from foundation.documents.drawings import png
from foundation.documents.packing import packed
from foundation.documents.text import lines_of
from foundation.ui.xml_text import storable

WIDTH = Mm(174)
NARROWEST, WIDEST = 9, 60
# The format has an order: what stands behind `w:bidiVisual` in the properties of a table.
AFTER_BIDI_VISUAL = ("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")


def render(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    pen = Pen(document.language)
    made = BytesIO()
    with translation.override(document.language):
        file = NewFile()
        prepare(file, pen)
        say_properties(file, document)
        write_edges(file, document, pen)
        _write_head(file, document, pen)
        for section in document.sections:
            _write_section(file, section, pen)
    file.save(made)
    return packed(made.getvalue())


def _write_head(file: File, document: Document, pen: Pen) -> None:
    pen.paragraph(file.add_paragraph(style="Title"), document.title or document.name)
    if document.subtitle:
        pen.paragraph(file.add_paragraph(style="Subtitle"), document.subtitle)
    as_of = file.add_paragraph()
    turn(as_of, pen.is_rtl)
    pen.write(as_of, f"{_('As of')} {shown_day(document.as_of)}")


def _write_section(file: File, section: Section, pen: Pen) -> None:
    if section.title.strip():
        heading = file.add_heading(level=section.level)
        pen.paragraph(heading, section.title, language=section.language)
    for block in section.blocks:
        _write_block(file, block, pen)


def _write_block(file: File, block: Block, pen: Pen) -> None:
    match block:
        case Words():
            for line in lines_of(block.text):
                pen.paragraph(file.add_paragraph(), line, language=block.language)
        case Note():
            pen.paragraph(file.add_paragraph(style="Quote"), block.text, language=block.language)
        case Facts():
            for fact in block.facts:
                entry = file.add_paragraph(style="List")
                turn(entry, pen.is_rtl)
                pen.write(entry, f"{fact.label}: ", bold=True)
                pen.write(entry, fact.text, language=fact.language, url=fact.url)
        case Numbers():
            _write_table(file, _as_table(block), pen)
        case Table():
            _write_table(file, block, pen)
        case Picture():
            _write_picture(file, block, pen)
        case PageBreak():
            file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _as_table(block: Numbers) -> Table:
    """The figures as a table: a word processor has nothing better that a screen reader understands."""
    has_notes = any(number.note for number in block.numbers)
    columns = [TableColumn("label", _("Figure")), TableColumn("value", _("Number"), "number")]
    rows = [
        (Cell(number.label, url=number.url), Cell(number.shown), *([Cell(number.note)] * has_notes))
        for number in block.numbers
    ]
    return Table("", "", (*columns, *([TableColumn("note", _("Note"))] * has_notes)), tuple(rows))


def _write_table(file: File, table: Table, pen: Pen) -> None:
    if table.caption:
        caption = file.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        pen.paragraph(caption, table.caption)
    made = file.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    _describe(made, table, pen)
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        turn(cell.paragraphs[0], pen.is_rtl)
        pen.write(cell.paragraphs[0], column.label, bold=True)
    keep_row(made.rows[0], is_head=True)
    kinds = [column.kind for column in table.columns]
    rows = [[cell_of(one, kind) for one, kind in zip(row, kinds, strict=True)] for row in table.rows]
    for row in rows:
        _write_row(made.add_row(), row, kinds, pen)
    _set_widths(made, [_width(column.label, place, rows) for place, column in enumerate(table.columns)])
    if not table.rows:
        pen.paragraph(file.add_paragraph(), _("Nothing to list."))
    file.add_paragraph()


def _write_row(made: Any, row: Sequence[Cell], kinds: Sequence[str], pen: Pen) -> None:
    keep_row(made)
    for place, shown, kind in zip(made.cells, row, kinds, strict=True):
        line = place.paragraphs[0]
        turn(line, pen.is_rtl)
        pen.write(line, shown.shown, language=shown.language, url=shown.url)
        if kind in AMOUNTS:  # in a line that runs from the right, Word takes "right" for the end
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _width(label: str, place: int, rows: Sequence[Sequence[Cell]]) -> int:
    """About how many letters wide a column wants to be."""
    lengths = [len(row[place].shown) for row in rows] or [0]
    usual = min(max(lengths), 2 * sum(lengths) // len(lengths))
    return min(max(NARROWEST, len(label) // 2, usual + 5), WIDEST)


def _set_widths(made: FileTable, wanted: Sequence[int]) -> None:
    made.autofit = False
    for column, letters in zip(made.columns, wanted, strict=True):
        column.width = int(WIDTH * letters / sum(wanted))
        for cell in column.cells:
            cell.width = column.width


def _describe(made: FileTable, table: Table, pen: Pen) -> None:
    properties = made._tbl.tblPr
    if pen.is_rtl:
        properties.insert_element_before(OxmlElement("w:bidiVisual"), *AFTER_BIDI_VISUAL)
    if table.caption:
        child(properties, "w:tblCaption", val=storable(table.caption))


def _write_picture(file: File, block: Picture, pen: Pen) -> None:
    drawing = block.drawing
    shape = file.add_picture(BytesIO(png(drawing.laptop)), width=WIDTH)
    said = shape._inline.docPr
    said.set("descr", storable(f"{drawing.title}. {drawing.description}"))
    said.set("title", storable(drawing.title))
    pen.paragraph(file.add_paragraph(style="Caption"), drawing.title)
    if table := drawn_table(block):
        _write_table(file, replace(table, caption=""), pen)
