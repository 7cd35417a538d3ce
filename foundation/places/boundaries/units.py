"""What a file of boundaries says, before anybody has judged it."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely import MultiPolygon


class Unreadable(Exception):
    """The file as a whole cannot be used; the sentence says why, for the person who named it."""


@dataclass(frozen=True)
class Drawn:
    """A shape as a file drew it. `shape` is None where `problem` says why; `repair` tells what was mended."""

    shape: MultiPolygon | None
    digest: str = ""
    problem: str = ""
    repair: str = ""


@dataclass(frozen=True)
class Unit:
    """An administrative unit as one row or feature states it.

    `parent` is a code, empty where the file does not say. `source` is the file with the line or the feature's number.
    """

    code: str
    level: int
    names: dict[str, str]
    parent: str = ""
    source: str = ""
    drawn: Drawn | None = None


@dataclass(frozen=True)
class Fault:
    """A row or feature from which no unit can be made. `key` names it as `--accept` does: "file.csv:14"."""

    key: str
    reason: str


@dataclass
class Reading:
    """Everything the files of one import state. `mentioned` are units named only as what others lie in."""

    units: list[Unit] = field(default_factory=list)
    mentioned: list[Unit] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
