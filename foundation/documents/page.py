"""A document as a page: on a phone, on a laptop and on paper. The preview is the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from foundation.documents.cells import AMOUNTS, cell_of, drawn_table, shown_day
from foundation.documents.content import Cell, Document, Picture, Section, Table, Words
from foundation.documents.text import held_together, lines_of

NOTHING = SafeString()
TEMPLATE = "documents/document.html"


@dataclass(frozen=True)
class ShownCell:
    cell: Cell
    kind: str
    is_head: bool

    @property
    def is_amount(self) -> bool:
        return self.kind in AMOUNTS

    @property
    def is_ltr(self) -> bool:
        return self.kind in AMOUNTS | {"code"} and self.cell.value is not None

    @property
    def value(self) -> str:
        """The value as a check reads it: digits as they are, days as ISO, empty when missing."""
        return plain(self.cell.value)


@dataclass(frozen=True)
class ShownBlock:
    """A block with the name of its kind, as a template asks for it."""

    kind: str
    block: Any
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    phone: SafeString = NOTHING
    laptop: SafeString = NOTHING
    text: SafeString = NOTHING


@dataclass(frozen=True)
class ShownSection:
    section: Section
    blocks: tuple[ShownBlock, ...]


def render(document: Document, *, request: HttpRequest | None = None, **context: Any) -> str:
    """The whole page, in the document's language. `context` is for what a template above this one adds."""
    with translation.override(document.language):
        return render_to_string(context.pop("template", TEMPLATE), context_of(document) | context, request)


def context_of(document: Document) -> dict[str, Any]:
    """What templates/documents/document.html reads."""
    return {
        "document": document,
        "marking": document.marking.level,
        "as_of": shown_day(document.as_of),
        "sections": tuple(
            ShownSection(section, tuple(_shown(block) for block in section.blocks)) for section in document.sections
        ),
    }


def plain(value: object) -> str:
    """A value without any format."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def paragraphs(text: str) -> SafeString:
    """Escaped paragraphs of a text, each with the direction of its own first letter."""
    return format_html_join("", '<p dir="auto">{}</p>', ((held_together(line),) for line in lines_of(text)))


def _shown(block: Any) -> ShownBlock:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        return ShownBlock(kind, block, rows=_rows(block))
    if isinstance(block, Picture):
        # A drawing is whole and escaped where it is made: that is its promise (foundation/ui/charts).
        phone, laptop = mark_safe(block.drawing.phone), mark_safe(block.drawing.laptop)  # noqa: S308
        table = drawn_table(block)
        return ShownBlock(kind, block, phone=phone, laptop=laptop, rows=_rows(table) if table else ())
    if isinstance(block, Words):
        return ShownBlock(kind, block, text=paragraphs(block.text))
    return ShownBlock(kind, block)


def _rows(table: Table) -> tuple[tuple[ShownCell, ...], ...]:
    kinds = [column.kind for column in table.columns]
    return tuple(
        tuple(
            ShownCell(cell_of(one, kind), kind, is_head=place == 0 and kind in {"text", "code"})
            for place, (one, kind) in enumerate(zip(row, kinds, strict=True))
        )
        for row in table.rows
    )
