"""A figure ready to be shown: its number, its table with links, and the sentence to copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.figures.addresses import question_url
from foundation.figures.countables import Countable, Measure
from foundation.figures.disclosure import ITSELF
from foundation.figures.evaluation import Answer, Cell
from foundation.figures.periods import last_day
from foundation.figures.questions import AREA, MONTH, QUARTER, Asked, Question
from foundation.ui.dates import month_name


@dataclass(frozen=True)
class ShownCell:
    """A number of the table: `name` and `data` are for checks, `url` asks for this number alone."""

    name: str
    data: str
    shown: str
    url: str


@dataclass(frozen=True)
class ShownRow:
    label: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownTable:
    """`columns` begins with the heading of the labels."""

    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def data_of(value: Decimal | int | None) -> str:
    """The bare value for checks and programs; nothing when it is withheld or missing."""
    return "" if value is None else f"{value:.4f}" if isinstance(value, Decimal) else str(value)


def name_of(question: Question, key: tuple[Any, ...] = ()) -> str:
    """What a number is called in `data-figure`."""
    return ".".join([question.countable, question.measure, *(str(part) for part in key)])


def heading_of(countable: Countable, name: str) -> str:
    words = {AREA: _("Area"), MONTH: _("Month"), QUARTER: pgettext("figures", "Quarter")}
    dimension = countable.dimension(name)
    return words.get(name) or str(dimension.label if dimension else name)


def narrowed_to(question: Question, cell: Cell) -> Question:
    """The question that has this cell as its whole answer."""
    changes: dict[str, Any] = {"by": (), "where": dict(question.where)}
    for name, key in zip(question.by, cell.key, strict=True):
        if name == AREA:
            changes["areas"] = (UUID(key),)
        elif name == MONTH:
            changes |= {"since": max(question.since, key), "until": min(question.until, last_day(key))}
        elif name == QUARTER:
            end = last_day(date(key.year, key.month + 2, 1))
            changes |= {"since": max(question.since, key), "until": min(question.until, end)}
        else:
            changes["where"][name] = key
    return question.narrowed(**changes)


def table_of(countable: Countable, answer: Answer) -> ShownTable | None:
    """One split: a line for each. Two: the second runs across. More: a line for each combination."""
    names = answer.question.by
    if not names:
        return None
    headings = [heading_of(countable, name).capitalize() for name in names]
    if len(names) != 2:
        rows = tuple(ShownRow(" · ".join(cell.labels), (_shown(answer, cell),)) for cell in answer.cells)
        measure = countable.measure(answer.question.measure)
        return ShownTable((" · ".join(headings), str(measure.label if measure else "")), rows)
    across = dict.fromkeys((cell.key[1], cell.labels[1]) for cell in answer.cells)
    lines: dict[Any, dict[Any, Cell]] = {}
    for cell in answer.cells:
        lines.setdefault((cell.key[0], cell.labels[0]), {})[cell.key[1]] = cell
    rows = tuple(
        ShownRow(label, tuple(_shown(answer, found[key]) for key, _label in across))
        for (_key, label), found in lines.items()
    )
    return ShownTable((headings[0], *(label for _key, label in across)), rows)


def _shown(answer: Answer, cell: Cell) -> ShownCell:
    url = narrowed_url(answer.question, cell)
    return ShownCell(name_of(answer.question, cell.key), data_of(cell.value), cell.shown, url)


def narrowed_url(question: Question, cell: Cell) -> str:
    """Where a cell opens; nowhere when nothing is in it, or when it stands for what no smaller area holds."""
    is_rest = any(name == AREA and key.endswith(ITSELF) for name, key in zip(question.by, cell.key, strict=True))
    return "" if is_rest or cell.is_missing else f"{question_url(narrowed_to(question, cell))}#records"


def narrowing_words(asked: Asked) -> list[str]:
    """What the number is narrowed to, as "Kind of meeting: visit"."""
    found = []
    for dimension, value in asked.where:
        label = dimension.words([value]).get(value, value)
        found.append(_("%(dimension)s: %(value)s") % {"dimension": str(dimension.label).capitalize(), "value": label})
    return found


def file_rows(countable: Countable, answer: Answer) -> Iterator[list[object]]:
    """The table as a file: headings, a line for each cell, and the whole."""
    names = answer.question.by
    measure = countable.measure(answer.question.measure)
    headings = [heading_of(countable, name).capitalize() for name in names]
    yield [*headings, str(measure.label if measure else ""), _("As shown"), _("As of")]
    for cell in answer.cells:
        yield [*cell.labels, cell.value, cell.shown, answer.as_of]
    if names:
        yield [_("All"), *[""] * (len(names) - 1), answer.total.value, answer.total.shown, answer.as_of]
    else:
        yield [answer.total.value, answer.total.shown, answer.as_of]


def period_words(question: Question) -> str:
    """The period as people say it: whole months by name, else the days."""
    since, until = question.since, question.until
    if since.day == 1 and until == last_day(until.replace(day=1)):
        first, last = _month(since), _month(until)
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(first)s to %(last)s") % {"first": written(since), "last": written(until)}


def _month(day: date) -> str:
    return f"{month_name(day)} {day.year}"


def written(day: date) -> str:
    return f"{day.day} {month_name(day)} {day.year}"


def sentences_about(answer: Answer, *, on: date) -> Iterator[str]:
    """What a reader has to know to read the number rightly."""
    question, total = answer.question, answer.total
    if question.since > on:
        yield _("This period has not begun yet.")
    elif total.is_missing:
        yield _("Concord was not yet in use in this period.")
    elif total.is_suppressed and question.period.until > answer.as_of:
        yield _("Some of these records are not open to you. Such records are counted once their month is complete: "
                "ask for a period up to %(day)s.") % {"day": written(answer.as_of)}  # fmt: skip
    elif total.is_suppressed:
        yield _("This number would tell about few records that are not open to you, so it is withheld.")
    elif not total.open_count and not total.withheld:
        yield _("Nothing was counted here in this period.")
    if answer.has_withheld and not total.is_suppressed:
        yield _("Records that are not open to you are counted for whole months, as known when the month was "
                "complete; the last one is %(month)s.") % {"month": _month(answer.as_of)}  # fmt: skip
    if any(cell.is_suppressed for cell in answer.cells):
        yield _("“Withheld” stands where a number would tell about few records that are not open to you, "
                "or would let it be worked out.")  # fmt: skip


def copied(countable: Countable, measure: Measure, answer: Answer, *, place: str, url: str, on: date) -> str:
    """The number with all that is needed to quote it."""
    total = answer.total
    words = {
        "measure": measure.label, "place": place, "period": period_words(answer.question), "shown": total.shown,
        "definition": measure.definition, "counted": countable.definition, "day": written(on), "url": url,
    }  # fmt: skip
    text = _("%(measure)s, %(place)s, %(period)s: %(shown)s. %(definition)s %(counted)s As of %(day)s. %(url)s") % words
    if measure.kind == "share" and total.denominator:
        return f"{text} (n/d: {total.numerator}/{total.denominator})"
    return text
