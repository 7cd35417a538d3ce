"""The table a person means: its sheet, its row of headings, and which column says what."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from foundation.imports.kinds import ImportKind, Row, headings_of, parsed
from foundation.imports.models import Import, RememberedMapping
from foundation.imports.parsing import shown
from foundation.imports.plain_words import plain
from foundation.imports.reading import MOST_ROWS, Table, read_tables

ROWS_LOOKED_AT = 30

Mapping = dict[str, int]


@dataclass(frozen=True)
class Column:
    """A column of the table: its place from 0, its letter, its heading and its first values."""

    place: int
    letter: str
    heading: str
    examples: tuple[str, ...]


def tables_of(source: Import) -> list[Table]:
    """All sheets of the file, read again: nothing of it is kept in the database.

    Raises:
        ValidationError: its bytes are lost or can no longer be read.
    """
    return read_tables(bytes_of(source))


def bytes_of(source: Import) -> bytes:
    try:
        with default_storage.open(source.file.path) as file:
            return file.read()
    except FileNotFoundError as problem:
        raise ValidationError(_("This file is lost. Set it aside and send it again.")) from problem


def table_of(source: Import) -> Table:
    """The sheet chosen; the first one where it is gone."""
    tables = tables_of(source)
    return next((table for table in tables if table.name == source.sheet), tables[0])


def likely_table(tables: Sequence[Table], kind: ImportKind) -> tuple[Table, int]:
    """The sheet and the row in which most headings are known; else the first row that holds anything."""
    places = [(place, row) for place, table in enumerate(tables) for row in _first_rows(table)]
    best = max(((len(guessed(tables[place], row, kind)), -place, -row) for place, row in places), default=(0, 0, -1))
    if not best[0]:
        table = tables[0]
        return table, next((row for row in _first_rows(table) if any(headings(table, row))), 1)
    return tables[-best[1]], -best[2]


def _first_rows(table: Table) -> range:
    return range(1, min(len(table.rows), ROWS_LOOKED_AT) + 1)


def headings(table: Table, header_row: int) -> list[str]:
    width = max(map(len, table.rows), default=0)
    return [shown(table.cell(header_row, column)) for column in range(width)]


def guessed(table: Table, header_row: int, kind: ImportKind) -> Mapping:
    """For each field the first column whose heading is one of its names."""
    known = [plain(heading) for heading in headings(table, header_row)]
    mapping: Mapping = {}
    for field in kind.fields:
        names = headings_of(kind.name, field.name)
        place = next((place for place, words in enumerate(known) if words in names), None)
        if place is not None and place not in mapping.values():
            mapping[field.name] = place
    return mapping


def remembered(table: Table, header_row: int, kind: ImportKind, root_id: UUID | None) -> Mapping | None:
    """What this side chose the last time it took in a table with these headings."""
    if root_id is None:
        return None
    found = RememberedMapping.objects.filter(
        root_id=root_id, kind=kind.name, headings=digest_of_headings(table, header_row)
    ).first()
    return found.mapping if found else None


def digest_of_headings(table: Table, header_row: int) -> str:
    known = "\x1f".join(plain(heading) for heading in headings(table, header_row))
    return hashlib.sha256(known.encode()).hexdigest()


def columns_of(table: Table, header_row: int) -> list[Column]:
    """The columns that hold anything, with their first three values."""
    found = []
    for place, heading in enumerate(headings(table, header_row)):
        values = (shown(table.cell(row, place)) for row in range(header_row + 1, len(table.rows) + 1))
        examples = tuple(value for value, _rank in zip(filter(None, values), range(3), strict=False))
        if heading or examples:
            found.append(Column(place, letter_of(place), heading, examples))
    return found


def letter_of(place: int) -> str:
    """The name a spreadsheet gives to a column: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rows_below(table: Table, header_row: int, mapping: Mapping) -> list[int]:
    """The numbers of the rows that say anything in a mapped column."""
    numbers = range(header_row + 1, len(table.rows) + 1)
    return [number for number in numbers if any(table.cell(number, column) is not None for column in mapping.values())][
        :MOST_ROWS
    ]


def row_of(table: Table, number: int, mapping: Mapping, kind: ImportKind) -> tuple[Row, list[tuple[str, str]]]:
    """The values of a row, and what is wrong with its cells: (field, words)."""
    values, texts, problems = {}, {}, []
    for name, column in mapping.items():
        cell = table.cell(number, column)
        if cell is not None:
            texts[name] = shown(cell)
            values[name], words = parsed(kind.field(name), cell)
            if words:
                problems.append((name, words))
    return Row(number, values, texts), problems
