"""Since when Concord is in use: before that, nothing recorded means nothing known."""

from __future__ import annotations

from datetime import date

from foundation.journal.models import Entry


def in_use_since() -> date | None:
    """The day of the first entry, or None when nobody has done anything yet."""
    first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
    return first.date() if first else None
