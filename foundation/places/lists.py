"""How lists of areas are narrowed and sorted, on the page and in the API."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.places.models import AreaQuerySet
from foundation.ui.listings import Filter, ListRules, Sort

STANDING, ENDED = "standing", "ended"
LEVELS = [(level, level) for level in range(10)]


def by_standing(rows: Any, value: object) -> AreaQuerySet:
    today = timezone.localdate()
    return rows.current(on=today) if value == STANDING else rows.filter(ended_on__lte=today)


def found(rows: Any, words: str) -> AreaQuerySet:
    return rows.found(words)


RULES = ListRules(
    filters=(
        Filter("level", _("Level"), LEVELS),
        Filter(
            "standing",
            pgettext_lazy("area", "Today"),
            [(STANDING, pgettext_lazy("area", "exists")), (ENDED, pgettext_lazy("area", "has ended"))],
            apply=by_standing,
        ),
    ),
    search=found,
    sorts=(
        Sort("place", pgettext_lazy("sorting", "Where it lies"), ("path",)),
        Sort("code", _("P-code"), ("code",)),
    ),
)
