"""Tables and drawings of figures, the same way in every section."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.documents.content import Block, Cell, Note, Picture, Table, TableColumn
from foundation.figures.disclosure import ITSELF
from foundation.figures.evaluation import Cell as FigureCell
from foundation.figures.questions import AREA, Question
from foundation.places.models import Area
from foundation.places.outlines import outlines_of
from foundation.ui.charts.maps import choropleth
from foundation.ui.charts.values import Mark, Shape
from monitoring.sections.sheets import Sheet


def split_table(
    sheet: Sheet, name: str, caption: str, head: str, question: Question, *, label: str, with_zeros: bool = True
) -> Table:
    """One row for each point of a question that is split by one thing."""
    columns = (TableColumn("of", head), TableColumn("number", label, "number"))
    rows = tuple(
        (cell.labels[-1], sheet.cell(f"{name}.{slug(cell)}", f"{label}: {cell.labels[-1]}", question, cell))
        for cell in sheet.answer(question).cells
        if not is_rest(cell, question) and (with_zeros or cell.value != 0)
    )
    return Table(name, caption, columns, (*rows, *_rest_rows(sheet, question)))


def _rest_rows(sheet: Sheet, question: Question) -> tuple[tuple[str, Cell], ...]:
    """Records in an area itself and in none below it: without an address, since no question asks for them alone."""
    rest = (cell for cell in sheet.answer(question).cells if is_rest(cell, question))
    return tuple((cell.labels[-1], Cell(cell.shown, None if cell.is_suppressed else cell.value)) for cell in rest)


def is_rest(cell: FigureCell, question: Question) -> bool:
    """Whether it holds what lies in the one area asked for and in none of those below."""
    return question.by == (AREA,) and str(cell.key[0]).endswith(ITSELF)


def slug(cell: FigureCell) -> str:
    """The last part of a figure's name: what stands for the point it is at."""
    return ".".join(str(value) for value in cell.key).replace(" ", "_") or "all"


def area_map(sheet: Sheet, name: str, title: str, question: Question, *, label: str, table: str) -> list[Block]:
    """A map of the parts of the report's area, and a note on those that have no outline; nothing without any."""
    scope = sheet.scope
    outlines = outlines_of(scope.parts, on=scope.period.until)
    cells = {str(cell.key[0]): cell for cell in sheet.answer(question).cells if not is_rest(cell, question)}
    drawn = [area for area in scope.parts if outlines.get(area.pk)]
    blank = [area for area in scope.parts if not outlines.get(area.pk)]
    blocks: list[Block] = []
    if drawn:
        marks = {area.pk: _mark(sheet, table, question, cells.get(str(area.pk)), area, label) for area in drawn}
        shapes = [Shape(area.code, area.name, outlines[area.pk], marks[area.pk]) for area in drawn]
        drawing = choropleth(
            name,
            title=title,
            description=_("Map of %(count)s areas.") % {"count": len(drawn)},
            columns=(pgettext("column", "Area"), label),
            shapes=shapes,
            missing=pgettext("figure", "not known"),
            rtl=scope.is_rtl,
        )
        blocks.append(Picture(drawing, has_table=False))
    if blank:
        names = ", ".join(area.name for area in blank)
        blocks.append(Note(_("No outline is known of %(areas)s: not on the map, but in the table.") % {"areas": names}))
    return blocks


def _mark(sheet: Sheet, table: str, question: Question, cell: FigureCell | None, area: Area, label: str) -> Mark:
    if cell is None:
        return Mark(area.name, None, pgettext("figure", "not known"))
    return sheet.mark(f"{label}: {area.name}", f"{table}.{slug(cell)}", question, cell)


def marks_of(sheet: Sheet, name: str, question: Question, *, label: str) -> Sequence[Mark]:
    """The cells of a split question as marks, under the names they have in the table `name`."""
    return [
        sheet.mark(f"{label}: {cell.labels[-1]}", f"{name}.{slug(cell)}", question, cell)
        for cell in sheet.answer(question).cells
        if not is_rest(cell, question)
    ]
