"""Whether two names are one name spelled twice."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

# Measured on P-code lists and boundaries of the same units by different hands: re-spellings stay above it.
ALIKE = 0.75


def plain(name: str) -> str:
    """Lower case without accents, signs and spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(sign for sign in letters if not unicodedata.combining(sign)))


def is_respelling(one: str, other: str) -> bool:
    """Mambéré-Kadéï and Mambere Kadei are; Ouham and Ouaka are not."""
    one, other = plain(one), plain(other)
    if one == other:
        return True
    return min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def is_other_name(one: dict[str, str], other: dict[str, str]) -> bool:
    """Two statements of names that cannot be the same place: no language in which both are named agrees."""
    both = [language for language in one if language in other]
    return bool(both) and not any(is_respelling(one[language], other[language]) for language in both)
