"""Taking a whole import back, as long as nobody has done anything with what it brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access.actors import Actor
from foundation.access.decisions import ActionDenied, require
from foundation.imports.choices import ImportState
from foundation.imports.models import Import, ImportedRow
from foundation.imports.permissions import can_undo_import
from foundation.journal.entries import record, record_many
from foundation.journal.models import Entry


@dataclass(frozen=True)
class ChangedRow:
    """A row whose record is no longer as it came. `record` is None where it is gone or not to be seen."""

    number: int
    record: Model | None


def changed_rows(source: Import, rows: list[ImportedRow], reader: Actor) -> list[ChangedRow]:
    """Those of the import's rows that cannot be taken back, with their records as far as this reader may see them."""
    touched = _touched(source, [row.subject_id for row in rows])
    changed = [row for row in rows if row.subject_id in touched]
    seen = records_of(changed, reader)
    return [ChangedRow(row.number, seen.get(row.subject_id)) for row in changed]


def _touched(source: Import, ids: list[UUID]) -> set[UUID]:
    """Those about which the journal tells anything since: whatever is done to a record is written there."""
    later = Entry.objects.filter(subject_id__in=ids, pk__gt=source.last_entry_id)
    return set(later.values_list("subject_id", flat=True))


def records_of(rows: Iterable[ImportedRow], reader: Actor) -> dict[UUID, Model]:
    """The records that came from these rows, as far as this reader may see them: a statement for each kind."""
    found: dict[UUID, Model] = {}
    for kind, wanted in _ids_by_kind(rows).items():
        visible = apps.get_model(kind)._default_manager.visible_to(reader)
        found |= {record.pk: record for record in visible.filter(pk__in=wanted)}
    return found


def _ids_by_kind(rows: Iterable[ImportedRow]) -> dict[str, list[UUID]]:
    ids: dict[str, list[UUID]] = {}
    for row in rows:
        ids.setdefault(row.subject_kind, []).append(row.subject_id)
    return ids


@transaction.atomic
def undo_import(source: Import, *, by: Actor, seen: int) -> Import:
    """Erase every record the import brought, the last first. Its journal stays.

    Raises:
        ActionDenied: somebody has changed one of them or built on it; then none is erased.
    """
    source = Import.objects.locked(source, seen=seen)
    require(can_undo_import(by, source))
    rows = list(source.rows.order_by("-pk"))
    for kind, ids in _ids_by_kind(rows).items():
        list(apps.get_model(kind)._base_manager.filter(pk__in=ids).select_for_update(of=("self",)))
    touched = _touched(source, [row.subject_id for row in rows])
    if touched:
        count = len(touched)
        raise ActionDenied(
            ngettext(
                "%(count)s record was changed since, so nothing is undone.",
                "%(count)s records were changed since, so nothing is undone.",
                count,
            )
            % {"count": count}
        )
    _erase(rows, by)
    source.rows.all().delete()
    source.state, source.undone_at = ImportState.UNDONE, timezone.now()
    source.save_changes("state", "undone_at")
    record("undone", source, by=by)
    return source


def _erase(rows: list[ImportedRow], by: Actor) -> None:
    """All at once and without cascades: whatever points at one of the records keeps them all.

    Raises:
        ActionDenied: with the row of a record that is in use.
    """
    found = [apps.get_model(kind)._base_manager.filter(pk__in=ids) for kind, ids in _ids_by_kind(rows).items()]
    for records in found:
        record_many("taken_back", list(records), by=by)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for records in found:
                records._raw_delete(records.db)
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
    except IntegrityError as problem:
        words = _("Row %(number)s is in use by now, so nothing is undone.") % {"number": _row_in_use(rows)}
        raise ActionDenied(words) from problem


def _row_in_use(rows: list[ImportedRow]) -> int:
    """The row whose record cannot go: each is tried alone, the last first. The caller undoes the trying."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    for row in rows:
        try:
            with transaction.atomic():
                record = apps.get_model(row.subject_kind)._base_manager.filter(pk=row.subject_id)
                record._raw_delete(record.db)
        except IntegrityError:
            return row.number
    return rows[0].number
