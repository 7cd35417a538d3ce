"""A document as a tagged PDF (PDF/UA-1 and PDF/A-2a), set by typst from a template of our own.

The document goes in as JSON, is placed as text and is never part of the template. The fonts are ours, the instant is
the document's, so the same document gives the same bytes on every machine with the same typst.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from foundation.documents import fonts
from foundation.documents.cells import AMOUNTS, cell_of, drawn_table, shares, shown_day
from foundation.documents.content import (
    Block,
    Document,
    Facts,
    Note,
    Numbers,
    PageBreak,
    Picture,
    Section,
    Table,
    Words,
)
from foundation.documents.drawings import TEMPLATES
from foundation.documents.links import whole
from foundation.documents.text import apart, breakable, direction_of, is_rtl, isolated, lines_of, printable

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
LANGUAGE = re.compile(r"[a-z]{2,3}")
WIDE_TABLE = 7


@dataclass(frozen=True)
class Paper:
    """What every text of one document needs to know: the document's language."""

    language: str

    def text(self, text: str, *, language: str = "", url: str = "") -> dict[str, Any]:
        """A text as the template takes it."""
        language = language or self.language
        shown = breakable(printable(text, fonts.drawable()))
        is_turned = direction_of(shown, language) == "rtl"
        if is_turned:
            shown = isolated(shown)
        elif shown and is_rtl(self.language):
            shown = apart(shown)
        placed = {
            "text": shown,
            "lang": language[:3].split("-")[0] if LANGUAGE.match(language) else self.language,
            "rtl": is_turned,
        }
        link = whole(url)
        return placed | {"url": link} if link and shown.strip() else placed


def render(document: Document) -> bytes:
    """The PDF. Raises typst.TypstError when a drawing is not a drawing; a text never makes it fail."""
    with translation.override(document.language):
        asked = _asked(document, Paper(document.language.split("-")[0]))
    compiler = typst.Compiler(
        TEMPLATES / "document.typ",
        root=TEMPLATES,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(asked, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=[*STANDARDS], timestamp=int(document.as_of.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


def _asked(document: Document, paper: Paper) -> dict[str, Any]:
    chapters = [section for section in document.sections if section.level == 1 and section.title]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    moment = document.as_of.utctimetuple()
    names = ("year", "month", "day", "hour", "minute", "second")
    return {
        "title": paper.text(document.title or document.name),
        "subtitle": paper.text(document.subtitle),
        "author": paper.text(document.author),
        "marking": paper.text(document.marking.words),
        "foot": paper.text(f"{document.author} · {document.title}"),
        "language": paper.language,
        "is_rtl": is_rtl(paper.language),
        "is_wide": any(len(table.columns) > WIDE_TABLE for table in tables),
        "families": list(fonts.FAMILIES),
        "as_of": dict(zip(names, moment, strict=False)),
        "has_contents": len(chapters) > 4,
        "labels": {
            "as_of": paper.text(f"{_('As of')} {shown_day(document.as_of)}"),
            "contents": paper.text(_("Contents")),
            "page": paper.text(_("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}),
        },
        "sections": _sections(document.sections, paper),
    }


def _sections(sections: tuple[Section, ...], paper: Paper) -> list[dict[str, Any]]:
    """The first heading is a chapter whatever it says: a part of nothing is not accessible."""
    found, has_chapter = [], False
    for section in sections:
        level = section.level if has_chapter else 1
        has_chapter = has_chapter or bool(section.title.strip())
        title = paper.text(section.title.strip(), language=section.language)
        found.append({"title": title, "level": level, "blocks": [_block(block, paper) for block in section.blocks]})
    return found


def _block(block: Block, paper: Paper) -> dict[str, Any]:
    match block:
        case Words():
            lines = [paper.text(line, language=block.language) for line in lines_of(block.text)]
            return {"block": "words", "lines": lines}
        case Numbers():
            return {"block": "numbers", "numbers": [_number(number, paper) for number in block.numbers]}
        case Facts():
            return {"block": "facts", "facts": [_fact(fact, paper) for fact in block.facts]}
        case Table():
            return {"block": "table", "empty": paper.text(_("Nothing to list."))} | _table(block, paper)
        case Picture():
            return {"block": "picture"} | _picture(block, paper)
        case Note():
            return {"block": "note", "kind": block.kind, "text": paper.text(block.text, language=block.language)}
        case PageBreak():
            return {"block": "pagebreak"}


def _number(number: Any, paper: Paper) -> dict[str, Any]:
    return {
        "shown": paper.text(number.shown),
        "label": paper.text(number.label, url=number.url),
        "note": paper.text(number.note),
        "is_missing": number.value is None,
    }


def _fact(fact: Any, paper: Paper) -> dict[str, Any]:
    return {"label": paper.text(fact.label), "text": paper.text(fact.text, language=fact.language, url=fact.url)}


def _table(table: Table, paper: Paper) -> dict[str, Any]:
    kinds = [column.kind for column in table.columns]
    rows = [[cell_of(one, kind) for one, kind in zip(row, kinds, strict=True)] for row in table.rows]
    weights = shares(rows, kinds)
    return {
        "caption": paper.text(table.caption),
        "columns": [
            {"label": paper.text(column.label), "is_amount": column.kind in AMOUNTS, "weight": weight}
            for column, weight in zip(table.columns, weights, strict=True)
        ],
        "rows": [[paper.text(cell.shown, language=cell.language, url=cell.url) for cell in row] for row in rows],
    }


def _picture(picture: Picture, paper: Paper) -> dict[str, Any]:
    drawing = picture.drawing
    alternative = printable(f"{drawing.title}. {drawing.description}", fonts.drawable())
    found: dict[str, Any] = {
        "svg": printable(drawing.laptop, fonts.drawable()),
        "alt": alternative,
        "caption": paper.text(drawing.title),
    }
    if table := drawn_table(picture):
        found["table"] = _table(replace(table, caption=""), paper)
    return found
