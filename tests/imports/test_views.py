from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from foundation.imports.choices import ImportState
from foundation.imports.models import Import, Sheet
from foundation.imports.running import run_import
from foundation.jobs.models import Job
from foundation.people.models import Organisation
from foundation.submissions.keys import new_key
from tests.imports.sending import applied, csv_of, sent, upload

HEADINGS = ("Organisation", "Kind", "Area", "Post", "Head")
COUNCIL = ("Council of Eres", "local authority", "Corma", "Mayor of Eres", "yes")
BAD = ("Ghost", "king", "Nowhere", "", "perhaps")


@pytest.fixture
def officer(world, client):
    client.force_login(world.officer.user)
    return client


def post(client, address, actor, record=None, **fields):
    fields["submission_key"] = new_key(actor.user_id)
    if record is not None:
        fields["revision"] = record.revision
    return client.post(address, fields)


def address(name, *args):
    return reverse(f"imports:{name}", args=args)


def test_a_file_is_sent_mapped_taken_in_and_undone(world, officer):
    content = csv_of(("Who", "Kind", "Area", "Post", "Head"), COUNCIL)
    answer = post(officer, address("import_new"), world.officer, kind="counterparts", file=upload(content))
    source = Import.objects.get()
    assert answer.url == source.get_absolute_url()
    assert "A column is missing." in officer.get(answer.url).content.decode()

    fields = {"field_organisation": 0, "field_kind": 1, "field_area": 2, "field_post": 3, "field_is_head": 4}
    assert post(officer, address("import_map", source.pk), world.officer, source, **fields).status_code == 302
    source.refresh_from_db()
    page = officer.get(source.get_absolute_url()).content.decode()
    assert 'data-deed="apply_import"' in page
    assert "New organisation with a new post: Mayor of Eres" in page

    assert post(officer, address("import_apply", source.pk), world.officer, source).status_code == 302
    waiting = officer.get(source.get_absolute_url())
    assert "<progress" in waiting.content.decode()
    assert waiting["Refresh"] == "4"
    run_import(Job.objects.get())
    source.refresh_from_db()
    council = Organisation.objects.get(names__en="Council of Eres")
    assert council.get_absolute_url() in officer.get(source.get_absolute_url()).content.decode()
    assert "counterparts.csv" in officer.get(council.get_absolute_url()).content.decode()

    assert post(officer, address("import_undo", source.pk), world.officer, source).status_code == 302
    assert not Organisation.objects.filter(pk=council.pk).exists()


def test_wrong_rows_are_told_and_the_marked_workbook_is_offered(world, officer):
    source = sent(csv_of(HEADINGS, COUNCIL, BAD), by=world.officer)

    page = officer.get(source.get_absolute_url()).content.decode()

    assert 'data-row="3"' in page
    assert "Write yes or no." in page
    assert 'data-deed="apply_import"' not in page
    answer = officer.get(address("import_marked", source.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="counterparts.xlsx"'
    assert load_workbook(io.BytesIO(answer.content)).active["E3"].comment


def test_a_file_with_wrong_rows_is_refused_at_the_door(world, officer):
    source = sent(csv_of(HEADINGS, BAD), by=world.officer)

    assert post(officer, address("import_apply", source.pk), world.officer, source).status_code == 403
    source.refresh_from_db()
    assert source.state == ImportState.DRAFT


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"PK\x03\x04"])
def test_what_is_no_spreadsheet_is_told_on_the_form(world, officer, content):
    answer = post(officer, address("import_new"), world.officer, kind="counterparts", file=upload(content))

    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_another_table_is_chosen(world, officer):
    source = sent(csv_of(HEADINGS, COUNCIL), by=world.officer)
    where = address("import_choose_table", source.pk)

    assert officer.get(where).status_code == 200
    assert post(officer, where, world.officer, source, sheet="CSV", header_row=2).status_code == 422
    assert post(officer, where, world.officer, source, sheet="CSV", header_row=1).status_code == 302


def test_one_column_cannot_say_two_things(world, officer):
    source = sent(csv_of(HEADINGS, COUNCIL), by=world.officer)
    fields = {"field_organisation": 0, "field_post": 0}

    answer = post(officer, address("import_map", source.pk), world.officer, source, **fields)

    assert answer.status_code == 422
    assert "taken for something else" in answer.content.decode()


def test_a_file_is_set_aside(world, officer):
    source = sent(csv_of(HEADINGS, COUNCIL), by=world.officer)

    assert post(officer, address("import_discard", source.pk), world.officer, source).status_code == 302
    assert officer.get(source.get_absolute_url()).status_code == 200
    assert officer.get(address("import_marked", source.pk)).status_code == 403


