"""Where a record came from: "imported from this file, row 12, by Amina, on that day"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from foundation.access.actors import Actor
from foundation.imports.models import ImportedRow


@dataclass(frozen=True)
class Provenance:
    """`url` is the import's page, for who sent the file; empty for colleagues. People names `by_user_id`."""

    file_name: str
    number: int
    note: str
    at: datetime | None
    by_user_id: UUID
    url: str


def provenance_of(record: Model, reader: Actor) -> Provenance | None:
    """For a record the reader sees already; None to another side and for what was not imported. One statement."""
    row = (
        ImportedRow.objects.visible_to(reader)
        .filter(subject_kind=record._meta.label_lower, subject_id=record.pk)
        .select_related("source__file")
        .first()
    )
    if row is None:
        return None
    source = row.source
    url = source.get_absolute_url() if source.by_user_id == reader.user_id else ""
    return Provenance(source.file.name, row.number, row.note, source.applied_at, source.by_user_id, url)
