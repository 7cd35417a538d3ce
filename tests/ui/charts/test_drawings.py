from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.ui.charts.bar_charts import bars, stacked_bars
from foundation.ui.charts.line_charts import lines, small_multiples
from foundation.ui.charts.values import DataTable, Mark, Series
from tests.ui.charts.drawn import KINDS, SVG, both, coordinates, draw, marks_of, texts, tips

HOSTILE = json.loads((Path(__file__).parents[2] / "data/blns.json").read_text())
EACH_KIND = pytest.mark.parametrize("kind", KINDS)
numbers = st.one_of(st.none(), st.integers(0, 10**15), st.floats(0, 10**15), st.decimals(0, 10**9, places=2))


@EACH_KIND
def test_a_drawing_is_an_image_with_a_title_and_a_description(kind):
    drawing = draw(kind, marks_of(3, 5), title="Two more than in spring", description="Meetings held")

    for size, svg in zip(("phone", "laptop"), both(drawing), strict=True):
        assert svg.get("role") == "img"
        assert svg.get("aria-labelledby") == f"one-{size}-title one-{size}-desc"
        assert svg.find(f"{SVG}title").text == "Two more than in spring"
        assert svg.find(f"{SVG}desc").text == "Meetings held"
        assert svg.find(f"{SVG}title").get("id") == f"one-{size}-title"


@EACH_KIND
def test_ids_differ_between_the_two_sizes(kind):
    drawing = draw(kind, marks_of(3, None, 5))

    ids = [element.get("id") for svg in both(drawing) for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@EACH_KIND
def test_every_mark_stands_in_the_table_as_it_is_shown(kind):
    drawing = draw(kind, marks_of(3, None, 0, labels=("Corma", "Maldosa", "Eres")))

    cells = [row[-1] for row in drawing.table.rows]
    assert [row[0] for row in drawing.table.rows] == ["Corma", "Maldosa", "Eres"]
    assert cells == ["3", "withheld", "0"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"lines", "small_multiples", "sparkline"}])
def test_every_mark_of_a_surface_says_its_number(kind):
    for svg in both(draw(kind, marks_of(3, None, 0))):
        said = tips(svg)
        assert [tip.rpartition(": ")[2] for tip in said] == ["3", "withheld", "0"]


@pytest.mark.parametrize("kind", ["lines", "small_multiples", "sparkline"])
def test_a_missing_number_is_a_gap_in_a_line(kind):
    for svg in both(draw(kind, marks_of(3, 4, None, 5, 6))):
        strokes = [path.get("d") for path in svg.iter(f"{SVG}path") if path.get("stroke") == "currentColor"]
        assert [path.count("M") for path in strokes] == [2]
        assert [path.count("L") for path in strokes] == [2]


@pytest.mark.parametrize("kind", ["bars", "stacked_bars", "choropleth"])
def test_a_missing_number_is_hatched_and_zero_is_not(kind):
    for svg in both(draw(kind, marks_of(4, 0))):
        assert "missing" not in "".join(svg.itertext())
        assert not [element for element in svg.iter() if "missing" in (element.get("fill") or "")]
    for svg in both(draw(kind, marks_of(4, None))):
        assert [element for element in svg.iter() if "missing" in (element.get("fill") or "")]


def test_a_withheld_number_leaves_no_trace_of_its_size():
    """The text is all that is known of it: two drawings differ in nothing else."""
    few, none = Mark("Eres", None, "fewer than 5"), Mark("Eres", None, "–")

    for kind in KINDS:
        drawn = [draw(kind, (*marks_of(12, 3), mark)).laptop.replace(mark.shown, "") for mark in (few, none)]
        assert [svg.count("<") for svg in drawn] == [drawn[0].count("<")] * 2


@EACH_KIND
def test_marks_are_links_and_so_are_their_cells_in_the_table(kind):
    drawing = draw(kind, marks_of(3, 4, url="/figures/meetings/count/?area=1&month=2"))

    for svg in both(drawing):
        links = list(svg.iter(f"{SVG}a"))
        assert {link.get("href") for link in links} == {"/figures/meetings/count/?area=1&month=2"}
        assert {link.get("tabindex") for link in links} == {None}
        assert svg.get("role") == "group"
    assert [row[-1] for row in drawing.table.urls] == ["/figures/meetings/count/?area=1&month=2"] * 2


