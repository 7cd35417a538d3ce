"""A figure as it stands on its page, as a document: the same numbers, the same words where one is withheld."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.documents.content import (
    Block,
    Cell,
    Document,
    Note,
    Number,
    Numbers,
    Picture,
    Section,
    Table,
    TableColumn,
    Value,
    Words,
    marking_of,
)
from foundation.figures import pages
from foundation.figures.addresses import question_url
from foundation.figures.countables import SHARE
from foundation.figures.evaluation import Answer, Evaluation
from foundation.figures.evaluation import Cell as FigureCell
from foundation.figures.pictures import drawing_of


def figure_document(evaluation: Evaluation, *, at: datetime) -> Document:
    """In the language that is active, as true at this instant. What is withheld on the page is nowhere in it."""
    asked, answer = evaluation.asked, evaluation.answer()
    place, period = evaluation.places.words(), pages.period_words(answer.question)
    narrowed = pages.narrowing_words(asked)
    drawing = drawing_of(asked.countable, asked.measure, answer, place=place, period=period)
    sentences = (Note(text) for text in pages.sentences_about(answer, on=evaluation.on))
    table = _table(evaluation, answer)
    blocks: list[Block] = [Numbers(tuple(_numbers(evaluation, answer))), *sentences]
    blocks += [Picture(drawing, has_table=False)] if drawing else []
    blocks += [table] if table else []
    return Document(
        name=f"{asked.countable.name}-{asked.measure.name}",
        title=str(asked.measure.label),
        subtitle=" · ".join([place, period, *narrowed]),
        marking=marking_of(_level(answer)),
        language=get_language() or "en",
        as_of=at,
        sections=(
            Section(str(asked.countable.label), tuple(blocks)),
            Section(_("What was counted"), (Words(f"{asked.measure.definition}\n{asked.countable.definition}"),)),
        ),
    )


def _level(answer: Answer) -> str:
    audience = answer.question.audience
    if audience.is_public:
        return "public"
    return "shared" if audience.is_shared_only else "internal"


def _numbers(evaluation: Evaluation, answer: Answer) -> Iterator[Number]:
    total, measure = answer.total, evaluation.asked.measure
    name, url = pages.name_of(answer.question), question_url(answer.question)
    yield Number(name, str(measure.label), _told(total), total.shown, url)
    if measure.kind == SHARE and total.denominator and not total.is_suppressed:
        yield Number(f"{name}.n", _("of these"), _plain(total.numerator), str(total.numerator))
        yield Number(f"{name}.d", _("counted in all"), total.denominator, str(total.denominator))


def _table(evaluation: Evaluation, answer: Answer) -> Table | None:
    """The table of the page; a number that is told and not missing stands as a number."""
    shown = pages.table_of(evaluation.asked.countable, answer)
    if shown is None:
        return None
    values = {pages.name_of(answer.question, cell.key): _told(cell) for cell in answer.cells}
    head, *across = shown.columns
    columns = (TableColumn("of", head), *(TableColumn(f"n{n}", label, "number") for n, label in enumerate(across)))
    rows: tuple[tuple[Cell | Value, ...], ...] = tuple(
        (row.label, *(Cell(cell.shown, values[cell.name], cell.url, cell.name) for cell in row.cells))
        for row in shown.rows
    )
    return Table("table", str(evaluation.asked.measure.label), columns, rows)


def _told(cell: FigureCell) -> int | Decimal | None:
    return None if cell.is_suppressed or cell.is_missing else _plain(cell.value)


def _plain(value: int | Decimal | None) -> int | Decimal | None:
    """As the page writes it for checks and programs: four decimals of a share."""
    return Decimal(pages.data_of(value)) if isinstance(value, Decimal) else value
