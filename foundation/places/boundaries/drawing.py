"""Shapes made small enough for a page: simplified together, so that neighbours still share their border."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from foundation.places.boundaries.shapes import polygons_only

# Points per area, on average over the areas drawn together. A map of 200 areas holds each border twice, at two sizes.
FINE, COARSE = 150, 22
LEAST = 600  # points: a handful of areas may be drawn better
DECIMALS = 4  # of a degree: eleven metres

Rings = list[list[list[float]]]


@dataclass(frozen=True)
class Outline:
    """One area's rings of [longitude, latitude], filled by the even-odd rule."""

    geometry: Rings
    outline: Rings


def outlines_for(shapes: Mapping[str, MultiPolygon]) -> dict[str, Outline]:
    """Both finenesses of areas that lie beside each other: one level of one country. No area is lost."""
    if not shapes:
        return {}
    whole = list(shapes.values())
    fine = simplified(whole, most=max(LEAST * 4, FINE * len(whole)))
    coarse = simplified(fine, most=max(LEAST, COARSE * len(whole)))
    drawings = zip(fine, coarse, strict=True)
    return {code: Outline(rings_of(one), rings_of(other)) for code, (one, other) in zip(shapes, drawings, strict=True)}


def simplified(shapes: list[MultiPolygon], *, most: int) -> list[MultiPolygon]:
    """The same shapes with at most about `most` points, or as few as still keep every area."""
    west, south, east, north = shapely.total_bounds(np.asarray(shapes, dtype=object))
    extent = max(east - west, north - south)
    best, tolerance = shapes, extent / 8_000
    while _points(best) > most and tolerance < extent / 20:
        best = _coverage(shapes, tolerance)
        tolerance *= 1.6
    return [_kept(new, old) for new, old in zip(best, shapes, strict=True)]


def _coverage(shapes: list[MultiPolygon], tolerance: float) -> list[MultiPolygon]:
    return list(shapely.coverage_simplify(np.asarray(shapes, dtype=object), tolerance))


def _points(shapes: list[MultiPolygon]) -> int:
    return int(shapely.get_num_coordinates(np.asarray(shapes, dtype=object)).sum())


def _kept(new: MultiPolygon, old: MultiPolygon) -> MultiPolygon:
    """The simpler shape, unless nothing would be left of it. Specks beside a larger part are left away."""
    if new.is_empty or not new.area:
        return old
    parts = [Polygon(part) for part in shapely.get_parts(new)]
    largest = max(part.area for part in parts)
    return polygons_only(MultiPolygon([part for part in parts if part.area >= largest / 2_000]))


def rings_of(shape: MultiPolygon) -> Rings:
    """Rounded rings; those that rounding has made into a line are left out, unless all are."""
    rings = [_rounded(ring) for part in shape.geoms for ring in (part.exterior, *part.interiors)]
    kept = [ring for ring in rings if len({tuple(point) for point in ring}) > 2]
    return kept or [np.asarray(ring.coords).tolist() for part in shape.geoms for ring in [part.exterior]]


def _rounded(ring: shapely.LinearRing) -> list[list[float]]:
    points = np.round(np.asarray(ring.coords), DECIMALS)
    differs = np.ones(len(points), dtype=bool)
    differs[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[differs].tolist()
