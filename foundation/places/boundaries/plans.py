"""A plan: what an import would change, to be read by a person before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from foundation.places.boundaries.units import Drawn


@dataclass(frozen=True)
class Known:
    """An area as the database holds it. `said_names`, `said_parent` and `drawn_as` are what its last version says.

    `is_in_set`: the boundary set of this import holds a version of it already. `geometry` is the last one known.
    """

    id: UUID
    code: str
    level: int
    parent: str
    names: dict[str, str]
    said_names: dict[str, str]
    said_parent: str
    drawn_as: str = ""
    geometry: list | None = None
    is_in_set: bool = False
    is_by_hand: bool = False
    ended_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """What stands before an import: the country's areas by code, and codes of the files that other countries use."""

    areas: dict[str, Known]
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Suspicion:
    """Something a person should look at. `key` is what `--accept` takes; `then` is what accepting it does."""

    key: str
    reason: str
    then: str
    source: str = ""


@dataclass(frozen=True)
class Planned:
    """One area as it will stand. `known` is None for a new one; `new_names` are those the files say differently."""

    code: str
    level: int
    parent: str
    said_names: dict[str, str]
    new_names: dict[str, str]
    drawn: Drawn | None
    known: Known | None
    source: str = ""
    is_renamed: bool = False
    is_moved: bool = False
    is_redrawn: bool = False
    is_back: bool = False

    @property
    def is_added(self) -> bool:
        return self.known is None

    @property
    def is_changed(self) -> bool:
        """Redrawn, or in force again; a new name or parent is told apart."""
        return self.known is not None and (self.is_redrawn or self.is_back)

    @property
    def is_unchanged(self) -> bool:
        return not (self.is_added or self.is_changed or self.is_renamed or self.is_moved)

    @property
    def is_undrawn(self) -> bool:
        """Without an outline in this edition."""
        return self.drawn is None and not (self.known and self.known.is_in_set and self.known.drawn_as)

    @property
    def name(self) -> str:
        return shown(self.said_names) or shown(self.known.names if self.known else {}) or self.code


@dataclass(frozen=True)
class Dropped:
    """An area that the files no longer know; `successors` are the codes of those that take its place."""

    known: Known
    successors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything one import would do. `is_new` tells whether the edition is not in the database yet."""

    country: str
    edition: str
    as_of: date
    is_new: bool
    areas: tuple[Planned, ...]
    dropped: tuple[Dropped, ...]
    suspicions: tuple[Suspicion, ...]
    notes: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        known = all(area.is_unchanged and area.known and area.known.is_in_set for area in self.areas)
        return not self.is_new and known and not self.dropped

    def refused(self, accepted: frozenset[str]) -> tuple[Suspicion, ...]:
        """Those suspicions that nobody accepted."""
        return tuple(one for one in self.suspicions if one.key not in accepted)


def shown(names: dict[str, str]) -> str:
    """A name for a report: the English one, else whichever stands first."""
    return names.get("en") or next(iter(names.values()), "")
