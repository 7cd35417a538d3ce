from __future__ import annotations

from datetime import date

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.places.boundaries.drawing import outlines_for
from foundation.places.boundaries.succession import from_rings
from foundation.places.models import Area
from foundation.places.outlines import outlines_of
from tests.places.boundaries.maps import FILES, LATER, PROVINCES, csv_of, geojson_of, import_of, province, reading_of

pytestmark = pytest.mark.django_db
BEFORE, FIRST, SECOND = date(2022, 1, 1), date(2024, 1, 1), date(2025, 6, 1)
MAP = geojson_of(province("CR1", "Fellari", 0), province("CR2", "Leppko", 2))


def width(rings) -> float:
    return max(x for x, _y in rings[0]) - min(x for x, _y in rings[0])


@pytest.fixture(scope="module")
def communes() -> dict[str, shapely.MultiPolygon]:
    reading = reading_of((FILES / "CAF_adm3.topojson").read_bytes(), country="CAF")
    return {unit.code: unit.drawn.shape for unit in reading.units}


def test_an_area_is_drawn_as_its_map_drew_it_on_that_day():
    import_of(MAP)
    import_of(geojson_of(province("CR1", "Fellari", 0, size=1), province("CR2", "Leppko", 2)), **LATER)
    fellari = Area.objects.get(code="CR1")

    assert outlines_of([fellari], on=BEFORE) == {}
    assert width(outlines_of([fellari], on=FIRST)[fellari.pk]) == 2
    assert width(outlines_of([fellari], on=SECOND)[fellari.pk]) == 1


def test_an_area_without_an_outline_is_missing():
    import_of(MAP, csv_of(*PROVINCES, "CRN,1,CR3,Third,CRN"))

    drawn = outlines_of(Area.objects.all(), on=FIRST)

    assert set(drawn) == set(Area.objects.filter(code__in=["CR1", "CR2"]).values_list("pk", flat=True))


def test_an_edition_that_draws_nothing_leaves_the_map_as_it_was():
    import_of(MAP)
    import_of(csv_of(*PROVINCES), **LATER)

    assert len(outlines_of(Area.objects.filter(level=1), on=SECOND)) == 2


def test_an_area_that_has_ended_is_on_the_old_map_only():
    import_of(MAP)
    import_of(geojson_of(province("CR1", "Fellari", 0)), **LATER)
    leppko = Area.objects.get(code="CR2")

    assert (len(outlines_of([leppko], on=FIRST)), outlines_of([leppko], on=SECOND)) == (1, {})


def test_a_map_takes_one_statement():
    import_of(MAP)
    areas = list(Area.objects.all())

    with CaptureQueriesContext(connection) as statements:
        outlines_of(areas, on=FIRST)

    assert len(statements) == 1


def test_simplified_neighbours_still_share_their_border(communes):
    drawn = outlines_for(communes)
    shapes = {code: from_rings(outline.outline) for code, outline in drawn.items()}

    assert set(drawn) == set(communes)
    covered = shapely.union_all(list(shapes.values())).area
    assert sum(shape.area for shape in shapes.values()) == pytest.approx(covered, rel=0.002)
    assert covered == pytest.approx(shapely.union_all(list(communes.values())).area, rel=0.01)


def test_two_hundred_areas_are_few_enough_points_for_a_page(communes):
    drawn = outlines_for(communes)

    assert sum(len(ring) for one in drawn.values() for ring in one.outline) < 25 * len(communes)
    assert sum(len(ring) for one in drawn.values() for ring in one.geometry) < 160 * len(communes)


def test_no_area_is_so_small_that_it_vanishes():
    speck = shapely.MultiPolygon([shapely.box(0.5, 0.5, 0.5001, 0.5001)])
    circle = shapely.MultiPolygon([shapely.Point(2, 2).buffer(1.4, quad_segs=2_000)])

    drawn = outlines_for({"speck": speck, "circle": circle})

    assert len(drawn["speck"].outline[0]) >= 4
