"""From degrees to paper: a plain map whose middle keeps its shape, and the room inside an outline for a number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from foundation.ui.charts.values import Ring

FINER = 2  # steps of a path to one unit of the drawing
SMALLEST = 5  # an area smaller than this is drawn as a square of this size, in steps of a path
TALLEST = 1.2  # height to width
LINES_TRIED = (0.5, 0.4, 0.6, 0.3, 0.7)

Path = list[tuple[int, int]]


class Sheet:
    """Fits rings into a width. Paths are in whole steps, `FINER` to a unit, so that they stay short."""

    def __init__(self, rings: Sequence[Ring], width: float) -> None:
        points = [point for ring in rings for point in ring]
        longitudes = [longitude for longitude, _ in points] or [0.0]
        latitudes = [latitude for _, latitude in points] or [0.0]
        self.wraps = max(longitudes) - min(longitudes) > 180
        longitudes = [self._longitude(longitude) for longitude in longitudes]
        self.west, self.north = min(longitudes), max(latitudes)
        self.narrowing = max(0.01, math.cos(math.radians((max(latitudes) + min(latitudes)) / 2)))
        wide = (max(longitudes) - self.west) * self.narrowing or 1e-9
        tall = (self.north - min(latitudes)) or 1e-9
        self.scale = min((width - 2) / wide, (width - 2) * TALLEST / tall)
        self.indent = (width - wide * self.scale) / 2
        self.height = tall * self.scale + 2 if points else 0.0

    def _longitude(self, longitude: float) -> float:
        """Places on both sides of the date line stay neighbours."""
        return longitude + 360 if self.wraps and longitude < 0 else longitude

    def path(self, rings: Sequence[Ring]) -> list[Path]:
        """The rings in steps, without points that fall together; rings that vanish are left out.

        An area of which nothing is left becomes a small square, so that it can still be seen and touched.
        """
        placed = [self._placed(ring) for ring in rings]
        kept = [ring for ring in placed if len(ring) > 2 and _reach(ring) >= SMALLEST]
        if kept or not any(placed):
            return kept
        x, y = placed[0][0]
        half = SMALLEST // 2
        return [[(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]]

    def _placed(self, ring: Ring) -> Path:
        points: Path = []
        for longitude, latitude in ring:
            x = self.indent + (self._longitude(longitude) - self.west) * self.narrowing * self.scale
            y = 1 + (self.north - latitude) * self.scale
            point = round(x * FINER), round(y * FINER)
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        return points


def written(rings: Iterable[Path]) -> str:
    """The `d` of an SVG path, in relative steps."""
    parts = []
    for ring in rings:
        (x, y), steps = ring[0], []
        for (from_x, from_y), (to_x, to_y) in pairwise(ring):
            steps += [to_x - from_x, to_y - from_y]
        joined = "".join(f"{step}" if step < 0 else f" {step}" for step in steps).lstrip()
        parts.append(f"M{x} {y}l{joined}z")
    return "".join(parts)


def room_for(rings: Sequence[Path], width: float, height: float) -> tuple[float, float] | None:
    """The middle of a place inside the rings that holds a box of this size, all in steps; None where there is none."""
    if not rings:
        return None
    top = min(y for ring in rings for _, y in ring)
    bottom = max(y for ring in rings for _, y in ring)
    if bottom - top < height:
        return None
    for share in LINES_TRIED:
        y = top + (bottom - top) * share
        spans = _spans(rings, y)
        for beside in (y - height / 2, y + height / 2):
            spans = _common(spans, _spans(rings, beside))
        begin, end = max(spans, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
        if end - begin >= width:
            return (begin + end) / 2, y
    return None


def _spans(rings: Sequence[Path], y: float) -> list[tuple[float, float]]:
    """Where a level line runs inside the rings, holes left out."""
    y += 0.01  # never through a corner
    crossings = []
    for ring in rings:
        for (from_x, from_y), (to_x, to_y) in pairwise([*ring, ring[0]]):
            if (from_y > y) != (to_y > y):
                crossings.append(from_x + (y - from_y) * (to_x - from_x) / (to_y - from_y))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _common(some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    met = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(begin, end) for begin, end in met if end > begin]


def _reach(ring: Path) -> int:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))
