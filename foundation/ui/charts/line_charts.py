"""Numbers over time: time runs from left to right in every language, each line carries its name at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from foundation.ui.charts.canvas import (
    INK,
    LAPTOP,
    LINE,
    PHONE,
    SERIES,
    SOFT,
    WIDTHS,
    Canvas,
    lines_of,
    shortened,
    width_of,
)
from foundation.ui.charts.scales import Scale, extent, ticks
from foundation.ui.charts.values import (
    Drawing,
    Mark,
    Series,
    Tick,
    at_most_four,
    plain_number,
    table_of_marks,
    table_of_series,
)

HEIGHTS = {PHONE: 240.0, LAPTOP: 300.0}
DASHES = (None, "7 4", "2 3", "10 3 2 3")
PANELS = {PHONE: 2, LAPTOP: 4}
PANEL_HEIGHT = 132.0
SPARK_WIDTH, SPARK_HEIGHT = 160.0, 32.0
SMALL, LINE_HEIGHT = 13, 16
SIGN = 22.0  # between a line's end and its words, with the sign of its points again
MOST_POINTS = 24  # beyond, points are drawn only where a line ends or stands alone


def lines(
    name: str,
    *,
    title: str,
    description: str,
    column: str,
    series: Sequence[Series],
    target: Mark | None = None,
    tick: Tick = plain_number,
    rtl: bool = False,
) -> Drawing:
    """At most four lines over the labels they share, each named at its end with its last number.

    Lines differ in dash and point as well as colour. A missing number is a gap. `column` heads the labels in the
    table; `tick` words the numbers at the side. `target` is a dotted line with its own words. `rtl` changes nothing:
    time runs one way.
    """
    at_most_four(series)
    table = table_of_series(column, series)
    marks = [mark for each in series for mark in each.marks]
    steps = ticks(*extent([*marks, *([target] if target else [])]), 6)
    drawn = {}
    for size in (PHONE, LAPTOP):
        canvas = Canvas(name, size, HEIGHTS[size], title=title, description=description)
        ends = _ends_of(series, WIDTHS[size] * 0.34)
        left = max(width_of(tick(step), SMALL) for step in steps) + 8
        right = WIDTHS[size] - max((width_of(line, SMALL) * 1.08 for end in ends for line in end), default=0) - SIGN
        plot = _Plot(canvas, left, right, 12, HEIGHTS[size] - 26, steps, _longest(series))
        plot.grid(tick)
        plot.labels_below([mark.label for mark in series[0].marks] if series else [])
        if target and target.value is not None:
            plot.target(target)
        for place, each in enumerate(series):
            plot.line(each, place)
        plot.names(series, ends)
        drawn[size] = canvas.finished()
    return Drawing(name, title, description, drawn[PHONE], drawn[LAPTOP], table)


def small_multiples(
    name: str,
    *,
    title: str,
    description: str,
    column: str,
    series: Sequence[Series],
    tick: Tick = plain_number,
    rtl: bool = False,
) -> Drawing:
    """One small panel for each series, all on the same scale; two to a row on a phone, four on a laptop."""
    table = table_of_series(column, series)
    steps = ticks(*extent(mark for each in series for mark in each.marks), 3)
    drawn = {}
    for size in (PHONE, LAPTOP):
        across = PANELS[size]
        rows = max(1, -(-len(series) // across))
        canvas = Canvas(name, size, rows * PANEL_HEIGHT, title=title, description=description)
        cell = WIDTHS[size] / across
        for place, each in enumerate(series):
            row, column_place = divmod(place, across)
            from_left = across - 1 - column_place if rtl else column_place
            _panel(canvas, each, (from_left * cell, row * PANEL_HEIGHT, cell - 12), steps, tick)
        drawn[size] = canvas.finished()
    return Drawing(name, title, description, drawn[PHONE], drawn[LAPTOP], table)


def sparkline(
    name: str,
    *,
    title: str,
    description: str,
    columns: tuple[str, str],
    marks: Sequence[Mark],
    rtl: bool = False,
) -> Drawing:
    """A line the height of a line of text, for a table or a tile: no words, its last number as a point."""
    steps = extent(marks)
    drawn = {}
    for size in (PHONE, LAPTOP):
        canvas = Canvas(name, size, SPARK_HEIGHT, title=title, description=description, width=SPARK_WIDTH)
        plot = _Plot(canvas, 4, SPARK_WIDTH - 5, 4, SPARK_HEIGHT - 4, steps, len(marks))
        plot.line(Series("", tuple(marks)), 0, points=False)
        drawn[size] = canvas.finished()
    return Drawing(name, title, description, drawn[PHONE], drawn[LAPTOP], table_of_marks(columns, marks))


def _longest(series: Sequence[Series]) -> int:
    return max((len(each.marks) for each in series), default=0)


def _ends_of(series: Sequence[Series], width: float) -> list[list[str]]:
    """What stands at the end of each line: its last known number and its name."""
    ends = []
    for each in series:
        known = [mark.shown for mark in each.marks if mark.value is not None]
        ends.append(lines_of(f"{known[-1]} {each.name}" if known else each.name, width, SMALL))
    return ends


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float
    mark: Mark


class _Plot:
    """A rectangle of the canvas with a scale upwards and evenly spaced places across."""

    def __init__(
        self,
        canvas: Canvas,
        left: float,
        right: float,
        top: float,
        bottom: float,
        steps: Sequence[float],
        count: int,
    ) -> None:
        self.canvas, self.steps = canvas, steps
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.up = Scale(steps[0], steps[-1], bottom, top)
        self.across = Scale(0, max(1, count - 1), left, right)
        self.count = count

    def grid(self, tick: Tick) -> None:
        for step in self.steps:
            y = self.up(step)
            self.canvas.put("path", d=f"M{self.left:.1f} {y:.1f}H{self.right:.1f}", stroke=LINE, class_="chart-line")
            self.canvas.write(
                tick(step), self.left - 6, y + 4, anchor="end", size=SMALL, fill=SOFT, class_="chart-soft-text"
            )

    def labels_below(self, labels: Sequence[str]) -> None:
        """As many labels as fit, evenly, the first among them."""
        if not labels:
            return
        room = (self.right - self.left) / max(1, len(labels) - 1)
        widest = min(96.0, max(width_of(label, SMALL) for label in labels))
        every = max(1, int(-(-(widest + 10) // room))) if room else 1
        for place in range(0, len(labels), every):
            text = shortened(labels[place], 96.0, SMALL)
            half = width_of(text, SMALL) / 2
            x = min(max(self.across(place), half), self.canvas.width - half)
            self.canvas.write(
                text, x, self.bottom + 20, anchor="middle", size=SMALL, fill=SOFT, class_="chart-soft-text"
            )

    def target(self, target: Mark) -> None:
        y = self.up(target.value or 0)
        self.canvas.put(
            "path", d=f"M{self.left:.1f} {y:.1f}H{self.right:.1f}", class_="chart-target",
            stroke=INK, stroke_width=1.5, stroke_dasharray="2 3",
        )  # fmt: skip
        text = shortened(f"{target.label} {target.shown}", self.right - self.left, SMALL)
        self.canvas.write(text, self.left + 4, y - 5 if y - 18 > 0 else y + 14, size=SMALL)

    def line(self, series: Series, place: int, *, points: bool = True) -> None:
        """The line with its gaps, then its points, each with its number under a pointer."""
        group = self.canvas.put("g", color=SERIES[place], class_=f"chart-{place + 1}")
        runs = self._runs(series)
        path = "".join("M" + "L".join(f"{point.x:.1f} {point.y:.1f}" for point in run) for run in runs if len(run) > 1)
        if path:
            self.canvas.put(
                "path", group, d=path, fill="none", stroke="currentColor", stroke_width=2.5, stroke_linejoin="round",
                stroke_dasharray=DASHES[place],
            )  # fmt: skip
        last = runs[-1][-1] if runs else None
        for run in runs:
            for point in run:
                if point is last or len(run) == 1 or (points and self.count <= MOST_POINTS):
                    words = ": ".join(filter(None, (series.name, point.mark.label, point.mark.shown)))
                    self._point(self.canvas.mark(point.mark.url, words, group), point.x, point.y, place)

    def names(self, series: Sequence[Series], ends: Sequence[list[str]]) -> None:
        """The words at the lines' ends, pushed apart where they would lie on each other."""
        heights = [len(end) * LINE_HEIGHT for end in ends]
        wished = []
        for place, each in enumerate(series):
            runs = self._runs(each)
            y = runs[-1][-1].y if runs else self.bottom
            wished.append(y - heights[place] / 2)
        tops = _apart(wished, heights, 0, self.canvas.height)
        for place, end in enumerate(ends):
            sign = self.canvas.put("g", color=SERIES[place], class_=f"chart-{place + 1}")
            self._point(sign, self.right + SIGN - 12, tops[place] + 8, place)
            for index, text in enumerate(end):
                baseline = tops[place] + 12 + index * LINE_HEIGHT
                self.canvas.write(text, self.right + SIGN - 4, baseline, size=SMALL, font_weight=700)

    def _runs(self, series: Series) -> list[list[_Point]]:
        """Stretches of the line without a missing number."""
        runs: list[list[_Point]] = [[]]
        for place, mark in enumerate(series.marks):
            if mark.value is None:
                runs.append([])
            else:
                runs[-1].append(_Point(self.across(place), self.up(mark.value), mark))
        return [run for run in runs if run]

    def _point(self, parent: ET.Element, x: float, y: float, place: int) -> None:
        """The sign of a series: circle, square, triangle, diamond."""
        if place == 0:
            self.canvas.put("circle", parent, cx=x, cy=y, r=4, fill="currentColor")
        elif place == 1:
            self.canvas.put("rect", parent, x=x - 3.5, y=y - 3.5, width=7, height=7, fill="currentColor")
        else:
            shape = "l4.5 8h-9z" if place == 2 else "l4.5 4.5l-4.5 4.5l-4.5-4.5z"
            self.canvas.put("path", parent, d=f"M{x:.1f} {y - 4.5:.1f}{shape}", fill="currentColor")


