"""Bars that lie: the label and the number stand at the bar, so no axis and no legend of numbers is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from foundation.ui.charts.canvas import (
    INK,
    LAPTOP,
    PAPER,
    PHONE,
    SERIES,
    SOFT,
    TRACK,
    WIDTHS,
    Canvas,
    lines_of,
    shortened,
    width_of,
)
from foundation.ui.charts.scales import Scale, extent
from foundation.ui.charts.values import (
    Drawing,
    Mark,
    Series,
    at_most_four,
    table_of_marks,
    table_of_series,
)

LINE_HEIGHT = 18
GAP = 8


def bars(
    name: str,
    *,
    title: str,
    description: str,
    columns: tuple[str, str],
    marks: Sequence[Mark],
    target: Mark | None = None,
    rtl: bool = False,
) -> Drawing:
    """One bar for each mark, in the order given. `columns` head the table: what the labels are, what the numbers are.

    A missing number is a hatched bar over the whole track with `shown` beside it. `target` is a dotted line
    across all bars; its words belong in the description.
    """
    at_ends = extent([*marks, *([target] if target else [])])
    drawn = {}
    for size in (PHONE, LAPTOP):
        rows = _Rows(size, [mark.label for mark in marks], [mark.shown for mark in marks])
        canvas = Canvas(name, size, rows.height, title=title, description=description, rtl=rtl)
        scale = Scale(*at_ends, rows.start, rows.end)
        for place, mark in enumerate(marks):
            _bar(canvas, rows, scale, place, mark)
        if target and target.value is not None:
            _target(canvas, rows, scale(target.value))
        drawn[size] = canvas.finished()
    return Drawing(name, title, description, drawn[PHONE], drawn[LAPTOP], table_of_marks(columns, marks))


def stacked_bars(
    name: str, *, title: str, description: str, column: str, series: Sequence[Series], rtl: bool = False
) -> Drawing:
    """A bar for each label, a part for each of at most four series, told apart by pattern as well as colour.

    The series have the same labels in the same order. Numbers below zero raise ValueError: parts of a whole have none.
    A missing part is a hatched stub whose length means nothing.
    """
    at_most_four(series)
    table = table_of_series(column, series)
    if any(mark.value is not None and mark.value < 0 for each in series for mark in each.marks):
        raise ValueError("A part of a whole is not below zero.")
    stacks = list(zip(*(each.marks for each in series), strict=True))
    longest = max((sum(float(mark.value or 0) for mark in stack) for stack in stacks), default=0.0) or 1.0
    drawn = {}
    for size in (PHONE, LAPTOP):
        legend = _legend_places([each.name for each in series], WIDTHS[size])
        rows = _Rows(size, [stack[0].label for stack in stacks], [], top=(legend[-1][1] + 12 if legend else 0))
        canvas = Canvas(name, size, rows.height, title=title, description=description, rtl=rtl)
        paints = [_paint(canvas, place) for place in range(len(series))]
        for place, (x, y) in enumerate(legend):
            canvas.box(x, y - 11, 14, 14, fill=paints[place], stroke="currentColor", **_colour(place))
            canvas.write(shortened(series[place].name, WIDTHS[size] - 22), x + 20, y)
        for place, stack in enumerate(stacks):
            _stack(canvas, rows, place, stack, series, paints, longest)
        drawn[size] = canvas.finished()
    return Drawing(name, title, description, drawn[PHONE], drawn[LAPTOP], table)


@dataclass(frozen=True, slots=True)
class _Row:
    bar_top: float
    label_lines: list[str]
    first_baseline: float


class _Rows:
    """Where labels, bars and numbers go: labels above the bars on a phone, beside them on a laptop."""

    def __init__(self, size: str, labels: Sequence[str], shown: Sequence[str], top: float = 0) -> None:
        width = WIDTHS[size]
        self.is_phone = size == PHONE
        self.bar_height = 16 if self.is_phone else 20
        self.shown_width = min(max((width_of(text, 14) * 1.08 for text in shown), default=0), width * 0.4)
        widest = max((width_of(label) for label in labels), default=0)
        self.label_width = width if self.is_phone else min(widest, width * 0.36)
        self.start = 0.0 if self.is_phone else self.label_width + GAP
        self.end = width - (self.shown_width + GAP if shown else 0)
        self.rows: list[_Row] = []
        y = top
        for label in labels:
            lines = lines_of(label, self.label_width)
            if self.is_phone:
                bar_top = y + LINE_HEIGHT * len(lines)
                self.rows.append(_Row(bar_top, lines, y + 13))
                y = bar_top + self.bar_height + 12
            else:
                height = max(self.bar_height, LINE_HEIGHT * len(lines))
                middle = y + height / 2
                first = middle + 5 - LINE_HEIGHT * (len(lines) - 1) / 2
                self.rows.append(_Row(middle - self.bar_height / 2, lines, first))
                y += height + 10
        self.height = max(y, 12.0)

    def label(self, canvas: Canvas, place: int, parent: ET.Element) -> None:
        row = self.rows[place]
        for index, line in enumerate(row.label_lines):
            canvas.write(line, 0, row.first_baseline + LINE_HEIGHT * index, parent)


def _bar(canvas: Canvas, rows: _Rows, scale: Scale, place: int, mark: Mark) -> None:
    group = canvas.mark(mark.url, f"{mark.label}: {mark.shown}")
    rows.label(canvas, place, group)
    top, height = rows.rows[place].bar_top, rows.bar_height
    if mark.value is None:
        hatch = canvas.pattern("missing", "hatch")
        canvas.box(rows.start, top, rows.end - rows.start, height, group, fill=hatch, stroke=SOFT, stroke_width=0.5)
        tip = rows.end
    else:
        zero, value = scale(0), scale(mark.value)
        canvas.box(rows.start, top, rows.end - rows.start, height, group, fill=TRACK, class_="chart-track")
        begin, length = min(zero, value), abs(value - zero)
        canvas.box(begin, top, length, height, group, fill="currentColor", **_colour(0))
        tip = rows.end if scale.low < 0 else value
    shown = shortened(mark.shown, rows.shown_width, 14)
    canvas.write(shown, tip + GAP, top + height / 2 + 5, group, font_weight=700)


def _target(canvas: Canvas, rows: _Rows, along: float) -> None:
    """A dotted line through the bars, not through the words between them."""
    x, height = canvas.at(along), rows.bar_height + 8
    through = "".join(f"M{x:.1f} {row.bar_top - 4:.1f}v{height}" for row in rows.rows)
    canvas.put("path", d=through or "M0 0", class_="chart-target", stroke=INK, stroke_width=2, stroke_dasharray="2 3")


def _stack(
    canvas: Canvas,
    rows: _Rows,
    place: int,
    stack: Sequence[Mark],
    series: Sequence[Series],
    paints: Sequence[str],
    longest: float,
) -> None:
    label = canvas.put("g")
    rows.label(canvas, place, label)
    top, height, stub = rows.rows[place].bar_top, rows.bar_height, 12.0
    room = rows.end - rows.start - stub * max((mark.value is None for mark in stack), default=False) * len(stack)
    x = rows.start
    for index, mark in enumerate(stack):
        group = canvas.mark(mark.url, f"{series[index].name}: {mark.shown}")
        length = stub if mark.value is None else float(mark.value) / longest * room
        paint = canvas.pattern("missing", "hatch") if mark.value is None else paints[index]
        if length:
            canvas.box(
                x, top, length, height, group, fill=paint, stroke="currentColor", stroke_width=0.75, **_colour(index)
            )
        if mark.value and width_of(mark.shown, 13) + 8 <= length:
            _number_on(canvas, mark.shown, x + length / 2, top + height / 2 + 4.5, group)
        x += length


def _number_on(canvas: Canvas, shown: str, x: float, y: float, group: ET.Element) -> None:
    """A number on a patterned part, on a patch of paper so that it can be read on every pattern."""
    width = width_of(shown, 13) + 4
    canvas.box(x - width / 2, y - 11.5, width, 14, group, fill=PAPER, rx=2, class_="chart-paper")
    canvas.write(shown, x, y, group, anchor="middle", size=13)


def _colour(place: int) -> dict[str, Any]:
    """What `currentColor` means: an attribute for PDFs, a class for the page's style sheet."""
    return {"color": SERIES[place], "class_": f"chart-{place + 1}"}


def _paint(canvas: Canvas, place: int) -> str:
    """The fill of a part: solid, stripes, dots, and solid once more in the darkest colour."""
    kind = ("", "stripes", "dots", "")[place]
    return canvas.pattern(f"part-{place + 1}", kind, SERIES[place], f"chart-{place + 1}") if kind else "currentColor"


def _legend_places(names: Sequence[str], width: float) -> list[tuple[float, float]]:
    """Where each sign of the legend stands: in one line as long as there is room, then in the next."""
    places: list[tuple[float, float]] = []
    x, y = 0.0, 13.0
    for name in names:
        needed = min(width, width_of(name) + 40)
        if x and x + needed > width:
            x, y = 0.0, y + 22
        places.append((x, y))
        x += needed
    return places
