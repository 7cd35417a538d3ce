"""Addresses: of a record, and of the page at hand with something changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

ANY_RECORD = UUID(int=0)


@cache
def _pattern(view: str) -> str:
    return reverse(view, args=[ANY_RECORD])


def address_of(view: str, pk: UUID) -> str:
    """Where this view shows the record `pk`: as `reverse`, which looks the view up anew for every row of a list."""
    return _pattern(view).replace(str(ANY_RECORD), str(pk))


def changed_query(params: QueryDict, changes: Mapping[str, object]) -> str:
    """The query string with `changes` made; None or "" removes. Always starts with "?"."""
    changed = params.copy()
    for name, value in changes.items():
        if value is None or value == "":
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"
