"""GeoJSON and TopoJSON: features with properties and a shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from foundation.places.boundaries import topojson
from foundation.places.boundaries.columns import property_cells, stated
from foundation.places.boundaries.making import take
from foundation.places.boundaries.shapes import drawn
from foundation.places.boundaries.units import Drawn, Fault, Reading, Unreadable

Feature = tuple[Any, Callable[[], Drawn | None]]


def read_features(content: bytes, *, name: str, country: str, language: str, level: int | None, into: Reading) -> None:
    """Add what the features say; those of another country, where they name one, are passed over.

    Raises:
        Unreadable: not JSON, or JSON that holds no features.
    """
    count = 0
    for number, (properties, draw) in enumerate(_features(_json(content, name), name), start=1):
        source = f"{name}:{number}"
        if not isinstance(properties, dict):
            into.faults.append(Fault(source, "The feature has no properties."))
            continue
        row = stated(property_cells(properties), language=language)
        if row.location and row.location.upper() != country and len(row.location) == len(country):
            continue
        count += 1
        take(row, into, source=source, level=level, drawn=draw())
    if not count and not into.faults:
        raise Unreadable(f"{name} holds no feature of {country}.")


def _json(content: bytes, name: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not written in UTF-8.") from None
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply to be a map.") from None
    except ValueError as error:
        raise Unreadable(f"{name} is not JSON: {error}.") from None


def _features(told: Any, name: str) -> Iterator[Feature]:
    kind = told.get("type") if isinstance(told, dict) else None
    if kind == "Topology":
        return topojson.features(told, name)
    features = told.get("features") if kind == "FeatureCollection" else [told] if kind == "Feature" else None
    if not isinstance(features, list):
        raise Unreadable(f"{name} is neither a GeoJSON FeatureCollection nor a TopoJSON Topology.")
    return (_feature(one) for one in features)


def _feature(feature: Any) -> Feature:
    if not isinstance(feature, dict):
        return None, lambda: None
    return feature.get("properties"), lambda: _drawn(feature.get("geometry"))


def _drawn(geometry: Any) -> Drawn | None:
    """No geometry at all is no mistake: the area is known and its outline is not."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict):
        return Drawn(None, problem="Its geometry cannot be used: it is not an object.")
    return drawn(geometry.get("type", ""), geometry.get("coordinates"))
