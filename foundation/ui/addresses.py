"""Addresses of the page at hand with something changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict


def changed_query(params: QueryDict, changes: Mapping[str, object]) -> str:
    """The query string with `changes` made; None or "" removes. Always starts with "?"."""
    changed = params.copy()
    for name, value in changes.items():
        if value is None or value == "":
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"
