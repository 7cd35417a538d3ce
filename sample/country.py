"""The map of Carana, drawn from a seed: a coast, and inside it a Voronoi cell for each municipality.

Districts, provinces and the country are unions of these cells, so that neighbours share their borders to the point.
"""

from __future__ import annotations

import math
from random import Random
from typing import Any

import shapely
from shapely.geometry import MultiPoint, Point, Polygon, mapping

# Degrees. Far out at sea on any real map; about 120 000 square kilometres.
CENTRE = (62.0, 3.0)
HALF_WIDTH, HALF_HEIGHT = 2.0, 1.58
COAST_POINTS = 180
DIGITS = 4
ROUNDS = 12
TRIES = 50

# Where the provinces lie: Galasi on the east coast, Corma inland in the west. Parts of the half-width and -height.
PROVINCES = {
    "FEL": (0.62, 0.05),
    "KEL": (0.42, -0.58),
    "TES": (-0.05, -0.08),
    "HAM": (-0.40, 0.62),
    "OSS": (0.42, 0.62),
    "BEL": (-0.12, -0.68),
    "NAR": (-0.62, 0.12),
    "LEP": (-0.58, -0.42),
}
Shapes = dict[str, Any]


def draw_country(parents: dict[str, str], chance: Random) -> dict[str, dict[str, Any]]:
    """The GeoJSON of every area but villages. `parents`: key of an area → key of the one it lies in."""
    for _try in range(TRIES):
        shapes = _draw(parents, chance)
        if all(shape.geom_type == "Polygon" for shape in shapes.values()):
            return {key: _geojson(shape) for key, shape in shapes.items()}
    raise RuntimeError("No map without exclaves was found; another seed may do.")


def _draw(parents: dict[str, str], chance: Random) -> Shapes:
    outline = draw_outline(chance)
    depth = {key: _depth(key, parents) for key in parents}
    seeds = _seeds(outline, parents, depth, chance)
    shapes = _cells(outline, seeds)
    for level in (2, 1, 0):
        for key in (key for key, of in depth.items() if of == level):
            inside = [shape for below, shape in shapes.items() if parents[below] == key]
            shapes[key] = shapely.coverage_union_all(inside)
    return shapes


def _depth(key: str, parents: dict[str, str]) -> int:
    return 1 + _depth(parents[key], parents) if parents[key] else 0


def draw_outline(chance: Random) -> Polygon:
    """A coast: an ellipse that waves of several lengths push in and out."""
    waves = [(count, chance.uniform(0.4, 1.0) / count, chance.uniform(0, math.tau)) for count in (2, 3, 5, 8, 13, 21)]
    points = []
    for step in range(COAST_POINTS):
        angle = math.tau * step / COAST_POINTS
        reach = 1 + 0.12 * sum(size * math.sin(count * angle + shift) for count, size, shift in waves)
        x = CENTRE[0] + HALF_WIDTH * reach * math.cos(angle)
        y = CENTRE[1] + HALF_HEIGHT * reach * math.sin(angle)
        points.append((round(x, DIGITS), round(y, DIGITS)))
    return Polygon(points)


def _seeds(outline: Polygon, parents: dict[str, str], depth: dict[str, int], chance: Random) -> dict[str, Point]:
    """A point for each municipality: near its district's middle, which lies evenly in its province."""
    centres = {
        key: (CENTRE[0] + x * HALF_WIDTH + chance.uniform(-0.05, 0.05), CENTRE[1] + y * HALF_HEIGHT)
        for key, (x, y) in PROVINCES.items()
    }
    spread: dict[str, list[tuple[float, float]]] = {key: [] for key in centres}
    west, south, east, north = outline.bounds
    while sum(len(points) for points in spread.values()) < 3000:
        point = (chance.uniform(west, east), chance.uniform(south, north))
        if outline.contains(Point(point)):
            spread[_nearest(point, centres)].append(point)
    seeds = {}
    for province, points in spread.items():
        districts = sorted(key for key, parent in parents.items() if parent == province)
        for district, middle in zip(districts, _even(points, len(districts), chance), strict=True):
            towns = sorted(key for key, parent in parents.items() if parent == district and depth[key] == 3)
            for number, town in enumerate(towns):
                turn = math.tau * number / len(towns)
                apart = 0.06 if len(towns) > 1 else 0.0
                seeds[town] = Point(middle[0] + apart * math.cos(turn), middle[1] + apart * math.sin(turn))
    return seeds


def _nearest(point: tuple[float, float], centres: dict[str, tuple[float, float]]) -> str:
    return min(centres, key=lambda key: (math.dist(point, centres[key]), key))


def _even(points: list[tuple[float, float]], count: int, chance: Random) -> list[tuple[float, float]]:
    """`count` middles that divide the points into parts of about the same size (Lloyd's rounds)."""
    middles = chance.sample(points, count)
    for _round in range(ROUNDS):
        parts: list[list[tuple[float, float]]] = [[] for _middle in middles]
        for point in points:
            parts[min(range(count), key=lambda number: math.dist(point, middles[number]))].append(point)
        middles = [
            (math.fsum(x for x, _y in part) / len(part), math.fsum(y for _x, y in part) / len(part)) for part in parts
        ]
    return middles


def _cells(outline: Polygon, seeds: dict[str, Point]) -> Shapes:
    cells = shapely.voronoi_polygons(MultiPoint(list(seeds.values())), extend_to=outline.buffer(1))
    # Rounded before they are joined: neighbours round the same point to the same place.
    clipped = [shapely.set_precision(cell.intersection(outline), 10**-DIGITS, mode="pointwise") for cell in cells.geoms]
    return {key: next(cell for cell in clipped if cell.contains(point)) for key, point in seeds.items()}


def _geojson(shape: Polygon) -> dict[str, Any]:
    rings = mapping(shapely.normalize(shape))["coordinates"]
    return {
        "type": "Polygon",
        "coordinates": [[[round(x, DIGITS), round(y, DIGITS)] for x, y in ring] for ring in rings],
    }
