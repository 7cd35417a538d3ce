"""What can be taken in: kinds declared once by the apps above, each with its fields, its rule and its planner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise

from foundation.access.actors import Actor
from foundation.access.decisions import Decision
from foundation.imports.plain_words import known_words
from foundation.imports.reading import Cell

Text = str | Promise


@dataclass(frozen=True)
class Field:
    """One thing a row says. `parse` turns a cell that is not empty into a value or raises ValidationError.

    `aliases` are headings by which it is recognised besides its label in six languages.
    """

    name: str
    label: Text
    parse: Callable[[Cell], Any]
    hint: Text = ""
    is_required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of the table: its number as the spreadsheet shows it, the values of the mapped fields and their texts."""

    number: int
    values: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        return self.values.get(name)


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken in, in the reader's language. `field` is empty when it is about the row."""

    field: str
    words: str


class Outcome(StrEnum):
    ADD = "add"
    KEEP = "keep"  # it is there already
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Plan:
    """What taking in a row would do: `outcome` with `words` for the reader, or problems.

    `key` is what the row calls itself (its old reference): rows taken in before are found by it.
    `note` stays on the record's page. `payload` is the planner's own.
    """

    row: Row
    outcome: Outcome = Outcome.ADD
    words: str = ""
    problems: tuple[Problem, ...] = ()
    key: str = ""
    note: str = ""
    payload: Any = field(default=None, compare=False)


class Planner(Protocol):
    """Plans rows in their order without writing; later applies the plans in the same order."""

    def plan(self, row: Row) -> Plan: ...

    def apply(self, plan: Plan) -> Sequence[Model]:
        """Write what the plan says, through domain functions only; give the records that are new."""
        ...


@dataclass(frozen=True)
class ImportKind:
    """`planner(by, language)` makes a planner for one pass over a table; texts in it are in `language`."""

    name: str
    label: Text
    description: Text
    fields: tuple[Field, ...]
    rule: Callable[[Actor], Decision]
    planner: Callable[[Actor, str], Planner]

    def field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)


_kinds: dict[str, ImportKind] = {}


def register_kind(kind: ImportKind) -> None:
    _kinds[kind.name] = kind


def kind_of(name: str) -> ImportKind:
    """Raises KeyError for a kind that nobody registered."""
    return _kinds[name]


def kinds_for(actor: Actor) -> list[ImportKind]:
    """What this actor may take in."""
    return [kind for kind in _kinds.values() if kind.rule(actor)]


@lru_cache
def headings_of(kind_name: str, field_name: str) -> frozenset[str]:
    """The plain words by which a field is recognised in a heading."""
    known = kind_of(kind_name).field(field_name)
    return frozenset(known_words(known.label, (known.name, *known.aliases)))


def parsed(known: Field, cell: Cell) -> tuple[Any, str]:
    """The value of a cell and what is wrong with it."""
    try:
        return known.parse(cell), ""
    except ValidationError as problem:
        return None, " ".join(problem.messages)
