"""Where a record came from, with the name of who sent the file as the reader may know it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from foundation.access.actors import Actor
from foundation.imports.provenance import Provenance, provenance_of
from foundation.people.naming import names_for


@dataclass(frozen=True)
class ImportedFrom:
    where: Provenance
    by: str


def imported_from(record: Model, reader: Actor) -> ImportedFrom | None:
    """None to another side and for what was not imported: one statement; else three."""
    where = provenance_of(record, reader)
    if where is None:
        return None
    return ImportedFrom(where, names_for(reader, [where.by_user_id]).get(where.by_user_id, ""))
