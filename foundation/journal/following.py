"""Effects upward: those above may follow what is written here, in commit order, at least once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from foundation.journal.models import Cursor, Entry

logger = logging.getLogger(__name__)

Handler = Callable[[Entry], None]
BATCH = 500


@dataclass(frozen=True)
class Follower:
    name: str
    kind: str
    verbs: frozenset[str]
    handler: Handler


_followers: dict[str, Follower] = {}


def follow(kind: str, verbs: set[str], handler: Handler) -> None:
    """Call `handler` (which must be harmless to repeat) for each entry about `kind` with one of `verbs`.

    A handler that fails is called again with the same entry at the next relay; later entries wait for it.
    """
    name = f"{handler.__module__}.{handler.__qualname__}.{kind}"
    _followers[name] = Follower(name, kind, frozenset(verbs), handler)


def relay() -> int:
    """Hand each follower the entries it has not read; give how many were handed over."""
    count = 0
    for follower in _followers.values():
        Cursor.objects.get_or_create(follower=follower.name)
        is_more = True
        while is_more:
            handed, is_more = _relay_batch(follower)
            count += handed
    return count


@transaction.atomic
def _relay_batch(follower: Follower) -> tuple[int, bool]:
    """How many were handed over, and whether more may wait."""
    cursor = Cursor.objects.select_for_update(skip_locked=True).filter(pk=follower.name).first()
    if cursor is None:
        return 0, False
    entries = list(Entry.objects.settled().after(cursor.transaction_id, cursor.entry_id)[:BATCH])
    count = 0
    for entry in entries:
        if entry.subject_kind == follower.kind and entry.verb in follower.verbs:
            if not _hand_over(entry, follower):
                break
            count += 1
        cursor.transaction_id, cursor.entry_id = entry.transaction_id, entry.pk
    else:
        cursor.save()
        return count, len(entries) == BATCH
    cursor.save()
    return count, False


def _hand_over(entry: Entry, follower: Follower) -> bool:
    try:
        with transaction.atomic():
            follower.handler(entry)
    except Exception:
        logger.exception("%s failed on journal entry %s and will be asked again", follower.name, entry.pk)
        return False
    return True
