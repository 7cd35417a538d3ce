"""Every kind of drawing from the same few values, and a reader of what was drawn."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from foundation.ui.charts.bar_charts import bars, stacked_bars
from foundation.ui.charts.line_charts import lines, small_multiples, sparkline
from foundation.ui.charts.maps import choropleth
from foundation.ui.charts.values import Drawing, Mark, Series, Shape

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("bars", "stacked_bars", "lines", "small_multiples", "sparkline", "choropleth")


def marks_of(*numbers: float | None, labels: tuple[str, ...] = (), url: str = "") -> tuple[Mark, ...]:
    """A mark for each number: "place 0" and so on, "withheld" where there is none."""
    return tuple(
        Mark(labels[place] if labels else f"place {place}", value, "withheld" if value is None else f"{value:g}", url)
        for place, value in enumerate(numbers)
    )


def square(west: float, south: float, size: float = 1.0) -> tuple[tuple[float, float], ...]:
    return (west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)


def draw(kind: str, marks: tuple[Mark, ...], *, title: str = "Finding", description: str = "Measure", rtl=False):
    """A drawing of this kind that shows these marks."""
    words = {"title": title, "description": description, "rtl": rtl}
    if kind == "bars":
        return bars("one", columns=("Place", "Count"), marks=marks, **words)
    if kind == "sparkline":
        return sparkline("one", columns=("Place", "Count"), marks=marks, **words)
    if kind == "choropleth":
        shapes = [Shape(str(place), mark.label, [square(place, 0)], mark) for place, mark in enumerate(marks)]
        return choropleth("one", columns=("Place", "Count"), shapes=shapes, missing="No value", **words)
    maker = {"stacked_bars": stacked_bars, "lines": lines, "small_multiples": small_multiples}[kind]
    return maker("one", column="Place", series=[Series("Count", marks)], **words)


def both(drawing: Drawing) -> list[ET.Element]:
    """The two sizes, read back by an XML parser."""
    return [ET.fromstring(svg) for svg in (drawing.phone, drawing.laptop)]  # noqa: S314


def texts(svg: ET.Element) -> list[str]:
    return ["".join(element.itertext()).strip("\u2068\u2069") for element in svg.iter(f"{SVG}text")]


def tips(svg: ET.Element) -> list[str]:
    """What marks say under a pointer; the drawing's own title is not among them."""
    return [element.text or "" for element in svg.iter(f"{SVG}title")][1:]


def coordinates(svg: ET.Element) -> list[float]:
    return [
        float(value)
        for element in svg.iter()
        for name, value in element.attrib.items()
        if name in {"x", "y", "cx", "cy", "width", "height", "r"}
    ]
