"""Where areas lie, for maps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from foundation.places.models import Area, AreaVersion

Ring = tuple[tuple[float, float], ...]
Rings = tuple[Ring, ...]


def outlines_of(areas: Iterable[Area], *, on: date, fine: bool = False) -> dict[UUID, Rings]:
    """Area id → rings of (longitude, latitude) as its map drew it on that day; holes are rings like any other.

    An area that has no outline is not among the keys: it is shown as missing. Where an edition came without any
    outlines of a level, that of the edition before it holds. One statement, whatever the number of areas. `fine` is
    for an area on its own page; without it, two hundred areas fit a page.
    """
    field = "geometry" if fine else "outline"
    rows = _drawn(on).filter(area__in=[area.pk for area in areas]).values_list("area_id", field)
    return {area_id: tuple(tuple((x, y) for x, y in ring) for ring in rings) for area_id, rings in rows}


def _drawn(on: date) -> QuerySet[AreaVersion]:
    """The last version on this day of each area, among the editions that drew its level; drawn itself."""
    of_level = AreaVersion.objects.filter(
        boundary_set=OuterRef("boundary_set"), area__level=OuterRef("area__level"), outline__isnull=False
    )
    last = (
        AreaVersion.objects.filter(Exists(of_level), area=OuterRef("area"), valid_from__lte=on)
        .order_by("-valid_from", "boundary_set__is_by_hand")
        .values("pk")[:1]
    )
    alive = AreaVersion.objects.filter(area=OuterRef("area"), valid_from__lte=on)
    return (
        AreaVersion.objects.filter(outline__isnull=False)
        .annotate(last_drawn=last)
        .filter(Exists(alive.filter(valid_until=None) | alive.filter(valid_until__gt=on)), pk=F("last_drawn"))
    )
