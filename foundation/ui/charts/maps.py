"""Areas filled by number: at most five steps from light to dark, hatched where the number is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from foundation.ui.charts.canvas import EDGE, LAPTOP, PAPER, PHONE, WIDTHS, Canvas, shortened, width_of
from foundation.ui.charts.projection import FINER, Path, Sheet, room_for, written
from foundation.ui.charts.scales import extent, ticks
from foundation.ui.charts.values import (
    Drawing,
    Mark,
    Number,
    Shape,
    Tick,
    plain_number,
    table_of_marks,
)

RAMP = ("#dcebf3", "#a9cde2", "#6ba6cb", "#2f78a8", "#0a4166")
DARK_FROM = 3  # from this step on, a number is written in the colour of paper
TEXT = 12


def choropleth(
    name: str,
    *,
    title: str,
    description: str,
    columns: tuple[str, str],
    shapes: Sequence[Shape],
    missing: str,
    breaks: Sequence[Number] = (),
    tick: Tick = plain_number,
    rtl: bool = False,
) -> Drawing:
    """A map of areas, each a link, with its number written on it where there is room, and a legend of classes.

    Coordinates are degrees. `breaks` are the bounds of the classes from the lowest to the highest (two to six, each
    class up to but without its upper bound, save the last); without them round equal steps are taken, and among whole
    numbers zero is a class of its own. `missing` is the legend's word for hatched areas. Areas without rings are in
    the table only. Raises ValueError for breaks that do not rise or do not hold every number.
    """
    classes = _classes([float(shape.mark.value) for shape in shapes if shape.mark.value is not None], breaks, tick)
    signs: list[_Class | None] = [*classes]
    if any(shape.mark.value is None for shape in shapes):
        signs.append(None)
    drawn = {}
    for size in (PHONE, LAPTOP):
        sheet = Sheet([ring for shape in shapes for ring in shape.rings], WIDTHS[size])
        words = [missing if each is None else each.words for each in signs]
        places = _legend_places(words, WIDTHS[size], sheet.height + 24)
        height = places[-1][1] + 8 if places else sheet.height + 12
        canvas = Canvas(name, size, height, title=title, description=description, rtl=rtl)
        _areas(canvas, sheet, shapes, classes)
        for each, text, (x, y) in zip(signs, words, places, strict=True):
            canvas.box(x, y - 12, 22, 14, stroke=EDGE, stroke_width=0.75, **_paint(canvas, each))
            canvas.write(shortened(text, WIDTHS[size] - 30, 13), x + 28, y, size=13)
        drawn[size] = canvas.finished()
    table = table_of_marks(columns, [_named(shape) for shape in shapes])
    return Drawing(name, title, description, drawn[PHONE], drawn[LAPTOP], table)


@dataclass(frozen=True, slots=True)
class _Class:
    low: float
    high: float
    words: str
    step: int  # of the ramp


def _classes(values: Sequence[float], breaks: Sequence[Number], tick: Tick) -> list[_Class]:
    """The classes from low to high. A number belongs to the last class whose `low` it reaches."""
    if breaks:
        bounds = [float(bound) for bound in breaks]
        if not 2 <= len(bounds) <= len(RAMP) + 1 or any(low >= high for low, high in pairwise(bounds)):
            raise ValueError("The bounds of classes rise, and are two to six.")
        if any(not bounds[0] <= value <= bounds[-1] for value in values):
            raise ValueError("The classes of a map hold every number on it.")
        return _stepped([(low, high, _between(low, high, tick)) for low, high in pairwise(bounds)])
    if not values:
        return []
    if all(value.is_integer() and value >= 0 for value in values):
        return _stepped(_whole_classes(values, tick))
    marks = [Mark("", value, "") for value in values]
    bounds = list(ticks(*extent(marks, with_zero=False), len(RAMP) + 1))
    return _stepped([(low, high, _between(low, high, tick)) for low, high in pairwise(bounds)])


def _whole_classes(values: Sequence[float], tick: Tick) -> list[tuple[float, float, str]]:
    """Classes such as 0, 1 to 4, 5 to 9: what a whole number may be, without shared bounds."""
    has_zero = 0 in values
    most = len(RAMP) - has_zero
    low, high = min((value for value in values if value), default=0), max(values)
    found = [(0.0, 0.0, tick(0))] if has_zero else []
    if not high:
        return found
    width = next(
        10**power * step
        for power in range(20)
        for step in (1, 2, 5)
        if high // (10**power * step) - low // (10**power * step) < most
    )
    for place in range(math.floor(low / width), math.floor(high / width) + 1):
        first, last = max(1.0, place * width), place * width + width - 1
        found.append((first, last, tick(first) if first == last else _between(first, last, tick)))
    return found


def _between(low: float, high: float, tick: Tick) -> str:
    return f"{tick(low)}–{tick(high)}"


def _stepped(bounds: Sequence[tuple[float, float, str]]) -> list[_Class]:
    """Fewer classes take steps of the ramp that lie further apart."""
    apart = (len(RAMP) - 1) / max(1, len(bounds) - 1)
    first = 0 if len(bounds) > 1 else 2
    return [_Class(*bound, step=round(first + place * apart)) for place, bound in enumerate(bounds)]


def _class_of(value: Number | None, classes: Sequence[_Class]) -> _Class | None:
    """The class of a number; None for a missing one."""
    if value is None:
        return None
    return next((each for each in reversed(classes) if value >= each.low), classes[0])


def _areas(canvas: Canvas, sheet: Sheet, shapes: Sequence[Shape], classes: Sequence[_Class]) -> None:
    """First all areas, then all numbers, so that no border runs through a number."""
    group = canvas.put("g", transform=f"scale({1 / FINER:g})", stroke=EDGE, stroke_width=0.75 * FINER,
                       stroke_linejoin="round", fill_rule="evenodd")  # fmt: skip
    numbers: list[tuple[Shape, list[Path]]] = []
    for shape in shapes:
        rings = sheet.path(shape.rings)
        if rings:
            tip = f"{shape.label}: {shape.mark.shown}"
            area = canvas.mark(shape.mark.url, tip, group)
            canvas.put("path", area, d=written(rings), **_paint(canvas, _class_of(shape.mark.value, classes), FINER))
            numbers.append((shape, rings))
    words = canvas.put("g", stroke_linejoin="round", font_size=TEXT, text_anchor="middle", pointer_events="none")
    for shape, rings in numbers:
        _number(canvas, words, shape, rings, _class_of(shape.mark.value, classes))


def _number(canvas: Canvas, words: ET.Element, shape: Shape, rings: list[Path], its_class: _Class | None) -> None:
    """The number on its area where it fits; on a hatched one with an edge of paper around its strokes."""
    width = width_of(shape.mark.shown, TEXT) + 4
    place = room_for(rings, width * FINER, TEXT * FINER)
    if place is None:
        return
    is_dark = its_class is not None and its_class.step >= DARK_FROM
    edge = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"} if its_class is None else {}
    name = "chart-on-dark" if is_dark else "chart-edged" if its_class is None else None
    canvas.write_plain(shape.mark.shown, place[0] / FINER, place[1] / FINER + 4, words,
                       fill=PAPER if is_dark else None, class_=name, **edge)  # fmt: skip


def _paint(canvas: Canvas, its_class: _Class | None, scale: int = 1) -> dict[str, Any]:
    if its_class is None:
        return {"fill": canvas.pattern(f"missing-{scale}", "hatch", scale=scale)}
    return {"fill": RAMP[its_class.step], "class_": f"chart-step-{its_class.step + 1}"}


def _legend_places(words: Sequence[str], width: float, top: float) -> list[tuple[float, float]]:
    places: list[tuple[float, float]] = []
    x, y = 0.0, top
    for text in words:
        needed = min(width, width_of(text, 13) + 44)
        if x and x + needed > width:
            x, y = 0.0, y + 22
        places.append((x, y))
        x += needed
    return places


def _named(shape: Shape) -> Mark:
    return Mark(shape.label, shape.mark.value, shape.mark.shown, shape.mark.url)
