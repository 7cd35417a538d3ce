"""Each app that tells something registers how it is put in words, asked again at sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foundation.notices.models import Notice


@dataclass(frozen=True)
class Words:
    """`subject` one line, `text` plain sentences, `url` a path of this site."""

    subject: str
    text: str
    url: str


Wording = Callable[[Notice], Words | None]
_wordings: dict[str, Wording] = {}


def register_wording(about_kind: str, wording: Wording) -> None:
    """`wording` gives the words in the active language, or None when the reader may no longer see the record."""
    _wordings[about_kind] = wording


def words_for(notice: Notice) -> Words | None:
    """The words, or None when the reader may no longer see the record.

    Raises:
        KeyError: nobody has registered a wording for this kind of record.
    """
    return _wordings[notice.about_kind](notice)
