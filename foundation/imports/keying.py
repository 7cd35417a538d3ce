"""A sheet of paper: printed with numbered rows, photographed, keyed, and handed over as rows of an import."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ActionDenied, require
from foundation.files.checking import Checked, safe_name
from foundation.files.storing import store
from foundation.imports.importing import send_file
from foundation.imports.kinds import ImportKind
from foundation.imports.models import Import, Sheet, SheetPhoto
from foundation.imports.permissions import can_key_sheet
from foundation.imports.reading import MEDIA_TYPES, XLSX
from foundation.journal.entries import record

MOST_PHOTOS = 10
HEADINGS = 1  # rows of the workbook above the first row of the sheet


@transaction.atomic
def make_sheet(kind: ImportKind, *, title: str, row_count: int, by: Actor) -> Sheet:
    require(kind.rule(by))
    sheet = Sheet.objects.create(
        kind=kind.name, title=title, row_count=row_count, by_user=by.user, root_id=cast("UUID", by.root_id)
    )
    record("made", sheet, by=by, kind=kind.name)
    return sheet


@transaction.atomic
def add_photo(sheet: Sheet, photo: Checked, *, by: Actor, seen: int) -> SheetPhoto:
    sheet = Sheet.objects.locked(sheet, seen=seen)
    require(can_key_sheet(by, sheet))
    if sheet.photos.count() >= MOST_PHOTOS:
        raise ActionDenied(_("A sheet has at most %(count)s photos.") % {"count": MOST_PHOTOS})
    sheet.save_changes()
    added = SheetPhoto.objects.create(sheet=sheet, file=store(photo, by=by))
    record("photographed", sheet, by=by)
    return added


@transaction.atomic
def key_rows(sheet: Sheet, rows: list[dict[str, str]], *, by: Actor, seen: int) -> Sheet:
    """Keep what was typed so far."""
    sheet = Sheet.objects.locked(sheet, seen=seen)
    require(can_key_sheet(by, sheet))
    sheet.rows = rows
    sheet.save_changes("rows")
    record("keyed", sheet, by=by)
    return sheet


@transaction.atomic
def hand_over_rows(sheet: Sheet, rows: list[dict[str, str]], *, by: Actor, seen: int) -> Import:
    """Keep the rows and make an import of them, which shows what would happen before anything is written."""
    sheet = key_rows(sheet, rows, by=by, seen=seen)
    if not any(value.strip() for row in rows for value in row.values()):
        raise ActionDenied(_("No row is filled in yet."))
    from foundation.imports.marking import keyed_workbook  # noqa: PLC0415  (openpyxl: 19 MB that few requests need)

    checked = Checked(safe_name(sheet.title, XLSX), MEDIA_TYPES[XLSX], keyed_workbook(sheet, heading_rows=HEADINGS))
    source = send_file(sheet.kind_of_rows, checked, by=by, row_offset=HEADINGS)
    Sheet.objects.filter(pk=sheet.pk).update(taken_in_as=source)
    record("handed_over", sheet, by=by)
    return source
