"""A figure's table as a drawing: lines along months, bars along anything else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language_bidi

from foundation.figures.countables import SHARE, Countable, Measure
from foundation.figures.evaluation import Answer, Cell
from foundation.figures.pages import heading_of, narrowed_url
from foundation.figures.questions import MONTH, QUARTER
from foundation.figures.wording import shown_share
from foundation.ui.charts.bar_charts import bars
from foundation.ui.charts.line_charts import lines, small_multiples
from foundation.ui.charts.values import MOST_SERIES, Drawing, Mark, Series, plain_number

MOST_BARS, MOST_PANELS = 40, 24


def drawing_of(countable: Countable, measure: Measure, answer: Answer, *, place: str, period: str) -> Drawing | None:
    """The drawing, or None where a table says it better: without a split, or with too much in it."""
    names = answer.question.by
    if not names or len(names) > 2 or not answer.cells:
        return None
    title, description = str(measure.label), f"{place} · {period}"
    common: dict[str, Any] = {"title": title, "description": description, "rtl": get_language_bidi()}
    tick = (lambda value: shown_share(Decimal(str(value)))) if measure.kind == SHARE else plain_number
    time = next((number for number, name in enumerate(names) if name in {MONTH, QUARTER}), None)
    heading = heading_of(countable, names[time or 0]).capitalize()
    series = _series(answer, along=time or 0)
    if time is None and len(names) == 1:
        marks = series[0].marks
        few = 0 < len(marks) <= MOST_BARS
        return bars("figure-drawing", columns=(heading, title), marks=marks, **common) if few else None
    if time is None or not 0 < len(series) <= MOST_PANELS:
        return None
    draw = lines if len(series) <= MOST_SERIES else small_multiples
    return draw("figure-drawing", column=heading, series=series, tick=tick, **common)


def _series(answer: Answer, *, along: int) -> list[Series]:
    found: dict[str, list[Mark]] = {}
    for cell in answer.cells:
        name = " ".join(label for place, label in enumerate(cell.labels) if place != along)
        found.setdefault(name, []).append(_mark(answer, cell, cell.labels[along]))
    return [Series(name, tuple(marks)) for name, marks in found.items()]


def _mark(answer: Answer, cell: Cell, label: str) -> Mark:
    return Mark(label, cell.value, cell.shown, narrowed_url(answer.question, cell))
