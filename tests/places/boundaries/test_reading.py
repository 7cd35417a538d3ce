from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.places.boundaries.columns import Column, column_of
from foundation.places.boundaries.reading import level_of_name
from foundation.places.boundaries.units import Unreadable
from tests.places.boundaries.maps import (
    FILES,
    HEADING,
    PROVINCES,
    csv_of,
    district,
    feature,
    geojson_of,
    province,
    reading_of,
    square,
)


def codes(reading) -> list[str]:
    return [unit.code for unit in reading.units]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("P-Code", Column("code")),
        ("Parent P-Code", Column("parent")),
        ("Admin Level", Column("level")),
        ("ADM2_PCODE", Column("code", 2)),
        ("admin3Pcode", Column("code", 3)),
        ("admin3Name", Column("name", 3)),
        ("ADM1_FR", Column("name", 1, "fr")),
        ("admin1Name_ar", Column("name", 1, "ar")),
        ("#adm1+code", Column("code", 1)),
        ("#adm2+name+fr", Column("name", 2, "fr")),
        ("#adm+code+parent", Column("parent")),
        ("#country+code", Column("location")),
        ("ADM1_REF", None),
        ("admin1AltName1_en", None),
        ("Shape_Area", None),
    ],
)
def test_headings_are_known_by_their_many_names(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff",
        "# Downloaded on 3 May, by hand\n",
        "\ufeff# a note, with commas\n#another\n",
        "\n\n",
        "A list of places\n",
    ],
)
@pytest.mark.parametrize("under", ["", "#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent\n"])
def test_notes_marks_and_tags_around_the_heading_are_passed_over(before, under):
    reading = reading_of(before + HEADING + "\n" + under + "\n".join(PROVINCES))

    assert (codes(reading), reading.faults) == (["CR1", "CR2"], [])


def test_tags_alone_are_a_heading():
    reading = reading_of("#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent\n" + PROVINCES[0])

    assert codes(reading) == ["CR1"]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_separators_and_line_ends_do(sign):
    reading = reading_of(csv_of(*PROVINCES).replace(",", sign).replace("\n", "\r\n"))

    assert codes(reading) == ["CR1", "CR2"]


def test_a_spreadsheets_own_unicode_does():
    assert codes(reading_of(csv_of(*PROVINCES).encode("utf-16"))) == ["CR1", "CR2"]


def test_rows_that_make_no_unit_are_faults_with_their_line():
    rows = [
        "CRN,1,CR3",
        "CRN,1,,Nowhere,CRN",
        "CRN,one,CR4,Four,CRN",
        "CRN,1,C R,Five,CRN",
        f"CRN,1,CR6,{'x' * 201},CRN",
    ]

    reading = reading_of(csv_of(PROVINCES[0], *rows, PROVINCES[1]))

    assert codes(reading) == ["CR1", "CR2"]
    assert [fault.key for fault in reading.faults] == [f"file1:{line}" for line in range(3, 8)]
    words = ["3 cells", "no code", "'one' is no level", "'C R' holds more", "longer than 200"]
    assert [word in fault.reason for word, fault in zip(words, reading.faults, strict=True)] == [True] * 5


