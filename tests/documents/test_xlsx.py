from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from foundation.documents import xlsx
from foundation.documents.content import Cell, Number, Numbers, Section, Table, TableColumn
from tests.documents.examples import HOSTILE, document


def book_of(asked):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(asked)))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_first_sheet_holds_every_figure():
    book = book_of(document("fr"))

    assert book.sheetnames == ["figures", "overdue", "meetings", "À propos"]
    as_of = "2026-11-22T09:30:00+00:00"
    url = "http://localhost:8000/figures/meetings/count/"
    assert rows_of(book["figures"]) == [
        ["name", "label", "value", "shown", "as_of", "url"],
        ["meetings", "meetings", 142, "142", as_of, url],
        ["late", "late", None, "not known", as_of, None],
        ["small", "people", None, "< 5", as_of, None],
        ["days_late", "Overdue action items: GAO-26-0148-M, Days late", 3, "3", as_of, None],
    ]


def test_a_table_holds_values_and_says_what_is_missing():
    sheet = book_of(document())["overdue"]

    rows = rows_of(sheet)
    assert rows[0] == ["Reference", "What will be done?", "Due date", "Days late", "Share"]
    assert rows[1] == ["GAO-26-0147-K", "Repair the well", dt.datetime.fromisoformat("2026-11-02"), 20, 12.5]
    assert rows[2] == ["GAO-26-0148-M", "'=cmd()", "not known", 3, "not known"]
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["A3"].hyperlink.target == "http://localhost:8000/actions/1/"
    assert sheet.freeze_panes == "A2"


def test_the_same_document_gives_the_same_bytes():
    assert xlsx.render(document()) == xlsx.render(document())


def test_the_marking_is_printed_on_every_sheet_and_arabic_runs_from_the_right():
    book = book_of(document("ar"))

    for sheet in book:
        assert sheet.oddHeader.center.text == "&BInternal"
        assert sheet.sheet_view.rightToLeft
    assert book.properties.category == "Internal"
    assert book.properties.created == dt.datetime.fromisoformat("2026-11-22T09:30")


@pytest.mark.parametrize(
    "wild",
    [HOSTILE, "=1+1", "\x00\x01\x1b\ud800\ufffe", "&D &P <b>", "x" * 40_000, "'", "_x0041_", "😀 عربي", "https://x/"],
)
def test_what_a_person_wrote_stays_text(wild):
    columns = (TableColumn("a", wild), TableColumn("b", "B"))
    tables = tuple(
        Table(wild, wild, columns, ((wild, Cell(wild, wild, url="javascript:alert(1)")),)) for _twice in "12"
    )
    numbers = Numbers((Number(wild, wild, None, wild, url="javascript:alert(1)"),))

    book = book_of(document(title=wild, subtitle=wild, author=wild, sections=(Section(wild, (numbers, *tables)),)))

    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 4
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert not any(cell.hyperlink for cell in row)
    shown = book.worksheets[1]["A2"].value
    assert shown.lstrip("'")[:5] == xlsx.text_cell(wild).lstrip("'")[:5]


def test_a_number_a_spreadsheet_would_round_goes_in_as_text():
    columns = (TableColumn("a", "A", "number"),)
    sheets = book_of(document(sections=(Section("x", (Table("t", "T", columns, ((10**16 + 1,), (7,))),)),)))

    assert rows_of(sheets["t"])[1:] == [["10,000,000,000,000,001"], [7]]


def test_names_of_sheets_are_short_allowed_and_apart():
    taken = {"figures"}

    names = [xlsx.sheet_name(name, taken) for name in ("Figures", "a/b", "A B", "x" * 50, "x" * 40, "", "History")]

    assert names == ["Figures 2", "a b", "A B 2", "x" * 31, "x" * 27 + " 2", "sheet", "History 2"]
