"""Files of boundaries, whatever their format, as units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from foundation.places.boundaries.csv_rows import read_csv
from foundation.places.boundaries.features import read_features
from foundation.places.boundaries.units import Reading, Unreadable

LARGEST_FILE = 200_000_000  # bytes


def read_files(paths: Iterable[Path], *, country: str, language: str) -> Reading:
    """Everything these files say about the country.

    Raises:
        Unreadable: a file cannot be opened or used.
    """
    into = Reading()
    for path in paths:
        read_content(content_of(path), name=path.name, country=country, language=language, into=into)
    return into


def read_content(content: bytes, *, name: str, country: str, language: str, into: Reading) -> None:
    """What the bytes are decides how they are read, not what the file is called."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise Unreadable(f"{name} is empty.")
    read = read_features if start in {b"{", b"["} else read_csv
    read(content, name=name, country=country, language=language, level=level_of_name(name), into=into)


def level_of_name(name: str) -> int | None:
    """The level that a file's name tells: CAF_adm2.topojson, caf_admbnda_adm3_ocha.geojson."""
    match = re.search(r"adm(?:in)?_?([0-9])(?![0-9])", name.lower())
    return int(match[1]) if match else None


def content_of(path: Path) -> bytes:
    """Raises Unreadable when the file cannot be opened or is too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB: split or simplify it.")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be opened: {error.strerror}.") from None
