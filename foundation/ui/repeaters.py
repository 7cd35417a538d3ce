"""Rows added to a form by the server, for browsers that run no script."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

MOST_ROWS = 200


def asks_for_row(request: HttpRequest) -> bool:
    """Whether "Add …" was pressed rather than "Save": show the form again, store nothing."""
    return request.method == "POST" and "add_row" in request.POST


def with_added_row(data: QueryDict) -> QueryDict:
    """What was posted, with one more empty row in the formset that asked for it."""
    changed = data.copy()
    total = f"{data.get('add_row', '')}-TOTAL_FORMS"
    try:
        rows = int(str(data[total]))
    except (KeyError, ValueError):
        return changed
    changed[total] = str(max(0, min(rows, MOST_ROWS - 1)) + 1)
    return changed