def test_rows_of_other_countries_are_nobodys_fault():
    assert codes(reading_of(csv_of("AFG,1,AF01", "AFG,x,,,", *PROVINCES))) == ["CR1", "CR2"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \n\t", "empty"),
        (csv_of("AFG,1,AF01,Kabul,AFG"), "no row of CRN"),
        ("a,b\n1,2\n", "no heading"),
        (HEADING, "no row of CRN"),
        (csv_of('CRN,1,CR1,"Fellari,CRN'), "cannot be read as CSV at line 2"),
        (csv_of(*PROVINCES).encode() + b"CRN,1,CR3,Th\xe9,CRN\n", "line 4 holds other bytes"),
        (b"PK\x03\x04\x00\x00\x00", "neither CSV"),
        ('{"type": "FeatureCollection"', "not JSON"),
        ('{"type": "Point"}', "neither a GeoJSON"),
        ("[]", "neither a GeoJSON"),
        ("[" * 200_000, "nested too deeply"),
        ('{"type": "FeatureCollection", "features": []}', "no feature of CRN"),
        ('{"type": "Topology", "arcs": []}', "without objects"),
        ('{"type": "Topology", "objects": {"a": {}}, "arcs": [[["x", 1]]]}', "cannot be decoded"),
        (b'{"a": "\xff"}', "not written in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(content, why):
    with pytest.raises(Unreadable, match=why):
        reading_of(content)


def test_a_gazetteer_names_the_units_above():
    heading = "admin2Name_en,admin2Name_fr,admin2Pcode,admin1Name_en,admin1Pcode,admin0Pcode"
    reading = reading_of(csv_of("Galasi,Galassi,CR11,Fellari,CR1,CR", heading=heading))

    [unit] = reading.units
    assert (unit.code, unit.level, unit.parent) == ("CR11", 2, "CR1")
    assert unit.names == {"en": "Galasi", "fr": "Galassi"}
    assert [(one.code, one.level, one.names) for one in reading.mentioned] == [
        ("CR1", 1, {"en": "Fellari"}),
        ("CR", 0, {}),
    ]


def test_features_are_read_with_their_shapes():
    reading = reading_of(geojson_of(province("CR1", "Fellari", 0), feature(None, ADM1_PCODE="CR2", ADM1_EN="Leppko")))

    first, second = reading.units
    assert first.drawn.shape.area == pytest.approx(4)
    assert (second.code, second.drawn) == ("CR2", None)


def test_a_plain_code_takes_the_level_of_the_files_name():
    assert [level_of_name(name) for name in ("CAF_adm2.topojson", "caf_admbnda_adm3_x.geojson", "places.csv")] == [
        2,
        3,
        None,
    ]
    [fault] = reading_of(geojson_of(feature(square(0, 0), pcode="CR1", name="Fellari"))).faults
    assert "no code with a level" in fault.reason


BAD_SHAPES = {
    "pairs of numbers": [[["a", "b"], [1, 1], [2, 2], [3, 3]]],
    "its rings are not lists": [],
    "a ring has": [[[0, 0], [1, 1], [0, 0]]],
    "degrees": [[[500_000, 200_000], [500_100, 200_000], [500_100, 200_100], [500_000, 200_000]]],
    "no number": [[[0, 0], [float("nan"), 1], [1, 1], [0, 0]]],
    "encloses nothing": [[[0, 0], [0, 0], [0, 0], [0, 0]]],
    "drawn wrongly": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]],
    "points, and at most": [[[i / 400_000, i % 2] for i in range(500_001)]],
}


@pytest.mark.parametrize("why", list(BAD_SHAPES))
def test_a_wrong_or_huge_shape_says_what_is_wrong(why):
    [unit] = reading_of(geojson_of(feature(BAD_SHAPES[why], ADM1_PCODE="CR1", ADM1_EN="Fellari"))).units

    assert unit.drawn.shape is None
    assert why in unit.drawn.problem


@pytest.mark.parametrize("kind", ["Point", "LineString", "GeometryCollection", "", None])
def test_only_polygons_are_areas(kind):
    [unit] = reading_of(geojson_of(feature([1, 2], kind, ADM1_PCODE="CR1", ADM1_EN="Fellari"))).units

    assert unit.drawn is None if kind is None and unit.drawn is None else "Polygon" in unit.drawn.problem


def test_a_small_crossing_is_mended_and_said():
    ring = [[[0, 0], [2, 0], [2, 2], [1, 2], [1, 2.0001], [1.0001, 2], [0, 2], [0, 0]]]
    [unit] = reading_of(geojson_of(feature(ring, ADM1_PCODE="CR1", ADM1_EN="Fellari"))).units

    assert unit.drawn.shape.is_valid
    assert "mended" in unit.drawn.repair


