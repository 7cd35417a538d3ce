"""Which new units take the place of one that is dropped."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely import MultiPolygon

from foundation.places.boundaries.comparing import plain
from foundation.places.boundaries.plans import Known, Planned

# A new unit that holds this share of the old one, or lies by this share in it, takes its place: a split or a merger.
SHARE_OF_OLD, SHARE_OF_NEW = 0.1, 0.5


def successors_of(known: Known, new: Iterable[Planned]) -> tuple[str, ...]:
    """Codes of the new or redrawn units of its level where it lay; without outlines, of a new one with its name."""
    new = [area for area in new if area.level == known.level]
    old = from_rings(known.geometry)
    if old is not None and any(area.drawn for area in new):
        return tuple(area.code for area in new if area.drawn and _follows(area.drawn.shape, old))
    names = {plain(name) for name in known.names.values()}
    added = [area for area in new if area.is_added]
    same = [area for area in added if area.parent == known.parent and names & {*map(plain, area.said_names.values())}]
    return tuple(area.code for area in same)


def _follows(new: MultiPolygon | None, old: MultiPolygon) -> bool:
    if new is None or not new.intersects(old):
        return False
    common = new.intersection(old).area
    return common >= SHARE_OF_OLD * old.area or common >= SHARE_OF_NEW * new.area


def from_rings(rings: list | None) -> MultiPolygon | None:
    """A shape from rings filled by the even-odd rule, None where there are none."""
    if not rings:
        return None
    filled = shapely.Polygon()
    for ring in rings:
        filled = filled.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    parts = [part for part in shapely.get_parts(filled) if part.geom_type == "Polygon"]
    return MultiPolygon(parts) if parts else None