def _apart(wished: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Tops near those wished for, so that no two of these heights overlap and all lie in the range if they fit."""
    order = sorted(range(len(wished)), key=lambda place: wished[place])
    tops = list(wished)
    floor = low
    for place in order:
        tops[place] = max(tops[place], floor)
        floor = tops[place] + heights[place]
    ceiling = high
    for place in reversed(order):
        tops[place] = min(tops[place], ceiling - heights[place])
        ceiling = tops[place]
    return tops


def _panel(
    canvas: Canvas, series: Series, corner: tuple[float, float, float], steps: Sequence[float], tick: Tick
) -> None:
    """A panel at (left, top) and so wide: its name, its last number, its line between its lowest and highest tick."""
    left, top, width = corner
    known = [mark.shown for mark in series.marks if mark.value is not None]
    shown = known[-1] if known else (series.marks[-1].shown if series.marks else "")
    shown = shortened(shown, width * 0.5, SMALL)
    room = width - width_of(shown, SMALL) * 1.08 - 6
    canvas.write(shortened(series.name, room, SMALL), left, top + 14, size=SMALL, font_weight=700)
    canvas.write(shown, left + width, top + 14, anchor="end", size=SMALL)
    beside = max(width_of(tick(step), 11) for step in (steps[0], steps[-1])) + 4
    plot = _Plot(canvas, left + beside, left + width - 5, top + 28, top + 96, (steps[0], steps[-1]), len(series.marks))
    for step in plot.steps:
        y = plot.up(step)
        canvas.put("path", d=f"M{plot.left:.1f} {y:.1f}H{plot.right:.1f}", stroke=LINE, class_="chart-line")
        canvas.write(tick(step), plot.left - 4, y + 4, anchor="end", size=11, fill=SOFT, class_="chart-soft-text")
    if series.marks:
        first, last = series.marks[0].label, series.marks[-1].label
        half = (plot.right - plot.left) / 2 - 3
        canvas.write(shortened(first, half, 11), plot.left, top + 112, size=11, fill=SOFT, class_="chart-soft-text")
        if len(series.marks) > 1:
            canvas.write(
                shortened(last, half, 11), plot.right + 5, top + 112, anchor="end", size=11, fill=SOFT,
                class_="chart-soft-text",
            )  # fmt: skip
    plot.line(series, 0, points=False)