def test_the_keys_pass_by_the_many_links_of_a_map():
    """Whoever goes from link to link with the keyboard finds them all in the table."""
    for svg in both(draw("choropleth", marks_of(*range(13), url="/places/"))):
        assert {link.get("tabindex") for link in svg.iter(f"{SVG}a")} == {"-1"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "\\\\evil", " /x"])
def test_an_address_that_is_not_ours_is_refused(url):
    with pytest.raises(ValueError, match="not an address of ours"):
        Mark("Corma", 1, "1", url)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), 10**16])
def test_what_is_no_number_cannot_be_drawn(value):
    with pytest.raises(ValueError, match="cannot be drawn"):
        Mark("Corma", value, "?")


@EACH_KIND
def test_hostile_words_stay_words(kind):
    for text in HOSTILE[::7]:
        drawing = draw(kind, marks_of(3, 5, labels=(text, "Corma")), title=text, description=text)
        for svg in both(drawing):
            assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
                "svg", "title", "desc", "defs", "pattern", "g", "a", "rect", "path", "circle", "text",
            }  # fmt: skip
            assert not [name for element in svg.iter() for name in element.attrib if name.startswith(("on", "style"))]


def test_characters_that_no_xml_may_hold_are_marked():
    drawing = draw("bars", marks_of(1, labels=("a\x00b\x0bc\ud800d\uffff",)))

    assert texts(both(drawing)[1]) == ["a\ufffdb c\ufffdd\ufffd", "1"]


@EACH_KIND
def test_no_style_and_no_script_for_the_security_policy_to_drop(kind):
    drawing = draw(kind, marks_of(3, None, 5))

    for svg in (drawing.phone, drawing.laptop):
        assert not re.search(r"style=|<style|<script|\bon\w+=", svg)


@EACH_KIND
@pytest.mark.parametrize("rtl", [False, True])
def test_everything_lies_on_the_sheet(kind, rtl):
    for svg in both(draw(kind, marks_of(3, None, 0, 12, 7), rtl=rtl)):
        width, height = float(svg.get("width")), float(svg.get("height"))
        for element in svg.iter(f"{SVG}rect"):
            if element.get("x"):
                assert 0 <= float(element.get("x")) <= width
                assert float(element.get("x")) + float(element.get("width")) <= width + 0.2
        assert all(0 <= float(text.get("y")) <= height for text in svg.iter(f"{SVG}text"))


@EACH_KIND
@settings(max_examples=25, deadline=None)
@given(values=st.lists(numbers, max_size=12))
def test_any_numbers_can_be_drawn(kind, values):
    for svg in both(draw(kind, marks_of(*values))):
        assert all(abs(place) < 10_000 for place in coordinates(svg))
        assert "nan" not in " ".join(path.get("d") for path in svg.iter(f"{SVG}path")).lower()


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.floats(-(10**15), 10**15), min_size=1, max_size=8))
def test_bars_below_zero_stay_on_their_track(values):
    for svg in both(draw("bars", marks_of(*values))):
        width = float(svg.get("width"))
        for bar in svg.iter(f"{SVG}rect"):
            assert 0 <= float(bar.get("x")) <= width
            assert float(bar.get("width")) >= 0


def test_bars_grow_from_the_side_where_reading_starts():
    latin = both(draw("bars", marks_of(10, 5)))[1]
    arabic = both(draw("bars", marks_of(10, 5), rtl=True))[1]

    def bars_of(svg):
        return [rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "chart-1"]

    for left, right in zip(bars_of(latin), bars_of(arabic), strict=True):
        assert float(left.get("x")) + float(right.get("x")) + float(left.get("width")) == pytest.approx(640, abs=0.2)
    assert [text.get("text-anchor") for text in latin.iter(f"{SVG}text")] == [None] * 4
    assert [text.get("text-anchor") for text in arabic.iter(f"{SVG}text")] == ["end"] * 4


def test_text_of_a_right_to_left_script_stands_in_an_isolate():
    svg = both(draw("bars", marks_of(1, labels=("كورما 12",)), rtl=True))[0]

    written = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    assert "\u2068كورما 12\u2069" in written
    assert "1" in written


