"""Names of people as short marks."""

from __future__ import annotations

import unicodedata

ARABIC_ARTICLE = "ال"


def initials(name: str) -> str:
    """One or two letters that stand for a person.

    First and last word in cased scripts ("Béatrice Yakoma" is BY); the first letter alone in
    scripts without capitals, where two letters side by side would join into another word.
    """
    words = [word for word in map(_letters, name.split()) if word]
    if not words:
        return "?"
    first = words[0][0]
    if first.upper() == first.lower() or len(words) == 1:
        return first.upper()
    return (first + words[-1][0]).upper()


def _letters(word: str) -> str:
    composed = unicodedata.normalize("NFC", word)
    letters = "".join(char for char in composed if char.isalpha())
    return letters.removeprefix(ARABIC_ARTICLE) or letters
