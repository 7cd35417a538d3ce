"""The map, who lives there, and how the mission is called and keeps time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from shapely import MultiPolygon
from shapely.geometry import shape

from foundation.calendars.models import Holiday, WorkingWeek
from foundation.mission.models import MissionSettings
from foundation.mission.reading import forget
from foundation.places.boundaries.drawing import Outline, outlines_for
from foundation.places.models import Area, AreaVersion, BoundarySet, Population
from sample.calendars import WEEKS, feasts
from sample.clock import ZONE
from sample.organisations import BY_KEY, MISSION
from sample.places import AS_OF, COUNTRY, EDITION
from sample.population import SOURCE
from sample.records import PlannedArea
from sample.rows.copying import write_rows
from sample.rows.house import House


def write_places(house: House) -> None:
    boundary_set = BoundarySet.objects.create(country=COUNTRY, edition=EDITION, as_of=AS_OF)
    since = house.clock.at(AS_OF)
    for planned in house.plan.areas:
        parent = house.areas.get(planned.parent)
        house.areas[planned.key] = Area(
            id=house.ids.at(since),
            code=planned.code,
            names=planned.names,
            parent=parent,
            path=f"{parent.path}.{planned.code}" if parent else planned.code,
            level=parent.level + 1 if parent else 0,
            time_zone=ZONE,
            radio_code=planned.key,
        )
    write_rows(house.areas.values())
    write_rows(version_of(*one, house, boundary_set) for one in drawn(house))
    write_population(house)
    write_mission(house)


def drawn(house: House) -> Iterable[tuple[PlannedArea, Outline | None]]:
    """Each area with its outlines: those of one level simplified together, as an import does."""
    levels: dict[int, dict[str, Any]] = {}
    for planned in house.plan.areas:
        if planned.geometry:
            level = levels.setdefault(house.areas[planned.key].level, {})
            level[planned.key] = MultiPolygon([shape(planned.geometry)])
    outlines = {key: outline for shapes in levels.values() for key, outline in outlines_for(shapes).items()}
    return [(planned, outlines.get(planned.key)) for planned in house.plan.areas]


def version_of(planned: PlannedArea, outline: Outline | None, house: House, boundary_set: BoundarySet) -> AreaVersion:
    return AreaVersion(
        area=house.areas[planned.key],
        boundary_set=boundary_set,
        names=planned.names,
        parent=house.areas.get(planned.parent),
        geometry=outline.geometry if outline else None,
        outline=outline.outline if outline else None,
        valid_from=AS_OF,
    )


def write_population(house: House) -> None:
    year = house.plan.today.year - 1
    write_rows(
        Population(area=house.areas[one.area], year=year, source=SOURCE, sex=sex, age_band=band, count=count)
        for one in house.plan.population
        for sex, band, count in one.counts
    )


def write_mission(house: House) -> None:
    """How it is called, its clock and its working days."""
    MissionSettings.objects.create(names=BY_KEY[MISSION].names, zone=ZONE)
    transaction.on_commit(forget)
    write_rows(WorkingWeek(area=house.areas[key], days=list(days)) for key, days in WEEKS.items())
    write_rows(Holiday(area=house.areas[key], on=day, names=names) for key, day, names in feasts(house.clock))
