"""Everything a person does to an import: send the file, say what its columns mean, take it in, set it aside."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ActionDenied, require
from foundation.files.storing import Checked, store
from foundation.imports.checking import check_import
from foundation.imports.choices import ImportState
from foundation.imports.kinds import ImportKind
from foundation.imports.models import Import, RememberedMapping
from foundation.imports.permissions import JOB, can_apply_import, can_discard_import, can_prepare_import, job_key
from foundation.imports.reading import read_tables
from foundation.imports.tables import (
    Mapping,
    digest_of_headings,
    guessed,
    likely_table,
    remembered,
    table_of,
    tables_of,
)
from foundation.jobs.models import Job
from foundation.jobs.work import ask_for
from foundation.journal.entries import record


@transaction.atomic
def send_file(kind: ImportKind, checked: Checked, *, by: Actor, row_offset: int = 0) -> Import:
    """Keep the file and guess its table and columns; nothing of its rows is written."""
    require(kind.rule(by))
    table, header_row = likely_table(read_tables(checked.content), kind)
    known = remembered(table, header_row, kind, by.root_id)
    source = Import.objects.create(
        kind=kind.name,
        file=store(checked, by=by),
        by_user=by.user,
        root_id=cast("UUID", by.root_id),  # the rule asks for a side
        language=(get_language() or "en").split("-")[0],
        sheet=table.name,
        header_row=header_row,
        row_offset=row_offset,
        mapping=guessed(table, header_row, kind) if known is None else known,
    )
    record("sent", source, by=by, kind=kind.name)
    return source


@transaction.atomic
def choose_table(source: Import, *, sheet: str, header_row: int, by: Actor, seen: int) -> Import:
    """Another sheet or row of headings; the columns are guessed anew."""
    source = Import.objects.locked(source, seen=seen)
    require(can_prepare_import(by, source))
    table = next(table for table in tables_of(source) if table.name == sheet)
    kind = source.kind_of_rows
    known = remembered(table, header_row, kind, source.root_id)
    source.sheet, source.header_row = sheet, header_row
    source.mapping = guessed(table, header_row, kind) if known is None else known
    source.save_changes("sheet", "header_row", "mapping")
    record("chose_table", source, by=by)
    return source


@transaction.atomic
def map_columns(source: Import, *, mapping: Mapping, by: Actor, seen: int) -> Import:
    """Say what each column means; remembered for the next table with these headings."""
    source = Import.objects.locked(source, seen=seen)
    require(can_prepare_import(by, source))
    source.mapping = mapping
    source.save_changes("mapping")
    RememberedMapping.objects.update_or_create(
        root_id=source.root_id,
        kind=source.kind,
        headings=digest_of_headings(table_of(source), source.header_row),
        defaults={"mapping": mapping},
    )
    record("mapped", source, by=by)
    return source


@transaction.atomic
def apply_import(source: Import, *, by: Actor, seen: int) -> Job:
    """Ask for the file to be taken in, whole or not at all.

    Raises:
        ActionDenied: a row cannot be taken in; nothing is.
    """
    source = Import.objects.locked(source, seen=seen)
    require(can_apply_import(by, source))
    try:
        is_clean = check_import(source, by).is_clean
    except ValidationError as problem:
        raise ActionDenied(problem.messages[0]) from problem
    if not is_clean:
        raise ActionDenied(_("Some rows cannot be taken in, so none is. Correct the file and send it again."))
    source.state = ImportState.APPLYING
    source.save_changes("state")
    record("asked_to_apply", source, by=by)
    return ask_for(JOB, key=job_key(source), by=by, import_id=str(source.pk))


@transaction.atomic
def discard_import(source: Import, *, by: Actor, seen: int) -> Import:
    source = Import.objects.locked(source, seen=seen)
    require(can_discard_import(by, source))
    source.state = ImportState.DISCARDED
    source.save_changes("state")
    record("discarded", source, by=by)
    return source
