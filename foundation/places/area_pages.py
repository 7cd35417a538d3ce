"""Everything the page of one area shows, gathered in a few statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from foundation.access.actors import Actor
from foundation.places.models import Area, AreaVersion
from foundation.places.population import Census, censuses_of
from foundation.places.records import RecordLink, record_links
from foundation.ui.dates import zone_label

MOST_CHILDREN = 60


@dataclass(frozen=True)
class AreaPage:
    """`above` from the country down; `children` the first of `child_count`; `versions` the newest first."""

    area: Area
    above: list[Area]
    children: list[Area]
    child_count: int
    versions: list[AreaVersion]
    successors: list[Area]
    predecessors: list[Area]
    censuses: list[Census]
    records: list[RecordLink]
    zone: str


def area_page(area: Area, *, actor: Actor, on: date) -> AreaPage:
    """Four statements."""
    around = list(Area.objects.visible_to(actor).filter(Q(path__above=area.path) | Q(parent=area)).order_by("level"))
    children = [one for one in around if one.parent_id == area.pk and (one.ended_on is None or one.ended_on > on)]
    versions = (
        area.versions.select_related("boundary_set", "parent")
        .defer("geometry", "outline")
        .annotate(is_drawn=Q(outline__isnull=False))
    )
    follows = Area.succeeded_by.through.objects.filter(Q(from_area=area) | Q(to_area=area))
    pairs = list(follows.select_related("from_area", "to_area"))
    return AreaPage(
        area=area,
        above=[one for one in around if area.path.startswith(f"{one.path}.")],
        children=sorted(children, key=lambda child: child.name.casefold())[:MOST_CHILDREN],
        child_count=len(children),
        versions=list(versions.order_by("-valid_from")),
        successors=[pair.to_area for pair in pairs if pair.from_area_id == area.pk],
        predecessors=[pair.from_area for pair in pairs if pair.to_area_id == area.pk],
        censuses=censuses_of(area, actor=actor),
        records=record_links(area.pk),
        zone=zone_label(area.time_zone),
    )
