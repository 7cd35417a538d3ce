"""Shapes as files draw them: built from numbers, checked, mended where nothing is lost by it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import ShapelyError

from foundation.places.boundaries.units import Drawn

MOST_POINTS = 500_000
# Mending may change this share of a shape: what changes more was not a shape.
MENDED_AT_MOST = 0.01
SQUARE_METRE = 1e-10  # in degrees, roughly

Ring = np.ndarray
Parts = Sequence[Sequence[Ring]]


class Misdrawn(Exception):
    """The numbers make no shape; the sentence says why."""


def ring_of(points: Any) -> Ring:
    """A closed ring of (longitude, latitude); a height is left away.

    Raises:
        Misdrawn: these are not points.
    """
    try:
        pairs = [(float(point[0]), float(point[1])) for point in points]
    except (TypeError, ValueError, IndexError, KeyError):
        raise Misdrawn("its points are not pairs of numbers") from None
    ring = np.asarray(pairs, dtype=float)
    if len(ring) < 3:
        raise Misdrawn(f"a ring has {len(ring)} points and needs four")
    if not np.array_equal(ring[0], ring[-1]):
        ring = np.vstack([ring, ring[:1]])
    if len(ring) < 4:
        raise Misdrawn("a ring has three points and needs four")
    return ring


def drawn(kind: str, coordinates: Any) -> Drawn:
    """A GeoJSON geometry's type and coordinates as a shape, or why it is none."""
    try:
        return checked(parts_of(kind, coordinates))
    except Misdrawn as error:
        return Drawn(None, problem=f"Its geometry cannot be used: {error}.")


def parts_of(kind: str, coordinates: Any) -> Parts:
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Misdrawn(f"it is a {str(kind)[:40]}, and an area needs a Polygon or MultiPolygon")
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not _is_list(parts) or not all(_is_list(part) and part for part in parts):
        raise Misdrawn("it is empty, or its rings are not lists")
    return [[ring_of(ring) for ring in part] for part in parts]


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value)


def checked(parts: Parts) -> Drawn:
    """The shape these rings enclose.

    Raises:
        Misdrawn: it is too large, lies outside the world, or encloses nothing.
    """
    rings = [ring for part in parts for ring in part]
    count = sum(len(ring) for ring in rings)
    if count > MOST_POINTS:
        raise Misdrawn(f"it has {count} points, and at most {MOST_POINTS} are taken; simplify it first")
    every = np.vstack(rings)
    if not np.isfinite(every).all():
        raise Misdrawn("a coordinate is no number")
    if (np.abs(every) > (180, 90)).any():
        raise Misdrawn("its coordinates are not longitude and latitude in degrees (EPSG:4326)")
    try:
        shape, repair = _mended(shapely.multipolygons([Polygon(part[0], part[1:]) for part in parts]))
    except (ShapelyError, ValueError) as error:
        raise Misdrawn(str(error)) from None
    if shape.area < SQUARE_METRE:
        raise Misdrawn("it encloses nothing")
    return Drawn(shape, digest_of(rings), repair=repair)


def _mended(shape: MultiPolygon) -> tuple[MultiPolygon, str]:
    if shape.is_valid:
        return shape, ""
    why = shapely.is_valid_reason(shape)
    mended = polygons_only(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    if max(mended.area, shape.area) < SQUARE_METRE:
        raise Misdrawn("it encloses nothing")
    outer = sum(Polygon(part.exterior).buffer(0).area for part in shape.geoms)
    if not outer or abs(mended.area - shape.area) > MENDED_AT_MOST * max(shape.area, outer):
        raise Misdrawn(f"it is drawn wrongly ({why})")
    return mended, f"Its outline crossed itself and was mended ({why})."


def polygons_only(shape: Any) -> MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def digest_of(rings: Iterable[Ring]) -> str:
    """The same for the same drawing, to about ten centimetres, whatever order its parts stand in."""
    parts = sorted(np.round(ring, 6).astype("<f8").tobytes() for ring in rings)
    return hashlib.sha256(b"|".join(parts)).hexdigest()