def test_time_runs_from_left_to_right_in_every_language():
    one, other = (draw("lines", marks_of(1, 2, 3), rtl=rtl) for rtl in (False, True))

    assert one == other


def test_lines_differ_in_dash_and_point_as_well_as_colour():
    series = [Series(f"line {place}", marks_of(place, place + 1)) for place in range(4)]

    svg = both(lines("one", title="t", description="d", column="c", series=series))[1]

    dashes = [path.get("stroke-dasharray") for path in svg.iter(f"{SVG}path") if path.get("stroke") == "currentColor"]
    assert len(set(dashes)) == 4
    assert {"2 line 1", "3 line 2"} < set(texts(svg))


def test_names_at_the_ends_of_lines_do_not_lie_on_each_other():
    series = [Series(f"line {place}", marks_of(1, 50 + place * 0.01)) for place in range(4)]

    for svg in both(lines("one", title="t", description="d", column="c", series=series)):
        baselines = sorted(float(text.get("y")) for text in svg.iter(f"{SVG}text") if text.get("font-weight"))
        assert all(later - earlier >= 15 for earlier, later in pairwise(baselines))


def test_parts_of_a_bar_differ_in_pattern():
    series = [Series(f"part {place}", marks_of(place + 1)) for place in range(3)]

    svg = both(stacked_bars("one", title="t", description="d", column="c", series=series))[1]

    fills = {rect.get("fill") for rect in svg.iter(f"{SVG}rect") if rect.get("class", "").startswith("chart-")}
    assert {"currentColor", "url(#one-laptop-part-2)", "url(#one-laptop-part-3)"} <= fills


def test_a_fifth_series_is_refused_save_in_small_multiples():
    series = [Series(f"line {place}", marks_of(1, 2)) for place in range(5)]
    words = {"title": "t", "description": "d", "column": "c", "series": series}

    for maker in (lines, stacked_bars):
        with pytest.raises(ValueError, match="draw small multiples"):
            maker("one", **words)
    assert len(small_multiples("one", **words).table.columns) == 6


def test_series_of_different_labels_are_refused():
    series = [Series("one", marks_of(1, labels=("May",))), Series("other", marks_of(1, labels=("June",)))]

    with pytest.raises(ValueError, match="same labels"):
        lines("one", title="t", description="d", column="c", series=series)


def test_a_part_below_zero_is_refused():
    with pytest.raises(ValueError, match="not below zero"):
        draw("stacked_bars", marks_of(-1))


def test_a_target_is_a_line_across_the_bars():
    marks = marks_of(10, 20)

    with_target = bars("one", title="t", description="d", columns=("a", "b"), marks=marks, target=Mark("", 40, "40"))

    svg = both(with_target)[1]
    assert [path.get("stroke-dasharray") for path in svg.iter(f"{SVG}path")] == ["2 3"]
    longest = max(float(rect.get("width")) for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "chart-1")
    track = max(float(rect.get("width")) for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "chart-track")
    assert longest == pytest.approx(track / 2, abs=0.2)


def test_a_table_has_a_cell_for_each_column():
    with pytest.raises(ValueError, match="a cell for each column"):
        DataTable(("a", "b"), (("1",),))


def test_a_name_that_could_break_an_address_is_refused():
    with pytest.raises(ValueError, match="cannot name a drawing"):
        bars('x" onload="', title="t", description="d", columns=("a", "b"), marks=())


def page_of(drawing, tag="{% drawing drawn %}") -> str:
    return engines["django"].from_string("{% load charts %}" + tag).render({"drawn": drawing})


def test_a_page_shows_the_drawing_and_its_numbers():
    html = page_of(draw("bars", marks_of(3, labels=("<b>Corma</b>",), url="/x/?a=1&b=2")))

    assert html.count("<svg") == 2
    assert "<figcaption>" in html
    assert '<th scope="row" dir="auto">&lt;b&gt;Corma&lt;/b&gt;</th>' in html
    assert '<a href="/x/?a=1&amp;b=2"><bdi>3</bdi></a>' in html
    assert "<b>Corma" not in html


def test_a_narrow_drawing_keeps_the_form_for_a_phone():
    html = page_of(draw("bars", marks_of(3)), "{% drawing drawn narrow=True %}")

    assert html.count("<svg") == 1
    assert 'width="328"' in html
