"""A number of an edition, opened: the records it counted and what differs today, as far as they may be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.access.actors import Actor
from foundation.figures.addresses import question_url
from foundation.figures.countables import Countable, DrillRow, countable_named
from foundation.figures.drilling import contributions
from foundation.ui.dates import long_date
from monitoring.domain.freezing import key_from, question_from
from monitoring.domain.restatements import cell_today, today
from monitoring.domain.scopes import least_reader, wanted_of
from monitoring.models import Edition, EditionContribution, EditionFigure
from monitoring.sections.sheets import at

MOST_ROWS = 200


@dataclass(frozen=True)
class Row:
    """A record behind the number, as its reader knows it."""

    id: Any
    title: str
    note: str
    url: str


@dataclass(frozen=True)
class FigurePage:
    edition: Edition
    areas: str
    name: str
    label: str
    value: Any
    shown: str
    share: str
    now: str
    live_url: str
    rows: list[Row]
    withheld: int
    is_cut: bool
    added: list[Row]
    removed: list[Row]

    @property
    def is_restated(self) -> bool:
        return self.now != self.shown


def figure_page(figure: EditionFigure, actor: Actor) -> FigurePage:
    edition = Edition.objects.select_related("organisation", "held_by__area").get(pk=figure.edition_id)
    figure.edition = edition
    question = at(question_from(figure.question), key_from(figure.key))
    countable = countable_named(question.countable)
    then = list(EditionContribution.objects.visible_to(actor).filter(figure=figure).values_list("record_id", flat=True))
    rows = _rows(countable, then, actor)
    cell = cell_today(figure)
    wanted = wanted_of(edition)
    is_told = cell is not None and not cell.is_suppressed and not figure.is_suppressed
    reader = least_reader(wanted, edition.held_by)
    now = {one.record_id for one in contributions(question, on=today(), reader=reader)} if is_told else set()
    known = set(then)
    return FigurePage(
        edition=edition,
        areas=", ".join(area.name for area in wanted.areas),
        name=figure.name,
        label=figure.label,
        value="" if figure.is_suppressed or figure.value is None else f"{figure.value.normalize():f}",
        shown=figure.shown,
        share=_parts(figure),
        now=cell.shown if cell else "—",
        live_url=question_url(question),
        rows=rows[:MOST_ROWS],
        withheld=len(known) - len(rows),
        is_cut=len(rows) > MOST_ROWS,
        added=_rows(countable, now - known, actor) if is_told else [],
        removed=_rows(countable, known - now, actor) if is_told else [],
    )


def _rows(countable: Countable | None, ids: Any, actor: Actor) -> list[Row]:
    """Those of these records that the reader may open."""
    ids = list(ids)
    if countable is None or not ids:
        return []
    visible = countable.model._default_manager.visible_to(actor).filter(pk__in=ids)  # type: ignore[attr-defined]
    shown = countable.shown(visible, actor).order_by("-pk")
    lines = [(record, countable.row(record)) for record in shown]
    # The latest first, by the day that the reader knows.
    lines.sort(key=lambda pair: pair[1].day or date.min, reverse=True)
    return [Row(record.pk, line.label, _day_of(line), line.url) for record, line in lines]


def _day_of(line: DrillRow) -> str:
    return long_date(line.day) if line.day else ""


def _parts(figure: EditionFigure) -> str:
    if figure.numerator is None or not figure.denominator or figure.denominator == 1:
        return ""
    return f"{figure.numerator.normalize():f} / {figure.denominator.normalize():f}"
