"""CSV lists of places: P-codes one to a row, or a gazetteer with the units above in further columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from foundation.places.boundaries.columns import Column, columns_of, stated
from foundation.places.boundaries.making import take
from foundation.places.boundaries.units import Fault, Reading, Unreadable

Row = tuple[int, list[str]]


def read_csv(content: bytes, *, name: str, country: str, language: str, level: int | None, into: Reading) -> None:
    """Add what the rows of this country say.

    Raises:
        Unreadable: not text, no heading that is known, quotes that do not close, or no row of the country.
    """
    rows = rows_of(text_of(content, name), name)
    columns, width = _headings(rows, name)
    location = next((place for place, column in columns.items() if column.kind == "location"), None)
    count = 0
    for line, cells in rows:
        if is_comment(cells):
            continue
        if location is not None and location < len(cells) and cells[location].strip().upper() not in {country, ""}:
            continue
        count += 1
        source = f"{name}:{line}"
        if len(cells) != width:
            into.faults.append(Fault(source, f"The row has {len(cells)} cells, the heading has {width}."))
            continue
        take(stated(_told(columns, cells), language=language), into, source=source, level=level)
    if not count:
        raise Unreadable(f"{name} holds no row of {country}.")


def text_of(content: bytes, name: str) -> str:
    """Raises Unreadable when the bytes are no text."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(f"{name} is not written in UTF-8: line {line} holds other bytes. Save it as UTF-8.") from None
    if "\0" in text[:10_000]:
        raise Unreadable(f"{name} is neither CSV nor GeoJSON nor TopoJSON.")
    return text


def rows_of(text: str, name: str) -> Iterator[Row]:
    """Rows with something in them, each with the number of its last line.

    Raises:
        Unreadable: quotes that do not close.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise Unreadable(f"{name} cannot be read as CSV at line {reader.line_num}: {error}.") from None


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the first line that is no comment has most of."""
    lines = (line for line in text[:100_000].splitlines() if line.strip() and not line.startswith("# "))
    first = next(lines, "")
    return max(",;\t", key=first.count)


def _headings(rows: Iterator[Row], name: str) -> tuple[dict[int, Column], int]:
    """The first row that names a code; notes above it are passed over."""
    for line, cells in rows:
        columns = columns_of(cells)
        if any(column.kind == "code" for column in columns.values()):
            return columns, len(cells)
        if not is_comment(cells) and line > 1:
            break
    raise Unreadable(
        f"{name} has no heading with a column of codes: one like P-Code, ADM1_PCODE, admin1Pcode or #adm1+code."
    )


def is_comment(cells: list[str]) -> bool:
    """A note, or HXL's row of tags under the headings."""
    told = [cell.strip() for cell in cells if cell.strip()]
    return all(cell.startswith("#") for cell in told) or told[0].startswith("# ")


def _told(columns: dict[int, Column], cells: list[str]) -> Iterator[tuple[Column, str]]:
    return ((column, cells[position]) for position, column in columns.items())
