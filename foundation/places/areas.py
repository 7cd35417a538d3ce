"""Everything that changes an area."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from foundation.places.models import Area, AreaVersion, BoundarySet


@transaction.atomic
def add_area(
    *,
    code: str,
    names: dict[str, str],
    parent: Area | None,
    boundary_set: BoundarySet,
    valid_from: date,
    zone: str,
    radio_code: str = "",
) -> Area:
    """A new area below `parent` (None: a country), with its first version."""
    path = f"{parent.path}.{code}" if parent else code
    level = parent.level + 1 if parent else 0
    area = Area.objects.create(
        code=code,
        names=names,
        parent=parent,
        path=path,
        level=level,
        time_zone=zone,
        radio_code=radio_code,
    )
    AreaVersion.objects.create(area=area, boundary_set=boundary_set, names=names, parent=parent, valid_from=valid_from)
    return area