def topology(**changes: object) -> str:
    """Two squares that share the border x = 1; coordinates in tenths."""
    told = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
        "objects": {
            "admin": {
                "type": "GeometryCollection",
                "geometries": [
                    {
                        "type": "Polygon",
                        "arcs": [[0, 1]],
                        "properties": {"admin1Pcode": "CR1", "admin1Name": "Fellari"},
                    },
                    {"type": "MultiPolygon", "arcs": [[[~0, ~2]]], "properties": {"admin1Pcode": "CR2"}},
                ],
            }
        },
    }
    return json.dumps(told | changes)


def test_topojson_draws_shared_borders_once_for_both():
    first, second = reading_of(topology()).units

    assert first.drawn.shape.bounds == pytest.approx((0, 0, 1, 1))
    assert second.drawn.shape.bounds == pytest.approx((1, 0, 2, 1))
    assert first.drawn.shape.touches(second.drawn.shape)


@pytest.mark.parametrize("arcs", [[], [[99]], [["x"]], None, [[0]]])
def test_topojson_that_names_no_arcs_draws_nothing(arcs):
    geometry = {"type": "Polygon", "arcs": arcs, "properties": {"admin1Pcode": "CR1", "admin1Name": "Fellari"}}
    [unit] = reading_of(topology(objects={"a": geometry})).units

    assert unit.drawn.shape is None
    assert "cannot be used" in unit.drawn.problem


def test_an_arc_told_a_million_times_is_not_followed():
    geometry = {"type": "Polygon", "arcs": [[0] * 300_000], "properties": {"admin1Pcode": "CR1"}}
    [unit] = reading_of(topology(objects={"a": geometry})).units

    assert "more than 500000 points" in unit.drawn.problem


@pytest.mark.parametrize(("level", "count"), [(1, 17), (2, 72), (3, 175)])
def test_the_real_maps_are_read_whole(level, count):
    reading = reading_of((FILES / f"CAF_adm{level}.topojson").read_bytes(), country="CAF")

    assert (len(reading.units), reading.faults) == (count, [])
    assert [unit.drawn.problem for unit in reading.units if unit.drawn.problem] == []


def test_the_real_list_is_read_for_its_country():
    content = (FILES / "pcodes_caf_ssd.csv").read_bytes()

    assert [len(reading_of(content, country=country).units) for country in ("CAF", "SSD", "AFG")] == [89, 90, 5]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(content):
    """Whatever is named as a file: units, faults, or a sentence."""
    for start in (b"", HEADING.encode() + b"\n", b'{"type": "FeatureCollection", "features": [', b"\xff\xfe"):
        with suppress(Unreadable):
            reading_of(start + content)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, JSON, st.sampled_from(["Polygon", "MultiPolygon", "Point", ""]))
def test_no_json_breaks_the_reading(coordinates, properties, kind):
    told = [
        {"type": "Feature", "properties": properties, "geometry": coordinates},
        {
            "type": "Feature",
            "properties": {"ADM1_PCODE": "CR1"},
            "geometry": {"type": kind, "coordinates": coordinates},
        },
        coordinates,
    ]
    shaped = {"type": kind, "arcs": coordinates, "properties": {"admin1Pcode": "CR1"}}
    for content in (
        {"type": "FeatureCollection", "features": told},
        {"type": "Topology", "objects": {"a": shaped}, "arcs": [[[0, 0], [1, 1]]], "transform": properties},
        {"type": "Topology", "objects": coordinates, "arcs": properties},
    ):
        with suppress(Unreadable):
            reading_of(json.dumps(content))


def test_a_district_says_its_province_in_its_properties():
    [unit] = reading_of(geojson_of(district("CR11", "Galasi", "CR1", 0))).units

    assert (unit.level, unit.parent) == (2, "CR1")
