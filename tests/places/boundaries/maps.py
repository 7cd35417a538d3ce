"""Small maps to import: squares beside each other, and the real files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from foundation.access.actors import NOBODY
from foundation.places.boundaries.applying import import_boundaries
from foundation.places.boundaries.plans import Plan
from foundation.places.boundaries.reading import read_content
from foundation.places.boundaries.units import Reading

FILES = Path(__file__).parents[2] / "data" / "places"
HEADING = "Location,Admin Level,P-Code,Name,Parent P-Code"
PROVINCES = ["CRN,1,CR1,Fellari,CRN", "CRN,1,CR2,Leppko,CRN"]
DISTRICTS = ["CRN,2,CR11,Galasi,CR1", "CRN,2,CR12,Vareno,CR1", "CRN,2,CR21,Corma,CR2"]


def csv_of(*rows: str, heading: str = HEADING) -> str:
    return "\n".join([heading, *rows]) + "\n"


def square(x: float, y: float, size: float = 1) -> list:
    return [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]


def feature(coordinates: list | None, kind: str = "Polygon", **properties: object) -> dict:
    geometry = None if coordinates is None else {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson_of(*features: dict) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def province(code: str, name: str, x: float, y: float = 0, size: float = 2) -> dict:
    return feature(square(x, y, size), ADM1_PCODE=code, ADM1_EN=name, ADM0_PCODE="CR")


def district(code: str, name: str, parent: str, x: float, y: float = 0) -> dict:
    return feature(square(x, y), ADM2_PCODE=code, ADM2_EN=name, ADM1_PCODE=parent)


def reading_of(*contents: str | bytes, country: str = "CRN") -> Reading:
    into = Reading()
    for number, content in enumerate(contents, start=1):
        octets = content if isinstance(content, bytes) else content.encode()
        read_content(octets, name=f"file{number}", country=country, language="en", into=into)
    return into


def import_of(
    *contents: str | bytes,
    edition: str = "one",
    as_of: date = date(2023, 1, 1),
    accept: tuple[str, ...] = (),
    country: str = "CRN",
    **more: bool,
) -> tuple[Plan, bool]:
    return import_boundaries(
        reading_of(*contents, country=country),
        country=country,
        edition=edition,
        as_of=as_of,
        zone="Africa/Bangui",
        by=NOBODY.through("command"),
        accepted=frozenset(accept),
        **more,
    )


LATER = {"edition": "two", "as_of": date(2025, 1, 1)}
