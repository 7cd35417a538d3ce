from __future__ import annotations

from foundation.places.models import Area, AreaVersion, BoundarySet
from sample.clock import ZONE
from sample.places import AS_OF, COUNTRY, EDITION
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
    Area.objects.bulk_create(house.areas.values())
    AreaVersion.objects.bulk_create(
        AreaVersion(
            area=house.areas[planned.key],
            boundary_set=boundary_set,
            names=planned.names,
            parent=house.areas.get(planned.parent),
            geometry=planned.geometry,
            valid_from=AS_OF,
        )
        for planned in house.plan.areas
    )
