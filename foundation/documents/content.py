"""What a document says, as values alone: no query, no right, no form.

Whoever gathers a document decides what its reader may see and in which language its words are; the renderers add
nothing but their own few words ("Page 2 of 5"), in the document's language. A document is frozen: the same values
give the same canonical text (foundation/documents/canonical.py) and the same bytes in every form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

from django.utils.translation import gettext as _

from foundation.mission.reading import mission

Value = str | int | Decimal | date | datetime | None
ColumnKind = Literal["text", "number", "percent", "date", "code"]
NoteKind = Literal["info", "ok", "warn", "bad"]


class Drawn(Protocol):
    """The numbers behind a drawing; `foundation.ui.charts.DataTable` is one."""

    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def urls(self) -> tuple[tuple[str, ...], ...]: ...


class Drawing(Protocol):
    """A drawing in two sizes, each a whole escaped `<svg>`; `foundation.ui.charts.Drawing` is one."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def laptop(self) -> str: ...
    @property
    def table(self) -> Drawn: ...


@dataclass(frozen=True)
class Marking:
    """How far a document may go: the level (public, shared, internal, restricted) and the words that are printed."""

    level: str
    words: str


def marking_of(level: str) -> Marking:
    """The marking of a level of sensitivity in the active language: the mission's own words, else Concord's.

    An unknown level is a mistake.
    """
    words = {"public": _("Public"), "shared": _("Shared"), "internal": _("Internal"), "restricted": _("Restricted")}
    return Marking(level, mission().marking(level) or words[level])


@dataclass(frozen=True)
class Words:
    """Paragraphs, parted by line breaks. `language` is that of the text when it is not the document's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Number:
    """One figure. `shown` is what is printed (formatted, or suppressed: "< 5"); `value` None is missing, never zero.

    A suppressed figure carries no value: what is in a document can be read out of its file.
    """

    name: str
    label: str
    value: int | Decimal | None
    shown: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Numbers:
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Fact:
    """One line of facts: a label and what stands behind it."""

    label: str
    text: str
    language: str = ""
    url: str = ""


@dataclass(frozen=True)
class Facts:
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class TableColumn:
    """`kind` decides side and format. A `text` column is guarded against formulas in sheets; a `code` is set apart."""

    name: str
    label: str
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Cell:
    """What stands in a table where a bare value is not enough. `name` makes it a figure that checks can find."""

    shown: str
    value: Value = None
    url: str = ""
    name: str = ""
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A row holds for each column a Cell or a bare value; a bare None is missing and is shown so."""

    name: str
    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell | Value, ...], ...]

    def __post_init__(self) -> None:
        width = len(self.columns)
        for row in self.rows:
            if len(row) != width:
                raise ValueError(f"Table {self.name!r}: a row of {len(row)} cells under {width} columns.")


@dataclass(frozen=True)
class Picture:
    """A drawing with its alternative text; its numbers follow it on paper unless `has_table` is off."""

    drawing: Drawing
    has_table: bool = True


@dataclass(frozen=True)
class Note:
    text: str
    kind: NoteKind = "info"
    language: str = ""


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Words | Numbers | Facts | Table | Picture | Note | PageBreak


@dataclass(frozen=True)
class Section:
    """`level` 1 is a chapter of the document, 2 a part of the section before it."""

    title: str
    blocks: tuple[Block, ...] = ()
    level: Literal[1, 2] = 1
    language: str = ""


@dataclass(frozen=True)
class Document:
    """`name` is the file's name without ending. `as_of` (aware) is the instant that the values are true for."""

    name: str
    title: str
    subtitle: str
    marking: Marking
    language: str
    as_of: datetime
    sections: tuple[Section, ...] = field(default=())
    author: str = "Concord"

    def __post_init__(self) -> None:
        if self.as_of.tzinfo is None:
            raise ValueError("The instant of a document carries its zone.")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in their order."""
        return tuple(block for section in self.sections for block in section.blocks)
