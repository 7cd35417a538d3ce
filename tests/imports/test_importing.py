from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from foundation.access.actors import actor_for
from foundation.access.decisions import ActionDenied
from foundation.imports import importing, running
from foundation.imports.checking import check_import
from foundation.imports.choices import ImportState
from foundation.imports.kinds import Outcome
from foundation.imports.marking import marked_workbook
from foundation.imports.models import Import, ImportedRow, RememberedMapping
from foundation.imports.provenance import provenance_of
from foundation.imports.undoing import changed_rows, undo_import
from foundation.jobs.models import Job
from foundation.journal.models import Entry
from foundation.people.domain.organisations import rename_organisation
from foundation.people.domain.posts import add_post
from foundation.people.models import Organisation, Post
from tests.factories import actor_of
from tests.imports.sending import applied, csv_of, sent, xlsx_of

HEADINGS = ("Organisation", "Kind", "Area", "Post", "Head")
COUNCIL = ("Council of Eres", "local authority", "Corma", "Mayor of Eres", "yes")
CHIEFS = ("Court of Maldosa", "customary", "CRN0101", "Sultan", "x")
BAD = ("Ghost", "king", "Nowhere", "", "perhaps")


def test_headings_are_recognised_in_any_of_our_languages_and_remembered(world):
    content = csv_of(("Liste 2026", "", ""), ("ORGANISATION", "Catégorie", "Lieu"), ("Mairie X", "mairie", "Korma"))
    source = sent(content, by=world.officer)

    assert source.header_row == 2
    assert source.mapping == {"organisation": 0, "kind": 1, "area": 2}

    importing.map_columns(source, mapping={"organisation": 0, "area": 2}, by=world.officer, seen=source.revision)
    assert sent(content, by=world.colleague).mapping == {"organisation": 0, "area": 2}
    assert RememberedMapping.objects.count() == 1


def test_the_dry_run_tells_every_bad_cell_and_writes_nothing(world):
    before = Organisation.objects.count(), Entry.objects.count()
    source = sent(csv_of(HEADINGS, COUNCIL, BAD), by=world.officer)

    check = check_import(source, world.officer)

    assert [(plan.row.number, [problem.field for problem in plan.problems]) for plan in check.plans] == [
        (2, []),
        (3, ["kind", "is_head"]),
    ]
    assert not check.is_clean
    assert Organisation.objects.count() == before[0]
    assert Entry.objects.count() == before[1] + 1  # that a file was sent


def test_a_file_with_one_bad_row_is_not_taken_in_at_all(world):
    source = sent(csv_of(HEADINGS, COUNCIL, BAD), by=world.officer)

    with pytest.raises(ActionDenied, match="so none is"):
        importing.apply_import(source, by=world.officer, seen=source.revision)

    assert not Job.objects.exists()
    assert not Organisation.objects.filter(names__en="Council of Eres").exists()


def test_a_good_file_is_taken_in_with_its_provenance(world):
    source = applied(csv_of(HEADINGS, COUNCIL, CHIEFS), by=world.officer)

    council = Organisation.objects.get(names__en="Council of Eres")
    assert (source.state, source.added_count, source.kept_count) == (ImportState.APPLIED, 4, 0)
    assert council.area == world.town_area
    assert Post.objects.get(organisation=council).is_head
    assert set(Entry.objects.filter(subject_id=council.pk).values_list("verb", flat=True)) == {"added"}
    where = provenance_of(council, world.officer)
    assert (where.file_name, where.number, where.by_user_id) == ("counterparts.csv", 2, world.officer.user_id)
    assert where.url == source.get_absolute_url()


def test_where_a_record_came_from_is_told_to_its_own_side_alone(world):
    applied(csv_of(HEADINGS, COUNCIL), by=world.officer)
    council = Organisation.objects.get(names__en="Council of Eres")

    assert provenance_of(council, world.mayor) is None
    colleague = provenance_of(council, world.colleague)
    assert colleague.file_name == "counterparts.csv"
    assert colleague.url == ""
    assert provenance_of(world.town, world.officer) is None


def test_a_second_time_nothing_is_new(world):
    content = csv_of(HEADINGS, COUNCIL, CHIEFS)
    applied(content, by=world.officer)
    count = Organisation.objects.count(), Post.objects.count()

    again = applied(content, by=world.officer)

    assert (again.added_count, again.kept_count) == (0, 2)
    assert (Organisation.objects.count(), Post.objects.count()) == count


def test_a_job_that_runs_twice_takes_in_once(world):
    source = applied(csv_of(HEADINGS, COUNCIL), by=world.officer)

    running.run_import(Job.objects.get(key__startswith=str(source.pk)))

    assert Organisation.objects.filter(names__en="Council of Eres").count() == 1


def test_what_became_impossible_meanwhile_is_a_draft_again(world):
    source = sent(csv_of(HEADINGS, COUNCIL), by=world.officer)
    job = importing.apply_import(source, by=world.officer, seen=source.revision)
    world.town_area.names = {"en": "Elsewhere"}
    world.town_area.save(update_fields=["names"])

    running.run_import(job)

    source.refresh_from_db()
    assert source.state == ImportState.DRAFT
    assert not ImportedRow.objects.exists()
    again = importing.apply_import
    with pytest.raises(ActionDenied):
        again(source, by=world.officer, seen=source.revision)


