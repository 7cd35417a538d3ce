"""What people call a thing in a spreadsheet, compared without accents, capitals and stray blanks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation

ARABIC_MARKS = dict.fromkeys(range(0x064B, 0x0653)) | {0x0640: None}  # vowel signs and the stretching line


def plain(text: object) -> str:
    """Lower case, no accents, one blank between words, no punctuation at the ends."""
    decomposed = unicodedata.normalize("NFKD", str(text).translate(ARABIC_MARKS))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().replace("_", " ").split()).strip(" .:*?()")


def in_every_language(words: object) -> set[str]:
    """A translated text as plain words in each of our languages."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(plain(words))
    return found


def known_words(label: object, aliases: Iterable[object]) -> set[str]:
    return in_every_language(label) | {plain(alias) for alias in aliases}