def test_a_file_whose_job_gave_up_can_be_set_aside(world, officer):
    source = sent(csv_of(HEADINGS, COUNCIL), by=world.officer)
    post(officer, address("import_apply", source.pk), world.officer, source)
    source.refresh_from_db()
    assert post(officer, address("import_discard", source.pk), world.officer, source).status_code == 403
    Job.objects.update(state="failed")

    page = officer.get(source.get_absolute_url())

    assert "nothing was written" in page.content.decode()
    assert "Refresh" not in page
    assert post(officer, address("import_discard", source.pk), world.officer, source).status_code == 302
    source.refresh_from_db()
    assert source.state == ImportState.DISCARDED


def test_nobody_else_sees_the_file(world):
    source = applied(csv_of(HEADINGS, COUNCIL), by=world.officer)

    for actor in (world.colleague, world.mayor):
        stranger = Client()
        stranger.force_login(actor.user)
        for name in ("import", "import_file", "import_marked", "import_map"):
            assert stranger.get(address(name, source.pk)).status_code == 404
        assert source.file.name not in stranger.get(address("import_list")).content.decode()


def test_a_role_that_takes_in_nothing_is_refused(world, client):
    client.force_login(world.mayor.user)

    assert client.get(address("import_list")).status_code == 403
    assert client.get(address("import_new")).status_code == 403


def test_the_empty_workbook_has_the_headings(officer):
    answer = officer.get(address("import_template", "counterparts"))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:2] == ["Organisation", "Kind"]
    assert sheet["A1"].font.bold
    assert officer.get(address("import_template", "no-such-kind")).status_code == 302


def test_the_file_comes_back_as_it_was_sent(world, officer):
    content = csv_of(HEADINGS, COUNCIL)
    source = sent(content, by=world.officer)

    assert b"".join(officer.get(address("import_file", source.pk)).streaming_content) == content


@pytest.mark.parametrize("count", [1, 60])
def test_a_page_costs_the_same_for_many_rows(world, officer, count, django_assert_max_num_queries):
    rows = [(f"Council {number}", "partner", "Corma", "Head", "yes") for number in range(count)]
    draft = sent(csv_of(HEADINGS, *rows), by=world.officer)
    done = applied(csv_of(HEADINGS, *rows), by=world.officer)

    for where in (draft.get_absolute_url(), done.get_absolute_url(), address("import_list")):
        with django_assert_max_num_queries(10):  # two of them are the savepoint of the request
            officer.get(where)


def test_a_sheet_is_printed_photographed_keyed_and_handed_over(world, officer):
    fields = {"kind": "counterparts", "title": "Council visit", "row_count": 3}
    post(officer, address("sheet_new"), world.officer, **fields)
    sheet = Sheet.objects.get()
    paper = officer.get(address("sheet_print", sheet.pk)).content.decode()
    assert paper.count('<th scope="row">') == 3
    assert "<svg" in paper
    assert f"http://testserver{sheet.get_absolute_url()}" in paper

    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    photo = SimpleUploadedFile("sheet.png", drawn.getvalue())
    assert post(officer, address("sheet_add_photo", sheet.pk), world.officer, sheet, photo=photo).status_code == 302
    sheet.refresh_from_db()
    keying = officer.get(address("sheet_key", sheet.pk)).content.decode()
    assert address("sheet_photo", sheet.photos.get().pk) in keying
    assert b"".join(officer.get(address("sheet_photo", sheet.photos.get().pk)).streaming_content)

    typed = {"row_1_organisation": "Council of Eres", "row_1_kind": "partner", "row_1_area": "Corma"}
    where = address("sheet_key", sheet.pk)
    assert post(officer, where, world.officer, sheet, **typed).url == where
    sheet.refresh_from_db()
    answer = post(officer, where, world.officer, sheet, **typed, hand_over="1")
    assert answer.url == Import.objects.get().get_absolute_url()
    assert "New organisation" in officer.get(answer.url).content.decode()
    assert officer.get(sheet.get_absolute_url()).status_code == 200


def test_an_empty_sheet_is_told_to_be_empty(world, officer):
    post(officer, address("sheet_new"), world.officer, kind="counterparts", title="x", row_count=2)
    sheet = Sheet.objects.get()

    answer = post(officer, address("sheet_key", sheet.pk), world.officer, sheet, hand_over="1")

    assert answer.status_code == 422
    assert "No row is filled in yet." in answer.content.decode()


def test_a_photo_that_is_no_picture_is_told(world, officer):
    post(officer, address("sheet_new"), world.officer, kind="counterparts", title="x", row_count=2)
    sheet = Sheet.objects.get()
    fields = {"photo": upload(b"%PDF-1.7 %%EOF", "x.pdf")}

    assert post(officer, address("sheet_add_photo", sheet.pk), world.officer, sheet, **fields).status_code == 422
