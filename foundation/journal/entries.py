from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.journal.models import Entry

# `at` and the number of the transaction are the table's own defaults.
INSERT = """
    insert into journal_entry (verb, by_user_id, by_root_id, for_post_id, via, facts,
                               subject_kind, subject_id, sensitivity)
    select %s, %s, %s, %s, %s, %s, subject.*
    from unnest(%s::varchar[], %s::uuid[], %s::varchar[]) as subject
    returning id, at, transaction_id
"""


class UnsafeFact(ValueError):
    """A fact was offered that the model does not list as safe to keep for ever."""


def record(verb: str, subject: models.Model, *, by: Actor, **facts: Any) -> Entry:
    """Write what `by` did to `subject`, in the caller's transaction.

    `facts` may hold only what the model lists in `journal_facts`.

    Raises:
        UnsafeFact: a fact is not on that list.
    """
    unsafe = set(facts) - set(getattr(subject, "journal_facts", ()))
    if unsafe:
        raise UnsafeFact(f"{subject._meta.label} does not list {sorted(unsafe)} as safe for the journal")
    return _written(verb, [subject], by, facts)[0]


def record_many(verb: str, subjects: list[Any], *, by: Actor) -> None:
    """One entry for each subject, in one statement and without facts."""
    if subjects:
        _written(verb, subjects, by, {})


def _written(verb: str, subjects: list[Any], by: Actor, facts: dict[str, Any]) -> list[Entry]:
    text = json.dumps(facts, cls=DjangoJSONEncoder)
    about = [(one._meta.label_lower, one.pk, getattr(one, "sensitivity", Sensitivity.INTERNAL)) for one in subjects]
    columns = [list(column) for column in zip(*about, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [verb, by.user_id, by.root_id, by.for_post_id, by.via, text, *columns])
        given = cursor.fetchall()
    shared = {
        "verb": verb,
        "by_user_id": by.user_id,
        "by_root_id": by.root_id,
        "for_post_id": by.for_post_id,
        "via": by.via,
        "facts": json.loads(text),
    }
    return [
        Entry(id=pk, at=at, transaction_id=number, subject_kind=kind, subject_id=key, sensitivity=sensitivity, **shared)
        for (pk, at, number), (kind, key, sensitivity) in zip(given, about, strict=True)
    ]
