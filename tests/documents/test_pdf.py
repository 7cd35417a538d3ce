from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import time_machine

from foundation.documents import fonts, pdf
from foundation.documents.content import Cell, Marking, Note, PageBreak, Picture, Section, Table, TableColumn, Words
from foundation.documents.text import beside, breakable, direction_of, held_together, printable
from foundation.ui.charts.values import DataTable, Drawing
from tests.documents.examples import HOSTILE, document

PAGES = "pdfinfo and pdftotext (poppler-utils) are not installed: the tags and texts of PDF files are NOT checked"
needs_poppler = pytest.mark.skipif(not (shutil.which("pdfinfo") and shutil.which("pdftotext")), reason=PAGES)


def told(tool, made, tmp_path, *options):
    path = tmp_path / "made.pdf"
    path.write_bytes(made)
    after = ["-"] if tool == "pdftotext" else []
    words = [tool, *options, path, *after]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_the_same_document_gives_the_same_bytes():
    first = pdf.render(document("fr"))

    with time_machine.travel("2031-05-05"):
        assert pdf.render(document("fr")) == first
    assert pdf.render(document("fr", title="Other")) != first
    assert first.startswith(b"%PDF-1.7")


@needs_poppler
def test_a_file_is_tagged_and_says_its_title_language_author_and_day(tmp_path):
    made = pdf.render(document("fr", author="Mission in Carana"))

    about = told("pdfinfo", made, tmp_path)
    assert "Title:           Liaison report\n" in about
    assert "Author:          Mission in Carana\n" in about
    assert "CreationDate:    Sun Nov 22 09:30:00 2026 UTC\n" in about
    assert "Tagged:          yes\n" in about
    assert b"/Lang(fr" in made.replace(b" ", b"")
    meta = told("pdfinfo", made, tmp_path, "-meta")
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta
    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in meta


@needs_poppler
def test_headings_tables_pictures_and_links_are_tagged(tmp_path):
    tags = told("pdfinfo", pdf.render(document()), tmp_path, "-struct-text")

    for tag in ('H1 "In short"', 'H2 "By month"', "Table", "THead", "TH <", "TD", "Caption", "Figure", "Link"):
        assert tag in tags
    assert tags.index('"142"') < tags.index('"GAO-26-0147-K"') < tags.index('"October 2026"')
    assert "/figures/meetings/count/" in told("pdfinfo", pdf.render(document()), tmp_path, "-url")


@needs_poppler
def test_marking_page_number_and_table_head_stand_on_every_page(tmp_path):
    columns = (TableColumn("reference", "Reference", "code"), TableColumn("text", "What", "text"))
    rows = tuple((f"GAO-26-{number:04d}-K", "Repair the well") for number in range(150))
    made = pdf.render(document(sections=(Section("Long", (Table("t", "Long", columns, rows), PageBreak())),)))

    pages = told("pdftotext", made, tmp_path, "-layout").removesuffix("\f").split("\f")

    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.count("INTERNAL") == 2
        assert f"Page {number} of {len(pages)}" in page
        assert "Reference" in page


@needs_poppler
def test_what_a_person_wrote_is_shown_as_text(tmp_path):
    wild = HOSTILE + " 😀 中 \x01\x00\ud800 \u202e " + "w" * 400
    columns = (TableColumn("a", "A"), TableColumn("b", wild))
    blocks = (Words(wild), Note(wild, "bad"), Table("t", wild, columns, ((wild, Cell(wild, language="xx; red")),)))
    made = pdf.render(document("ar", title=wild, subtitle=wild, sections=(Section(wild, blocks),)))

    text = told("pdftotext", made, tmp_path, "-raw")
    text = "".join(char for char in text if char not in "\u200b\u2066\u2069\n")

    for words in ("#set page", "$x^2$", "<label>", "@ref", "[grinning face]", "[U+4E2D]", "[U+0001]", "[U+202E]"):
        assert words in text
    assert "root:" not in text


@pytest.mark.parametrize("sections", [(), (Section(""),), (Section("A part first", (), level=2), Section("x"))])
def test_an_odd_document_is_still_a_file(sections):
    empty = Marking("public", "")

    assert pdf.render(document(title="", subtitle="", marking=empty, sections=sections)).startswith(b"%PDF")


def test_an_empty_table_says_so_and_a_wide_one_turns_the_page():
    columns = tuple(TableColumn(f"c{number}", f"Column {number}") for number in range(12))

    assert pdf.render(document(sections=(Section("None", (Table("t", "T", columns, ()),)),))).startswith(b"%PDF")


def test_the_fonts_draw_the_six_languages_and_their_signs():
    drawn = fonts.drawable()

    assert {char for char in "aéŋœßñãç,«»؟،ةيىء→≥−✓%–—…’" if ord(char) not in drawn} == set()
    assert "SIL Open Font License" in (fonts.FOLDER / "OFL.txt").read_text()


def test_days_numbers_and_codes_are_held_together_in_arabic():
    assert (
        held_together("يوم 2026-11-22 رقم GAO-26-0147-K") == "يوم \u20662026-11-22\u2069 رقم \u2066GAO-26-0147-K\u2069"
    )
    assert held_together("on 2026-11-22") == "on 2026-11-22"
    assert held_together("سؤال FAQ") == "سؤال FAQ"


def test_the_first_letter_decides_the_direction_of_a_text():
    assert [direction_of(text, "ar") for text in ("12 مدينة", "12 towns", "12")] == ["rtl", "ltr", "rtl"]
    assert direction_of("12", "fr") == "ltr"


def test_a_title_in_another_script_stands_apart():
    assert beside("لقاء · بئر", "en") == "\u2068لقاء · بئر\u2069"
    assert beside("Well", "en") == "Well"
    assert beside("لقاء", "ar") == "لقاء"


def test_long_words_may_break_and_others_stay():
    assert breakable("short-and-plain words") == "short-and-plain words"
    assert max(map(len, breakable("x" * 200).split("\u200b"))) <= 12


def test_every_character_is_drawn_or_named():
    shown = printable("".join(map(chr, range(0x3000))) + "😀", fonts.drawable())

    assert {char for char in shown if ord(char) not in fonts.drawable()} == set()


@needs_poppler
def test_a_tall_picture_stays_on_the_page_where_a_wide_table_turned_it(tmp_path):
    columns = tuple(TableColumn(f"c{number}", f"Column {number}") for number in range(12))
    words = '<text x="9" y="20">Highest</text><text x="9" y="195">Lowest</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 200">{words}</svg>'
    tall = Picture(Drawing("tall", "Tall", "A tall one.", svg, svg, DataTable((), ())))

    made = pdf.render(document(sections=(Section("All", (Table("t", "T", columns, ()), tall)),)))

    page = told("pdftotext", made, tmp_path, "-bbox")
    [height] = {float(found) for found in re.findall(r'<page width="[\d.]+" height="([\d.]+)"', page)}
    placed = re.findall(r'yMin="([-\d.]+)"[^>]*yMax="([-\d.]+)">(Highest|Lowest)<', page)
    assert {word for _top, _bottom, word in placed} == {"Highest", "Lowest"}
    assert all(0 <= float(top) < float(bottom) <= height for top, bottom, _word in placed)
