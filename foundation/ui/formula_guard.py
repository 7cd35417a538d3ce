"""Text in a spreadsheet must stay text: a cell that begins like a formula gets an apostrophe."""

from __future__ import annotations

import unicodedata

TRIGGERS = frozenset("=+-@|%\t\r")
# Drawn as nothing although Unicode calls them letters, marks or symbols.
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})


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
