from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from django.utils import translation

from foundation.documents.content import marking_of
from foundation.documents.lists import xlsx
from foundation.documents.lists.columns import Asked, ask, name, words
from foundation.places.models import Area
from tests.factories import AreaFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return actor_of(OrganisationFactory(kind="mission"))


def sheet_of(asked, officer, **options):
    made = xlsx.workbook(asked, actor=officer, title="Areas / all", marking=marking_of("internal"), **options)
    with made:
        return openpyxl.load_workbook(made).active


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_rows_come_under_their_titles(officer):
    AreaFactory(code="XX1", names={"en": "=Maldosa \x01 & <well>"})
    columns = (words("Code", "code", hxl="#loc+code"), name("Code", "names"))

    sheet = sheet_of(ask(Area.objects.filter(code="XX1"), columns), officer, with_hxl=True)

    assert sheet.title == "Areas   all"
    assert rows_of(sheet) == [["Code", "Code (2)"], ["#loc+code", None], ["XX1", "'=Maldosa _x0001_ & <well>"]]
    assert sheet.freeze_panes == "A2"
    assert sheet.oddHeader.center.text.endswith("Internal")


def test_days_are_days_and_numbers_are_numbers(officer):
    sql = "select date '2026-11-22', 3, 12.5::numeric, null, repeat('x', 40000), true, 'https://x/', '=1'"
    asked = Asked(tuple("abcdefgh"), ("",) * 8, ("date", "number", "number", *["text"] * 5), sql, ())

    sheet = sheet_of(asked, officer)

    values = rows_of(sheet)[1]
    assert values[:4] == [dt.datetime.fromisoformat("2026-11-22"), 3, 12.5, None]
    assert values[4].endswith("x …")
    assert len(values[4]) <= xlsx.LONGEST_TEXT
    assert values[5:] == [True, "https://x/", "'=1"]
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["H2"].data_type == "s"
    assert sheet["G2"].hyperlink is None


def test_arabic_sheets_run_from_the_right_and_an_empty_list_has_titles(officer):
    with translation.override("ar"):
        sheet = sheet_of(ask(Area.objects.none(), [words("الرمز", "code")]), officer)

    assert sheet.sheet_view.rightToLeft
    assert rows_of(sheet) == [["الرمز"]]


def test_more_rows_than_a_workbook_holds_are_refused(officer, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    sql = "select one::text from generate_series(1, 6) as one"

    with pytest.raises(xlsx.TooManyRows):
        sheet_of(Asked(("a",), ("",), ("text",), sql, ()), officer)
