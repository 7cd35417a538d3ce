from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest
from django.template import engines

from foundation.ui.charts.maps import choropleth
from foundation.ui.charts.projection import FINER, Sheet, room_for
from foundation.ui.charts.values import Mark, Shape
from tests.ui.charts.drawn import SVG, both, draw, marks_of, square, texts, tips

OUTLINES = Path(__file__).parents[2] / "data/places/CAF_adm3.topojson"
WORDS = {"title": "t", "description": "d", "columns": ("Area", "Count"), "missing": "No value"}


def rings_of(path: Path) -> list[list[list[tuple[float, float]]]]:
    """The rings of each area of a TopoJSON file."""
    topology = json.loads(path.read_text())
    (scale_x, scale_y), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for across, up in arc:
            x, y = x + across, y + up
            points.append((x * scale_x + west, y * scale_y + south))
        arcs.append(points)

    def ring(numbers):
        return [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]

    (layer,) = topology["objects"].values()
    areas = [area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]] for area in layer["geometries"]]
    return [[ring(numbers) for part in parts for numbers in part] for parts in areas]


@pytest.fixture(scope="module")
def country() -> list[list[list[tuple[float, float]]]]:
    return rings_of(OUTLINES)


def shapes_of(rings, numbers) -> list[Shape]:
    names = [f"Commune {place}" for place in range(len(rings))]
    return [
        Shape(name, name, outline, Mark(name, number, str(number), f"/places/{place:036}/"))
        for place, (name, outline, number) in enumerate(zip(names, rings, numbers, strict=True))
    ]


def test_a_map_of_two_hundred_areas_is_small(country):
    """60 KB for 200 areas, both sizes and the table together; the file has 175."""
    numbers = [(place * 7919) % 41 or None for place in range(len(country))]
    drawing = choropleth("map", shapes=shapes_of(country, numbers), **WORDS)

    html = engines["django"].from_string("{% load charts %}{% drawing drawn %}").render({"drawn": drawing})

    assert len(country) == 175
    assert len(gzip.compress(html.encode())) <= 60 * 1024 * 175 / 200


def test_every_area_of_a_country_is_a_link_with_its_number(country):
    drawing = choropleth("map", shapes=shapes_of(country, range(len(country))), **WORDS)

    for svg in both(drawing):
        assert len(list(svg.iter(f"{SVG}a"))) == len(country)
        assert sorted(tips(svg))[0] == "Commune 0: 0"
    assert [row[1] for row in drawing.table.rows] == [str(number) for number in range(len(country))]


def test_a_map_keeps_the_shape_of_places_far_from_the_equator():
    sheet = Sheet([square(10, 59.5)], 400)

    xs, ys = zip(*sheet.path([square(10, 59.5)])[0], strict=True)

    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(math.cos(math.radians(60)), rel=0.02)


def test_places_on_both_sides_of_the_date_line_stay_neighbours():
    west, east = square(178, -17), square(-180, -17)

    sheet = Sheet([west, east], 400)

    assert max(x for x, _ in sheet.path([west])[0]) < min(x for x, _ in sheet.path([east])[0])


def test_an_area_too_small_to_see_is_drawn_as_a_square():
    country, town = square(0, 0, 10), square(5, 5, 0.001)

    path = Sheet([country, town], 400).path([town])

    assert len(path) == 1
    assert len(path[0]) == 4


def test_an_area_without_outline_stands_in_the_table_only():
    shapes = [Shape("1", "Corma", [square(0, 0)], Mark("", 3, "3")), Shape("2", "Eres", [], Mark("", 4, "4"))]

    drawing = choropleth("map", shapes=shapes, **WORDS)

    assert tips(both(drawing)[0]) == ["Corma: 3"]
    assert drawing.table.rows == (("Corma", "3"), ("Eres", "4"))


@pytest.mark.parametrize("shapes", [[], [Shape("2", "Eres", [], Mark("", None, "–"))]])
def test_a_map_of_nothing_is_still_an_image(shapes):
    drawing = choropleth("map", shapes=shapes, **WORDS)

    assert [svg.get("role") for svg in both(drawing)] == ["img", "img"]


@pytest.mark.parametrize(
    ("numbers", "legend"),
    [
        ((0, 1, 3, 7, 12), ["0", "1–4", "5–9", "10–14"]),
        ((1, 2, 3), ["1", "2", "3"]),
        ((0, 0), ["0"]),
        ((4, None), ["4", "No value"]),
        ((0.1, 0.55, 0.9), ["0–0.2", "0.2–0.4", "0.4–0.6", "0.6–0.8", "0.8–1"]),
        ((None,), ["No value"]),
    ],
)
def test_the_legend_names_the_classes(numbers, legend):
    svg = both(draw("choropleth", marks_of(*numbers)))[1]

    assert texts(svg)[-len(legend) :] == legend


def test_zero_and_missing_look_different_from_each_other_and_from_the_rest():
    svg = both(draw("choropleth", marks_of(0, None, 5)))[0]

    fills = [path.get("fill") for path in svg.iter(f"{SVG}path") if path.get("d", "").endswith("z")]
    assert len(set(fills)) == 3
    assert fills[1] == "url(#one-phone-missing-2)"


def test_bounds_given_are_the_classes():
    shapes = [Shape(str(place), "", [square(place, 0)], mark) for place, mark in enumerate(marks_of(10, 50, 100))]

    svg = both(choropleth("map", shapes=shapes, breaks=(0, 50, 100), tick=lambda value: f"{value:g} %", **WORDS))[1]

    assert texts(svg)[-2:] == ["0 %–50 %", "50 %–100 %"]
    fills = [path.get("fill") for path in svg.iter(f"{SVG}path")]
    assert fills[0] != fills[1] == fills[2]


@pytest.mark.parametrize(("breaks", "reason"), [((0, 5), "hold every number"), ((5, 0), "rise"), ((1,), "two to six")])
def test_bounds_that_do_not_fit_are_refused(breaks, reason):
    shapes = [Shape("1", "", [square(0, 0)], Mark("", 10, "10"))]

    with pytest.raises(ValueError, match=reason):
        choropleth("map", shapes=shapes, breaks=breaks, **WORDS)


def test_a_number_is_written_where_it_fits_inside_its_area():
    ring = [(0, 0), (100, 0), (100, 100), (0, 100)]
    hole = [(10, 10), (90, 10), (90, 90), (10, 90)]

    assert room_for([ring], 60, 20) is not None
    assert room_for([ring], 120, 20) is None
    assert room_for([ring, hole], 60, 20) is None
    assert room_for([], 1, 1) is None


def test_numbers_stand_on_their_own_area():
    svg = both(draw("choropleth", marks_of(1, 2, 3)))[1]

    places = [float(text.get("x")) for text in svg.iter(f"{SVG}text")][:3]
    boxes = [path.get("d") for path in svg.iter(f"{SVG}path")]
    starts = [int(box[1:].split()[0]) / FINER for box in boxes]
    assert all(start < place < start + 214 for start, place in zip(starts, places, strict=True))
