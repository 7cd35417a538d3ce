"""Since when Concord is in use: before that, nothing recorded means nothing known."""

from __future__ import annotations

from datetime import date

from django.core.cache import cache

from foundation.journal.models import Entry

KEY = "journal.in_use_since"


def in_use_since() -> date | None:
    """The day of the first entry, or None when nobody has done anything yet. Once there is one it is remembered."""
    known: date | None = cache.get(KEY)
    if known is None:
        first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
        known = first.date() if first else None
        cache.set(KEY, known, timeout=3600)
    return known
