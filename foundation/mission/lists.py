"""The closed lists that people choose from: what came with Concord, as the mission says it and with what it added.

    SECTORS = ClosedList("sectors", _("Sectors"), _("What an action item is about."), Sector, can_add=True)
    register_list(SECTORS)                       # once, from `apps.py: ready()`
    forms.ChoiceField(choices=SECTORS.offered)   # for new records
    SECTORS.label_of(item.sector)                # of any record, also where the entry is no longer offered

Labels come in the language that is active when they are shown.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from foundation.mission.reading import OwnEntry, in_language, mission

Text = str | Promise


@dataclass(frozen=True)
class Entry:
    """One entry as the administrator sees it; `first_words` is how Concord says it, empty for the mission's own."""

    code: str
    label: str
    first_words: str
    is_off: bool
    is_fixed: bool


@dataclass(frozen=True)
class ClosedList:
    """`fixed` are codes that a rule or a first choice hangs on: they can be said otherwise, not switched off.

    With `can_add` the mission may have entries of its own; nothing may then hang on single codes but the fixed ones.
    """

    name: str
    label: Text
    words: Text
    first: type[TextChoices]
    fixed: Collection[str] = ()
    can_add: bool = False

    @property
    def values(self) -> list[str]:
        """All codes, those switched off as well, in their order: Concord's, then the mission's own."""
        return [*self.first.values, *(code for code, entry in self._said().items() if entry.is_own)]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every code with its label: for lists, filters and figures over records of any age."""
        return [(code, _label_later(self, code)) for code in self.values]

    def offered(self, kept: Collection[str] = ()) -> list[tuple[str, str]]:
        """What new records may choose from; a record that is edited may also keep what it has."""
        return [pair for pair in self.choices if pair[0] in kept or not self.is_off(pair[0])]

    def is_offered(self, code: str) -> bool:
        return code in self.values and not self.is_off(code)

    @property
    def has_some_off(self) -> bool:
        return any(entry.is_off for entry in self._said().values())

    def is_off(self, code: str) -> bool:
        entry = self._said().get(code)
        return entry is not None and entry.is_off and code not in self.fixed

    def label_of(self, code: str) -> str:
        """In the mission's words, else Concord's; a code that nobody knows as it is."""
        entry = self._said().get(code)
        said = in_language(entry.names) if entry and entry.is_own else self._said_in_this_language(entry)
        return said or self.first_words_of(code) or code

    def first_words_of(self, code: str) -> str:
        return str(self.first(code).label) if code in self.first.values else ""

    def entries(self) -> list[Entry]:
        return [
            Entry(code, self.label_of(code), self.first_words_of(code), self.is_off(code), code in self.fixed)
            for code in self.values
        ]

    def _said(self) -> dict[str, OwnEntry]:
        return mission().lists.get(self.name, {})

    def _said_in_this_language(self, entry: OwnEntry | None) -> str:
        """Concord's own words in the reader's language go before the mission's in another."""
        return entry.names.get(get_language() or "en", "") if entry else ""


_registered: dict[str, ClosedList] = {}


def register_list(closed_list: ClosedList) -> None:
    """Let administrators look after it. Called once per list, from `apps.py: ready()` of the app that offers it."""
    _registered[closed_list.name] = closed_list


def closed_lists() -> list[ClosedList]:
    """All lists, in the order in which they were registered."""
    return list(_registered.values())


def list_named(name: str) -> ClosedList | None:
    return _registered.get(name)


def _label(closed_list: ClosedList, code: str) -> str:
    return closed_list.label_of(code)


_label_later = lazy(_label, str)
