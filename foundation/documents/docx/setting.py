"""What holds for a whole file: its paper, fonts, language, properties, and the marking on every page."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from foundation.documents.content import Document
from foundation.documents.docx.writing import FONT, Pen, bidi, child, field, turn
from foundation.ui.xml_text import storable

SIZES = {"Title": 22, "Subtitle": 12, "Heading 1": 15, "Heading 2": 12, "Caption": 9.5, "Quote": 10, "Normal": 10}
LONGEST_PROPERTY = 255


def prepare(file: File, pen: Pen) -> None:
    """A4, one font, black headings, and the language of the document on every style."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    if pen.is_rtl:
        section._sectPr.insert_element_before(bidi(True), "w:rtlGutter", "w:docGrid")
    for name, size in SIZES.items():
        _set_style(file.styles[name], size, pen)
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _say(child(defaults, "w:lang"), pen.language)


def _set_style(style: Any, size: float, pen: Pen) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb, style.font.italic = RGBColor(0, 0, 0), False
    properties = style.element.get_or_add_rPr()
    fonts = child(properties, "w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for spaced in properties.findall(qn("w:spacing")):  # letters set apart tear Arabic words
        properties.remove(spaced)
    child(properties, "w:szCs", val=str(int(size * 2)))
    _say(child(properties, "w:lang"), pen.language)


def _say(element: Any, language: str) -> None:
    for name in ("val", "eastAsia", "bidi"):
        element.set(qn(f"w:{name}"), language)


def say_properties(file: File, document: Document) -> None:
    about = file.core_properties
    made = document.as_of.astimezone(UTC).replace(tzinfo=None)
    about.title = storable(document.title)[:LONGEST_PROPERTY]
    about.subject = storable(document.subtitle)[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = storable(document.author)[:LONGEST_PROPERTY]
    about.category = storable(document.marking.words)[:LONGEST_PROPERTY]
    about.language, about.comments, about.keywords = document.language, "", ""
    about.created = about.modified = made
    about.revision = 1


def write_edges(file: File, document: Document, pen: Pen) -> None:
    """The marking above and below, the page's number beside whose document it is."""
    section = file.sections[0]
    _write_marking(section.header.paragraphs[0], document, pen)
    _write_marking(section.footer.paragraphs[0], document, pen)
    line = section.footer.add_paragraph()
    turn(line, pen.is_rtl)
    pen.write(line, f"{document.author} · {document.title} · ")
    # The two numbers are filled in by the word processor, wherever the language puts them.
    before, _first, rest = (_("Page %(page)s of %(pages)s") % {"page": "\x00", "pages": "\x01"}).partition("\x00")
    between, _second, after = rest.partition("\x01")
    pen.write(line, before)
    field(line, "PAGE")
    pen.write(line, between)
    field(line, "NUMPAGES")
    pen.write(line, after)


def _write_marking(paragraph: Paragraph, document: Document, pen: Pen) -> None:
    turn(paragraph, pen.is_rtl)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    pen.write(paragraph, document.marking.words.upper(), bold=True)