def test_nothing_is_half_imported_when_a_row_breaks(world, monkeypatch):
    source = sent(csv_of(HEADINGS, COUNCIL, CHIEFS), by=world.officer)
    job = importing.apply_import(source, by=world.officer, seen=source.revision)
    real = ImportedRow.objects.bulk_create

    def broken(rows, **more):
        real(rows, **more)
        raise ConnectionError("killed")

    monkeypatch.setattr(ImportedRow.objects, "bulk_create", broken)
    with pytest.raises(ConnectionError):
        running.run_import(job)

    assert not Organisation.objects.filter(names__en="Council of Eres").exists()
    monkeypatch.undo()
    running.run_import(job)
    assert Organisation.objects.filter(names__en="Council of Eres").count() == 1


def test_an_untouched_import_is_undone_whole(world):
    before = Organisation.objects.count(), Post.objects.count()
    source = applied(csv_of(HEADINGS, COUNCIL, CHIEFS), by=world.officer)

    source = undo_import(source, by=world.officer, seen=source.revision)

    assert source.state == ImportState.UNDONE
    assert (Organisation.objects.count(), Post.objects.count()) == before
    assert not ImportedRow.objects.exists()
    assert Entry.objects.filter(verb="taken_back").count() == 4


def test_an_import_with_a_changed_record_is_not_undone_and_says_which(world):
    source = applied(csv_of(HEADINGS, COUNCIL, CHIEFS), by=world.officer)
    council = Organisation.objects.get(names__en="Council of Eres")
    rename_organisation(council, names={"en": "Eres council"}, by=world.officer, seen=council.revision)

    with pytest.raises(ActionDenied, match="1 record was changed"):
        undo_import(source, by=world.officer, seen=source.revision)

    [changed] = changed_rows(source, list(source.rows.all()), world.officer)
    assert (changed.number, changed.record) == (2, council)
    assert Organisation.objects.filter(pk=council.pk).exists()


def test_an_import_something_was_built_on_is_not_undone(world):
    source = applied(csv_of(HEADINGS, CHIEFS), by=world.officer)
    court = Organisation.objects.get(names__en="Court of Maldosa")
    add_post(court, titles={"en": "Secretary"}, is_head=False, by=world.officer)

    with pytest.raises(ActionDenied, match="Row 2 is in use"):
        undo_import(source, by=world.officer, seen=source.revision)

    assert Post.objects.filter(organisation=court).count() == 2


def test_a_file_is_seen_by_who_sent_it_alone(world):
    source = sent(csv_of(HEADINGS, COUNCIL), by=world.officer)

    assert list(Import.objects.visible_to(world.officer)) == [source]
    assert not Import.objects.visible_to(world.colleague).exists()
    assert not Import.objects.visible_to(world.mayor).exists()


def test_a_role_without_the_right_takes_in_nothing(world):
    with pytest.raises(ActionDenied):
        sent(csv_of(HEADINGS, COUNCIL), by=world.mayor)


def test_a_file_is_taken_in_by_whom_the_person_is_then(world):
    """Who lost the right between asking and running takes in nothing."""
    officer = actor_of(world.mission)
    source = sent(csv_of(HEADINGS, COUNCIL), by=officer)
    job = importing.apply_import(source, by=officer, seen=source.revision)
    officer.user.person.memberships.update(until_on="2026-01-02")
    assert not actor_for(officer.user).is_known

    running.run_import(job)

    assert not Organisation.objects.filter(names__en="Council of Eres").exists()


def test_the_workbook_comes_back_with_its_bad_cells_marked_and_all_else_kept(world):
    content = load_workbook(io.BytesIO(xlsx_of(HEADINGS, COUNCIL, BAD)))
    content.active["H1"] = "=1+1"
    content.active["A2"].font = Font(bold=True)
    content.create_sheet("Notes")["A1"] = "keep me"
    written = io.BytesIO()
    content.save(written)
    source = sent(written.getvalue(), by=world.officer)

    book = load_workbook(io.BytesIO(marked_workbook(source, check_import(source, world.officer))))

    sheet = book[source.sheet]
    commented = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert set(commented) == {"B3", "E3"}
    assert commented["E3"] == "Write yes or no."
    assert sheet["B3"].fill.start_color.rgb == "FFF4B5AE"
    assert sheet["B2"].fill.fill_type is None
    assert sheet["A2"].font.bold
    assert sheet["H1"].value == "=1+1"
    assert book["Notes"]["A1"].value == "keep me"


def test_a_csv_comes_back_as_a_workbook_in_which_text_stays_text(world):
    source = sent(csv_of(HEADINGS, ("=cmd|' /C calc'!A0", "king", "", "", "")), by=world.officer)

    book = load_workbook(io.BytesIO(marked_workbook(source, check_import(source, world.officer))))

    cell = book.active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert book.active["B2"].comment


def test_a_missing_column_is_told_at_the_headings(world):
    source = sent(csv_of(("Something", "Kind"), ("x", "king")), by=world.officer)
    check = check_import(source, world.officer)

    book = load_workbook(io.BytesIO(marked_workbook(source, check)))

    assert check.missing == ("organisation",)
    assert "Organisation" in book.active["A1"].comment.text


def test_a_bad_merged_cell_is_marked_at_its_first(world):
    book = load_workbook(io.BytesIO(xlsx_of(HEADINGS, COUNCIL, ("Ghost", "", "Corma", "", ""))))
    book.active.merge_cells("A3:B3")
    written = io.BytesIO()
    book.save(written)
    source = sent(written.getvalue(), by=world.officer)

    marked = load_workbook(io.BytesIO(marked_workbook(source, check_import(source, world.officer))))

    assert marked[source.sheet]["A3"].comment


def test_each_outcome_is_counted(world):
    check = check_import(sent(csv_of(HEADINGS, COUNCIL, COUNCIL), by=world.officer), world.officer)

    assert (check.count(Outcome.ADD), check.count(Outcome.KEEP)) == (1, 1)
