"""Texts, links and fields in WordprocessingML, each with its language and direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from foundation.documents.links import whole
from foundation.documents.text import direction_of, held_together, is_rtl
from foundation.ui.xml_text import storable

FONT = "Arial"  # on every machine that opens such files, with Arabic letters

# The format has an order: what stands behind `w:bidi` in the properties of a paragraph.
AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:outlineLvl",
    "w:rPr",
    "w:sectPr",
)


@dataclass(frozen=True)
class Pen:
    """Writes in one document's language; a text in another language says so itself."""

    language: str

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)

    def write(self, paragraph: Paragraph, text: str, *, language: str = "", url: str = "", bold: bool = False) -> None:
        """Put a text at the end of a paragraph; with an address that is safe, as a link."""
        shown = held_together(storable(text), language or self.language)
        run = paragraph.add_run(shown)
        run.bold = bold or None
        turned = direction_of(shown, language or self.language) == "rtl"
        say_language(run, language or self.language, is_turned=turned)
        if link := whole(url):
            make_link(paragraph, run, link)

    def paragraph(self, paragraph: Paragraph, text: str, *, language: str = "", url: str = "") -> None:
        """Write a paragraph that starts on the side where its first letter starts."""
        turn(paragraph, direction_of(text, language or self.language) == "rtl")
        self.write(paragraph, text, language=language, url=url)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """The child of that name, made when it is not there, with these attributes (all in the `w:` namespace)."""
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), value)
    return found


def say_language(run: Run, language: str, *, is_turned: bool) -> None:
    """The language a screen reader speaks and a spelling checker checks."""
    properties = run._r.get_or_add_rPr()
    if is_turned:
        if run.bold:  # Arabic letters have a bold of their own
            properties.find(qn("w:b")).addnext(OxmlElement("w:bCs"))
        child(properties, "w:rtl")
    child(properties, "w:lang", **({"bidi": language} if is_turned else {"val": language}))


def turn(paragraph: Paragraph, is_turned: bool) -> None:
    """Let a paragraph run from right to left, or not, whatever its style says."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(bidi(is_turned), *AFTER_BIDI)


def bidi(is_turned: bool) -> Any:
    element = OxmlElement("w:bidi")
    element.set(qn("w:val"), "1" if is_turned else "0")
    return element


def make_link(paragraph: Paragraph, run: Run, url: str) -> None:
    """Make the last run of a paragraph a link."""
    key = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run._r.addprevious(link)
    link.append(run._r)
    run.underline = True


def field(paragraph: Paragraph, code: str) -> None:
    """A field that the word processor fills in: PAGE, NUMPAGES."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            words = OxmlElement("w:instrText")
            words.text = f" {text} "
            run._r.append(words)


def keep_row(row: Any, *, is_head: bool = False) -> None:
    """Keep a row on one page; the head stands at the top of every page and is read as one."""
    properties = row._tr.get_or_add_trPr()
    child(properties, "w:cantSplit")
    if is_head:
        child(properties, "w:tblHeader")
