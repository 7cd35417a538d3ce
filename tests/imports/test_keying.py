from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation.access.decisions import ActionDenied
from foundation.files.storing import check
from foundation.imports import importing, keying
from foundation.imports.checking import check_import
from foundation.imports.kinds import kind_of
from foundation.imports.models import Sheet
from foundation.imports.provenance import provenance_of
from foundation.imports.running import run_import
from foundation.people.models import Organisation

ROW = {
    "organisation": "Council of Eres",
    "kind": "local authority",
    "area": "Corma",
    "post": "President",
    "is_head": "yes",
}


@pytest.fixture
def sheet(world):
    return keying.make_sheet(kind_of("counterparts"), title="Council visit", row_count=3, by=world.officer)


def photo():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    return check(SimpleUploadedFile("sheet.png", drawn.getvalue()))


def test_a_colleague_keys_what_another_printed(world, sheet):
    assert list(Sheet.objects.visible_to(world.colleague)) == [sheet]
    assert not Sheet.objects.visible_to(world.mayor).exists()

    keying.add_photo(sheet, photo(), by=world.colleague, seen=sheet.revision)

    assert sheet.photos.count() == 1


def test_keyed_rows_become_an_import_numbered_as_on_the_paper(world, sheet):
    rows = [{}, {**ROW}, {}]

    source = keying.hand_over_rows(sheet, rows, by=world.officer, seen=sheet.revision)

    assert source.mapping == {
        name: place for place, name in enumerate(field.name for field in source.kind_of_rows.fields)
    }
    assert check_import(source, world.officer).is_clean
    job = importing.apply_import(source, by=world.officer, seen=source.revision)
    run_import(job)
    where = provenance_of(Organisation.objects.get(names__en="Council of Eres"), world.officer)
    assert (where.file_name, where.number) == ("Council visit.xlsx", 2)


def test_rows_are_handed_over_once_unless_set_aside(world, sheet):
    source = keying.hand_over_rows(sheet, [ROW], by=world.officer, seen=sheet.revision)
    sheet.refresh_from_db()

    with pytest.raises(ActionDenied, match="handed over already"):
        keying.key_rows(sheet, [ROW], by=world.officer, seen=sheet.revision)

    importing.discard_import(source, by=world.officer, seen=source.revision)
    sheet = Sheet.objects.get(pk=sheet.pk)
    assert keying.key_rows(sheet, [{**ROW, "area": "CRN0101"}], by=world.officer, seen=sheet.revision)


def test_an_empty_sheet_is_not_handed_over(world, sheet):
    with pytest.raises(ActionDenied, match="No row is filled in"):
        keying.hand_over_rows(sheet, [{"organisation": ""}], by=world.officer, seen=sheet.revision)


def test_what_is_keyed_never_becomes_a_formula(world, sheet):
    source = keying.hand_over_rows(sheet, [{**ROW, "organisation": "=1+1"}], by=world.officer, seen=sheet.revision)

    [plan] = check_import(source, world.officer).plans
    assert plan.row.get("organisation") == "=1+1"
