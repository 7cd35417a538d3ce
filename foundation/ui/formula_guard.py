"""Text in a spreadsheet must stay text: a cell that begins like a formula gets an apostrophe."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TRIGGERS = frozenset("=+-@|%\t\r")
# Drawn as nothing although Unicode calls them letters, marks or symbols.
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})

# Beyond these points Unicode holds nothing that is blank or stands for a sign.
LAST_WITH_LETTERS, FIRST_TAG, LAST_TAG = 0x32000, 0xE0000, 0xE0200


def guarded(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could take it for a formula.

    The first character that can be seen decides; byte order marks, no-break and zero-width spaces,
    control characters and fillers before it do not hide it. Full-width and other compatibility
    forms count as the sign they stand for. A text that begins with a tab or a carriage return is
    guarded whatever follows.
    """
    return f"'{text}" if begins_like_formula(text) else text


def begins_like_formula(text: str) -> bool:
    """Whether `guarded` would change the text."""
    for char in text:
        plain = unicodedata.normalize("NFKC", char)[:1]
        if char in TRIGGERS or plain in TRIGGERS:
            return True
        if not _is_blank(char):
            return False
    return False


def _is_blank(char: str) -> bool:
    return char in BLANK_LETTERS or unicodedata.category(char) in BLANK_CATEGORIES


@lru_cache(maxsize=1)
def postgres_pattern() -> str:
    """What PostgreSQL finds at the beginning of exactly the texts that `begins_like_formula` is true for.

    The classes are spelled out from this Python's own Unicode tables, so that both say the same.
    """
    triggers, blanks = [], []
    for point in (*range(1, 0xD800), *range(0xE000, LAST_WITH_LETTERS), *range(FIRST_TAG, LAST_TAG)):
        char = chr(point)
        if char in TRIGGERS or (unicodedata.decomposition(char) and begins_like_formula(char)):
            triggers.append(point)
        elif _is_blank(char):
            blanks.append(point)
    return f"^(?:[{_spelled(blanks)}]*[{_spelled(triggers)}])"


def _spelled(points: list[int]) -> str:
    """Code points as a class of a regular expression: runs, in escapes."""
    runs: list[list[int]] = []
    for point in points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
