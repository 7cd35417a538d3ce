"""Direction and language of texts in a document, the same for every form."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings

LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2066", "\u2069"
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


def _between_isolates(found: re.Match[str]) -> str:
    words = found.group()
    if not HAS_DIGIT.search(words):
        return words
    return f"{LEFT_TO_RIGHT_ISOLATE}{words}{POP_ISOLATE}"
