"""From one row or feature to a unit, or to the reason why there is none."""

from __future__ import annotations

import re

from foundation.places.areas import CODE
from foundation.places.boundaries.columns import Stated
from foundation.places.boundaries.units import Drawn, Fault, Reading, Unit

LONGEST_NAME = 200
DEEPEST_LEVEL = 9


def take(row: Stated, into: Reading, *, source: str, level: int | None = None, drawn: Drawn | None = None) -> None:
    """Add the unit this row is about, and those it names as lying above it; or the fault in it.

    `level` is what the file's name says, for rows that say none.
    """
    level, problem = _level_of(row, level)
    own = level if row.codes.get(level) else None
    code = row.codes.get(own, "")
    names = row.names.get(own, {})
    problem = problem or _problem_with(code, names)
    if problem or level is None:
        into.faults.append(Fault(source, problem))
        return
    parent = row.parent or row.codes.get(level - 1, "")
    if level:
        into.mentioned += _mentioned(row, below=level, source=source)
    into.units.append(Unit(code, level, names, parent, source, drawn))


def _level_of(row: Stated, level_of_file: int | None) -> tuple[int | None, str]:
    if row.deepest is not None:
        return row.deepest, ""
    if not row.level:
        if level_of_file is not None:
            return level_of_file, ""
        return None, "It has no code with a level: neither a column like ADM1_PCODE, nor one with the level."
    if not re.fullmatch(r"[0-9](\.0)?", row.level):
        return None, f"{row.level[:40]!r} is no level: a level is a number from 0 to {DEEPEST_LEVEL}."
    return int(row.level[0]), ""


def _problem_with(code: str, names: dict[str, str]) -> str:
    if not code:
        return "It has no code."
    if not CODE.fullmatch(code):
        return f"The code {code[:40]!r} holds more than letters without accents, digits, - and _, or is too long."
    if any(len(name) > LONGEST_NAME for name in names.values()):
        return f"The name of {code} is longer than {LONGEST_NAME} characters."
    return ""


def _mentioned(row: Stated, *, below: int, source: str) -> list[Unit]:
    found = []
    for level, code in row.codes.items():
        if level is not None and level < below and code and not _problem_with(code, row.names.get(level, {})):
            found.append(Unit(code, level, row.names.get(level, {}), row.codes.get(level - 1, ""), source))
    return found
