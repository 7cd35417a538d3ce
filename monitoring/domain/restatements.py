"""Since an edition: which of its figures would be others if it were built today. The edition itself stays."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.utils import timezone, translation

from foundation.figures.evaluation import Cell, evaluate
from foundation.figures.questions import NotAQuestion
from foundation.journal.models import Entry
from foundation.mission.reading import mission
from monitoring.domain.freezing import figure_url, key_from, question_from
from monitoring.domain.scopes import least_reader, wanted_of
from monitoring.models import Edition, EditionFigure

KEEP_SECONDS = 300
# Who signed in, took a list along, made or got a report: deeds of every minute that change no figure.
NEVER_COUNTED = ("accounts.user", "monitoring.edition", "monitoring.reportschedule")


@dataclass(frozen=True)
class Restated:
    """A figure as the edition prints it, and as it would be today; told for the least of the edition's readers."""

    name: str
    label: str
    was: str
    now: str
    url: str


def restated_of(edition: Edition) -> list[Restated]:
    """In the edition's order. Worked out anew when anything was done since that a figure could show."""
    told = Entry.objects.exclude(subject_kind__in=NEVER_COUNTED).order_by("-pk")
    last = told.values_list("pk", flat=True).first()
    known = f"monitoring.restated.{edition.pk}.{last}.{today()}"
    found = cache.get(known)
    if found is None:
        found = _compare(edition)
        cache.set(known, found, KEEP_SECONDS)
    return found


def today() -> date:
    return timezone.localdate(timezone=ZoneInfo(mission().zone))


def _compare(edition: Edition) -> list[Restated]:
    figures = list(edition.figures.select_related("part"))
    by_question: dict[str, list[EditionFigure]] = defaultdict(list)
    for figure in figures:
        by_question[json.dumps(figure.question, sort_keys=True)].append(figure)
    now: dict[Any, Cell | None] = {}
    for asked_alike in by_question.values():
        cells = _cells_today(edition, asked_alike[0].question)
        now |= {figure.pk: cells.get(_key(figure.key)) for figure in asked_alike}
    return [
        Restated(figure.name, figure.label, figure.shown, shown, figure_url(edition.pk, figure.name))
        for figure in figures
        if (shown := _shown(now[figure.pk])) != figure.shown
    ]


def cell_today(figure: EditionFigure) -> Cell | None:
    """What this figure would be if the edition were built today."""
    return _cells_today(figure.edition, figure.question).get(_key(figure.key))


def _cells_today(edition: Edition, question: dict[str, Any]) -> dict[str, Cell]:
    reader = least_reader(wanted_of(edition), edition.held_by)
    try:
        with translation.override(edition.language):
            answer = evaluate(question_from(question), on=today(), reader=reader)
    except NotAQuestion:
        return {}
    return {_key_of(cell.key): cell for cell in answer.cells} | {_key(()): answer.total}


def _key(data: Any) -> str:
    return _key_of(key_from(list(data)))


def _key_of(key: tuple[Any, ...]) -> str:
    return repr(tuple(str(value) for value in key))


def _shown(cell: Cell | None) -> str:
    return cell.shown if cell else "—"
