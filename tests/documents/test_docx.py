from __future__ import annotations

import io

import docx
import pytest
import time_machine
from docx.oxml.ns import qn

from foundation.documents.content import Cell, Fact, Facts, Note, Number, Numbers, Section, Table, TableColumn, Words
from foundation.documents.docx import render
from foundation.ui.xml_text import storable
from tests.documents.examples import HOSTILE, document


def file_of(asked):
    return docx.Document(io.BytesIO(render(asked)))


def test_headings_are_headings_and_texts_are_there():
    file = file_of(document())

    titles = [(one.style.name, one.text) for one in file.paragraphs if one.style.name.startswith(("Title", "Head"))]
    assert titles == [
        ("Title", "Liaison report"),
        ("Heading 1", "In short"),
        ("Heading 1", "Overdue"),
        ("Heading 2", "By month"),
        ("Heading 1", "About"),
    ]
    assert "Second line, 2026-11-22." in [one.text for one in file.paragraphs]


def test_tables_repeat_their_head_and_show_what_is_missing():
    figures, overdue, _drawn = file_of(document()).tables

    assert [[cell.text for cell in row.cells] for row in figures.rows][2:] == [
        ["late", "not known", "no answer yet"],
        ["people", "< 5", ""],
    ]
    assert overdue.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert overdue._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Overdue action items"
    assert overdue.rows[2].cells[1].text == "=cmd()"


def test_a_picture_has_an_alternative_text():
    (shape,) = file_of(document()).inline_shapes

    assert shape._inline.docPr.get("descr") == "Meetings by month. October 4, November 9"


def test_arabic_runs_from_the_right_and_other_texts_keep_their_language():
    words = (Words("في يوم 2026-11-22"), Words("A line in English", "en"))
    file = file_of(document("ar", title="تقرير الاتصال", sections=(Section("باختصار", (*words, table_of_one())),)))

    title = file.paragraphs[0]
    assert title._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "1"
    assert title.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    assert title.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar"
    english = next(one for one in file.paragraphs if one.text == "A line in English")
    assert english._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "0"
    assert english.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en"
    assert "في يوم \u20662026-11-22\u2069" in [one.text for one in file.paragraphs]
    assert file.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def table_of_one():
    return Table("t", "T", (TableColumn("a", "A"),), (("x",),))


def test_the_marking_stands_on_every_page_and_the_properties_say_what_it_is():
    file = file_of(document("fr"))

    section = file.sections[0]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "INTERNAL"
    assert "PAGE" in section.footer._element.xml
    about = file.core_properties
    assert (about.title, about.language, about.category, about.comments) == ("Liaison report", "fr", "Internal", "")
    assert about.created.isoformat() == "2026-11-22T09:30:00+00:00"


def test_links_lead_to_this_mission_and_nowhere_unsafe():
    facts = Facts(
        (Fact("a", "b", url="/places/"), Fact("c", "d", url="javascript:alert(1)"), Fact("e", "f", url="//x/"))
    )
    file = file_of(document(sections=(Section("x", (facts,)),)))

    links = [one.target_ref for one in file.part.rels.values() if one.is_external]
    assert links == ["http://localhost:8000/places/"]


def test_the_same_document_gives_the_same_bytes():
    first = render(document("ar"))

    with time_machine.travel("2031-05-05"):
        assert render(document("ar")) == first


@pytest.mark.parametrize("wild", [HOSTILE, "\x00\x01\x1b\ud800\ufffe", "😀 عربي 中", "w" * 3000, "a\r\nb\u2028c\t"])
def test_what_a_person_wrote_stays_text(wild):
    columns = (TableColumn("a", wild),)
    blocks = (
        Words(wild),
        Note(wild, "bad"),
        Facts((Fact(wild, wild),)),
        Numbers((Number(wild, wild, None, wild),)),
        Table(wild, wild, columns, ((Cell(wild, language="xx"),),)),
        Table("empty", "Empty", columns, ()),
    )

    file = file_of(document(title=wild, subtitle=wild, author=wild, sections=(Section(wild, blocks),)))

    shown = storable(wild).split("\n")[0].strip()[:40]
    assert file.paragraphs[0].text.startswith(shown[:5])
    assert [len(table.rows) for table in file.tables] == [2, 2, 1]
