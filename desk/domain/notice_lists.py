"""A person's notices, in the reader's language, and the marking of them as read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.notices.models import Notice
from foundation.notices.reading import in_words
from foundation.notices.wording import Words

MOST_NOTICES = 25


@dataclass(frozen=True)
class Read:
    """A notice with its words, made now: the right to what it speaks of is asked again."""

    notice: Notice
    words: Words


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """A person's own: nobody else's are ever asked for."""
    return actor.user.notices.all()


def latest_notices(actor: Actor) -> list[Read]:
    """The newest, without those whose record the reader may no longer see."""
    notices = notices_of(actor).select_related("user")[:MOST_NOTICES]
    return [Read(notice, words) for notice, words in in_words(notices)]


def read_notice(actor: Actor, notice: Notice) -> None:
    """Mark it as read; reading twice keeps the first time."""
    notices_of(actor).filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def read_all_notices(actor: Actor) -> int:
    return notices_of(actor).filter(read_at=None).update(read_at=timezone.now())
