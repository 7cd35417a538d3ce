"""Direction and language of texts in a document, the same for every form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

from django.conf import settings

LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2066", "\u2068", "\u2069"
# What bidi would turn round inside right-to-left text: days, numbers with signs in them, codes, addresses.
WHOLE = re.compile(
    r"(?<![A-Za-z0-9\u2066])(?:[<>≤≥+\-−]\s?)?[A-Za-z0-9]"
    r"(?:[A-Za-z0-9_@:/.,%+\-–−’'\u00a0\u202f]*[A-Za-z0-9%])?(?![A-Za-z0-9\u2069])"
)
HAS_DIGIT = re.compile(r"[0-9]")


def is_rtl(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.split("-")[0] in settings.LANGUAGES_BIDI


def direction_of(text: str, language: str) -> str:
    """ "rtl" or "ltr": by the first letter that has a direction, else by the language."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "rtl" if is_rtl(language) else "ltr"


def lines_of(text: str) -> list[str]:
    """The paragraphs of a text: what stands between line breaks, blank ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def held_together(text: str, language: str = "") -> str:
    """Text that runs from right to left with its days, numbers and codes isolated; any other text as it is."""
    return isolated(text) if direction_of(text, language) == "rtl" else text


def isolated(text: str) -> str:
    """The text with its days, numbers and codes each between isolates."""
    return WHOLE.sub(_between_isolates, text)


def apart(text: str) -> str:
    """Text from left to right, kept from what stands around it."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def beside(text: str, language: str) -> str:
    """A person's text that will stand beside words of `language`: apart from them when it runs the other way."""
    is_other = direction_of(text, language) != ("rtl" if is_rtl(language) else "ltr")
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if is_other else text


def _between_isolates(found: re.Match[str]) -> str:
    words = found.group()
    return words if words.isdigit() or not HAS_DIGIT.search(words) else apart(words)


# Controls of direction and joining that are needed to write, and are drawn as nothing.
SILENT = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f")
BLANKS = str.maketrans(dict.fromkeys("\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
LONGEST_WORD = 24
LONG_WORD = re.compile(rf"[^\s\u200b-]{{{LONGEST_WORD + 1},}}")


def printable(text: str, drawable: Set[int]) -> str:
    """The text with nothing in it that paper cannot show: what has no glyph is named between brackets.

    A sign gets its name ("[grinning face]"), any other character its number ("[U+0001]"). Controls that turn the
    direction of what follows are named too: they have no place in a frozen record.
    """
    return "".join(_drawn(char, drawable) for char in text.translate(BLANKS))


def breakable(text: str) -> str:
    """The text with places to break inside words too long for a narrow column."""
    return LONG_WORD.sub(_with_breaks, text)


def _drawn(char: str, drawable: Set[int]) -> str:
    if char == "\n" or char in SILENT:
        return "" if char in "\ufe0e\ufe0f\ufeff" else char
    category = unicodedata.category(char)
    if category not in {"Cc", "Cf", "Cs", "Cn", "Co"} and ord(char) in drawable:
        return char
    if category == "Zs":
        return " "
    if category in {"So", "Sk", "Sm", "Sc", "Po"}:
        return f"[{unicodedata.name(char, f'U+{ord(char):04X}').lower()}]"
    return f"[U+{ord(char):04X}]"


def _with_breaks(found: re.Match[str]) -> str:
    words = found.group()
    return "\u200b".join(words[start : start + LONGEST_WORD // 2] for start in range(0, len(words), LONGEST_WORD // 2))
