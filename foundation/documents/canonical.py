"""A document as one text: the same document gives the same characters, and the text gives the document back.

This is what is hashed, kept in a frozen edition and compared. The names of classes and fields below are therefore a
format: a field may be added with a default; renaming one needs a new reading of the old name.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from foundation.documents import content


@dataclasses.dataclass(frozen=True)
class KeptTable:
    """The numbers of a drawing, read back."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[tuple[str, ...], ...] = ()


@dataclasses.dataclass(frozen=True)
class KeptDrawing:
    """A drawing, read back: as good as the one that was drawn."""

    name: str
    title: str
    description: str
    phone: str
    laptop: str
    table: KeptTable


CLASSES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        content.Document,
        content.Marking,
        content.Section,
        content.Words,
        content.Numbers,
        content.Number,
        content.Facts,
        content.Fact,
        content.Table,
        content.TableColumn,
        content.Cell,
        content.Picture,
        content.Note,
        content.PageBreak,
    )
} | {"Drawing": KeptDrawing, "DataTable": KeptTable}


def canonical(document: content.Document) -> str:
    """The document as JSON with sorted keys and no blanks."""
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(document: content.Document) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def read(text: str) -> content.Document:
    """The document a canonical text was made of. Raises ValueError for anything else."""
    found = _back(json.loads(text))
    if not isinstance(found, content.Document):
        raise ValueError("This is not the canonical text of a document.")  # noqa: TRY004  (about the text, not a type)
    return found


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {"kind": _kind_of(value)} | {"fields": _fields_of(value)}
    raise TypeError(f"A document holds no {type(value).__name__}: {value!r}")


def _kind_of(value: Any) -> str:
    return {KeptDrawing: "Drawing", KeptTable: "DataTable"}.get(type(value), type(value).__name__)


def _fields_of(value: Any) -> dict[str, Any]:
    return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}


def _back(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_back(one) for one in value)
    if not isinstance(value, dict):
        return value
    match value:
        case {"decimal": text}:
            return Decimal(text)
        case {"instant": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"kind": kind, "fields": fields} if kind in CLASSES:
            return CLASSES[kind](**{name: _back(one) for name, one in fields.items()})
    raise ValueError(f"Not part of a document: {sorted(value)}")
