from __future__ import annotations

from bs4 import BeautifulSoup

from foundation.documents import page
from foundation.documents.content import Section, Words
from tests.documents.examples import HOSTILE, document


def soup_of(asked):
    return BeautifulSoup(page.render(asked), "html.parser")


def test_each_figure_stands_with_its_value():
    found = {b["data-figure"]: (b["data-value"], b.get_text()) for b in soup_of(document()).select("[data-figure]")}

    assert found == {
        "meetings": ("142", "142"),
        "late": ("", "not known"),
        "small": ("", "< 5"),
        "days_late": ("3", "3"),
    }


def test_the_page_is_in_the_documents_language_and_direction():
    soup = soup_of(document("ar"))

    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert soup.select_one(".document-words")["lang"] == "en"
    assert soup.select_one("tbody [lang=fr]").get_text() == "Repair the well"


def test_the_marking_stands_where_every_printed_page_repeats_it():
    soup = soup_of(document())

    assert soup.select_one("table.sheet-frame > thead [data-marking]").get_text() == "Internal"


def test_missing_is_shown_as_missing():
    row = soup_of(document()).select("[data-table=overdue] tbody tr")[1]

    assert [cell.get_text() for cell in row.find_all(["td", "th"])] == [
        "GAO-26-0148-M",
        "=cmd()",
        "not known",
        "3",
        "not known",
    ]
    assert row.select_one("a")["href"] == "/actions/1/"


def test_both_sizes_of_a_drawing_and_its_numbers_are_there():
    figure = soup_of(document()).select_one("[data-drawing=meetings]")

    assert len(figure.select("svg[role=img]")) == 2
    assert [cell.get_text() for cell in figure.select("details td")] == ["October 2026", "4", "November 2026", "9"]


def test_what_a_person_wrote_is_text():
    html = page.render(document(title=HOSTILE, sections=(Section(HOSTILE, (Words(HOSTILE),)),)))

    assert "<script>alert" not in html
    assert BeautifulSoup(html, "html.parser").h1.get_text() == HOSTILE
