"""Each app that tells something registers how it is put in words, asked again at sending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from foundation.access.actors import Actor, actor_for
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


class ReadTogether:
    """Notices that are put in words at one time: what they speak of is fetched once for all of one kind."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.ids: dict[tuple[UUID, str], set[UUID]] = {}
        self.readers: dict[UUID, Actor] = {}
        self.records: dict[tuple[UUID, str], dict[UUID, Any]] = {}
        for notice in notices:
            self.ids.setdefault((notice.user_id, notice.about_kind), set()).add(notice.about_id)
            notice.read_together = self  # type: ignore[attr-defined]

    def record_of(self, notice: Notice, visible: Callable[[Actor], QuerySet]) -> Any:
        key = (notice.user_id, notice.about_kind)
        if key not in self.records:
            if notice.user_id not in self.readers:
                self.readers[notice.user_id] = actor_for(notice.user, via="task")
            found = visible(self.readers[notice.user_id]).filter(pk__in=self.ids[key])
            self.records[key] = {record.pk: record for record in found}
        return self.records[key].get(notice.about_id)


def record_of(notice: Notice, visible: Callable[[Actor], QuerySet]) -> Any:
    """What the notice speaks of, from what `visible` gives for its reader; None when they may no longer see it.

    `visible` must be the same for all notices about one kind of record.
    """
    together: ReadTogether = getattr(notice, "read_together", None) or ReadTogether([notice])
    return together.record_of(notice, visible)


def words_for(notice: Notice) -> Words | None:
    """The words, or None when the reader may no longer see the record.

    Raises:
        KeyError: nobody has registered a wording for this kind of record.
    """
    return _wordings[notice.about_kind](notice)
