"""What the sides owed each other in the period and what became of it: the same figures for both."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coordination.choices import LedgerOutcome
from foundation.documents.content import Block, Cell, Note, Numbers, Section, Table, TableColumn
from foundation.figures.questions import Question
from monitoring.sections.sheets import Sheet
from monitoring.sections.tables import split_table

YES = "yes"


def gather(sheet: Sheet) -> Section:
    due = sheet.question("action-items")
    number = sheet.number("items.due", _("Action items due"), due)
    numbers = (
        number,
        sheet.number("items.kept_on_time", _("Kept on time"), sheet.question("action-items", "kept-on-time")),
        sheet.number("items.new_date", _("With a new date agreed"), sheet.question("action-items", "renegotiated")),
        sheet.number(
            "items.days", _("Days until reported done, median"), sheet.question("action-items", "days-to-report")
        ),
    )
    blocks: list[Block] = [Numbers(numbers)]
    title = _("Action items")
    if number.value in {None, 0}:
        if number.value == 0:
            blocks.append(Note(_("No action item was due in this period.")))
        return Section(title, tuple(blocks))
    blocks.append(_by_side(sheet))
    dropped = sheet.question("action-items", by=("reason",), where={"outcome": LedgerOutcome.NOT_DONE.value})
    if sheet.answer(dropped).total.value:
        head, label = pgettext("column", "Reason"), _("Not done")
        caption = _("Not done, with the reason")
        blocks.append(split_table(sheet, "items.not_done", caption, head, dropped, label=label, with_zeros=False))
    blocks.append(Note(_("On time means reported done by the last date that both sides agreed.")))
    return Section(title, tuple(blocks))


def _by_side(sheet: Sheet) -> Table:
    """A row for each side, by name: no side comes first for what it did."""
    parts: list[tuple[str, str, Question, Any]] = [
        ("due", pgettext("column", "Due"), sheet.question("action-items", by=("side",)), None),
        *(
            (
                outcome.value,
                str(outcome.label).capitalize(),
                sheet.question("action-items", by=("side", "outcome")),
                outcome.value,
            )
            for outcome in LedgerOutcome
        ),
        ("overdue", pgettext("column", "Overdue"), sheet.question("action-items", by=("side", "overdue")), YES),
        ("new_date", pgettext("column", "New date"), sheet.question("action-items", by=("side", "new-date")), YES),
    ]
    columns = (
        TableColumn("side", pgettext("column", "Owed by")),
        *(TableColumn(name, label, "number") for name, label, _question, _value in parts),
    )
    rows = []
    for side in sheet.answer(parts[0][2]).cells:
        line: list[Any] = [side.labels[0]]
        for name, label, question, value in parts:
            key = side.key if value is None else (*side.key, value)
            line.append(_cell(sheet, f"items.{name}.{side.key[0]}", f"{side.labels[0]}: {label}", question, key))
        rows.append(tuple(line))
    return Table("items.by_side", _("What became of them, by who owes it"), columns, tuple(rows))


def _cell(sheet: Sheet, name: str, label: str, question: Question, key: tuple[Any, ...]) -> Cell:
    found = next((cell for cell in sheet.answer(question).cells if cell.key == key), None)
    return sheet.cell(name, label, question, found) if found else Cell("0", 0)
