"""TopoJSON 1.0 (github.com/topojson/topojson-specification): borders that neighbours share are written once.

A topology holds arcs, each a list of positions; quantised ones are differences of whole numbers to be scaled. A ring is
a list of arc numbers, `~n` (negative) standing for arc n walked backwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from foundation.places.boundaries.shapes import MOST_POINTS, Misdrawn, checked
from foundation.places.boundaries.units import Drawn, Unreadable

Feature = tuple[Any, Any]


def features(topology: dict[str, Any], name: str) -> Iterator[Feature]:
    """Properties of each geometry of every object, with what draws it.

    Raises:
        Unreadable: the arcs cannot be decoded.
    """
    objects = topology.get("objects")
    if not isinstance(objects, dict) or not objects:
        raise Unreadable(f"{name} is a TopoJSON Topology without objects.")
    arcs = _arcs(topology, name)
    return (_feature(geometry, arcs) for one in objects.values() for geometry in _flat(one))


def _flat(geometry: Any) -> Iterator[Any]:
    """The geometries of nested collections, one after the other."""
    waiting = [geometry]
    while waiting:
        one = waiting.pop(0)
        members = one.get("geometries") if isinstance(one, dict) and one.get("type") == "GeometryCollection" else None
        if isinstance(members, list):
            waiting[:0] = members
        else:
            yield one


def _arcs(topology: dict[str, Any], name: str) -> list[np.ndarray]:
    try:
        return [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        raise Unreadable(f"{name} is a TopoJSON Topology whose arcs cannot be decoded.") from None


def _arc(positions: Any, transform: dict[str, Any] | None) -> np.ndarray:
    points = np.asarray([position[:2] for position in positions], dtype=float).reshape(-1, 2)
    if transform is None:
        return points
    scale, move = (np.asarray(transform[key], dtype=float).reshape(2) for key in ("scale", "translate"))
    return np.cumsum(points, axis=0) * scale + move


def _feature(geometry: Any, arcs: list[np.ndarray]) -> Feature:
    if not isinstance(geometry, dict):
        return None, lambda: None
    return geometry.get("properties"), lambda: _drawn(geometry, arcs)


def _drawn(geometry: dict[str, Any], arcs: list[np.ndarray]) -> Drawn | None:
    kind = geometry.get("type")
    if kind is None:
        return None
    if kind not in {"Polygon", "MultiPolygon"}:
        wanted = "an area needs a Polygon or MultiPolygon"
        return Drawn(None, problem=f"Its geometry cannot be used: it is a {str(kind)[:40]}, and {wanted}.")
    try:
        parts = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"]
        return checked([[_ring(numbers, arcs) for numbers in part] for part in parts])
    except Misdrawn as error:
        return Drawn(None, problem=f"Its geometry cannot be used: {error}.")
    except (KeyError, TypeError, ValueError, IndexError):
        return Drawn(None, problem="Its geometry cannot be used: it names arcs that the file does not hold.")


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """The arcs joined; the last point of one is the first of the next."""
    joined: list[np.ndarray] = []
    count = 0
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined.append(arc[1:] if joined else arc)
        count += len(arc)
        if count > MOST_POINTS:
            raise Misdrawn(f"it has more than {MOST_POINTS} points; simplify it first")
    if count < 4:
        raise Misdrawn(f"a ring has {count} points and needs four")
    return np.vstack(joined)
