"""Effects upward: those above may follow what is written here, in commit order, at least once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from foundation.journal.models import Cursor, Entry

Handler = Callable[[Entry], None]


@dataclass(frozen=True)
class Follower:
    name: str
    kind: str
    verbs: frozenset[str]
    handler: Handler


_followers: dict[str, Follower] = {}


def follow(kind: str, verbs: set[str], handler: Handler) -> None:
    """Call `handler` (which must be harmless to repeat) for each entry about `kind` with one of `verbs`."""
    name = f"{handler.__module__}.{handler.__qualname__}"
    _followers[name] = Follower(name, kind, frozenset(verbs), handler)


def relay(*, limit: int = 500) -> int:
    """Hand each follower the entries it has not read; give how many were handed over.

    An entry is read only when every transaction that began before it has ended, so none is skipped.
    """
    return sum(_relay_one(follower, limit=limit) for follower in _followers.values())


@transaction.atomic
def _relay_one(follower: Follower, *, limit: int) -> int:
    Cursor.objects.get_or_create(follower=follower.name)
    cursor = Cursor.objects.select_for_update(skip_locked=True).filter(pk=follower.name).first()
    if cursor is None:
        return 0
    with connection.cursor() as sql:
        sql.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        horizon = sql.fetchone()[0]
    later = Entry.objects.filter(transaction_id=cursor.transaction_id, id__gt=cursor.entry_id) | Entry.objects.filter(
        transaction_id__gt=cursor.transaction_id
    )
    entries = list(later.filter(transaction_id__lt=horizon).order_by("transaction_id", "id")[:limit])
    count = 0
    for entry in entries:
        if entry.subject_kind == follower.kind and entry.verb in follower.verbs:
            follower.handler(entry)
            count += 1
    if entries:
        cursor.transaction_id, cursor.entry_id = entries[-1].transaction_id, entries[-1].pk
        cursor.save()
    return count
