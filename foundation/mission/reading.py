"""The mission's settings as every page and task reads them: from the process's memory, fresh within half a minute."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import get_language

from foundation.mission.models import (
    SMALLEST_PEOPLE,
    SMALLEST_POSTS,
    SMALLEST_SENSITIVE,
    LanguageConfirmation,
    ListEntry,
    MissionSettings,
)

logger = logging.getLogger(__name__)

FRESH_SECONDS = 30


@dataclass(frozen=True)
class OwnEntry:
    """What the mission says about one entry of a closed list; `names` by language, empty: Concord's words."""

    names: dict[str, str]
    is_own: bool = False
    is_off: bool = False


@dataclass(frozen=True)
class Mission:
    """`names` and the words of `markings` are by language; minimums are counts; `lists` by name and code."""

    names: dict[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    markings: dict[str, dict[str, str]] = field(default_factory=dict)
    minimum_posts: int = SMALLEST_POSTS
    minimum_people: int = SMALLEST_PEOPLE
    minimum_sensitive: int = SMALLEST_SENSITIVE
    confirmed_languages: frozenset[str] = frozenset()
    lists: dict[str, dict[str, OwnEntry]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Empty until somebody has given one."""
        return in_language(self.names)

    def marking(self, sensitivity: str) -> str:
        """The mission's own word for a sensitivity in the reader's language; empty: use Concord's."""
        return self.markings.get(sensitivity, {}).get(get_language() or "en", "")


_kept: list[tuple[float, Mission]] = []


def mission() -> Mission:
    """At most `FRESH_SECONDS` old, at once after a change made in this process.

    While the database does not answer, the last known settings hold: pages that need none still come.
    """
    if not _kept or _kept[0][0] < time.monotonic():
        try:
            known = read()
        except (OperationalError, InterfaceError):
            logger.warning("The database does not answer; the mission's last known settings hold.")
            known = _kept[0][1] if _kept else Mission()
        know(known)
    return _kept[0][1]


def know(known: Mission) -> None:
    _kept[:] = [(time.monotonic() + FRESH_SECONDS, known)]


def forget() -> None:
    _kept.clear()


def read() -> Mission:
    row = MissionSettings.objects.first() or MissionSettings()
    confirmed = LanguageConfirmation.objects.values_list("language", flat=True)
    lists: dict[str, dict[str, OwnEntry]] = {}
    for entry in ListEntry.objects.all():
        lists.setdefault(entry.list_name, {})[entry.code] = OwnEntry(entry.names, entry.is_own, entry.is_off)
    return Mission(
        names=row.names,
        zone=row.zone,
        markings=row.markings,
        minimum_posts=row.minimum_posts,
        minimum_people=row.minimum_people,
        minimum_sensitive=row.minimum_sensitive,
        confirmed_languages=frozenset({*settings.CONFIRMED_LANGUAGES, *confirmed}),
        lists=lists,
    )


def in_language(names: dict[str, str]) -> str:
    """The name in the reader's language, else in English, French or whichever there is."""
    for language in (get_language() or "en", "en", "fr"):
        if names.get(language):
            return names[language]
    return next(iter(names.values()), "")


@contextmanager
def in_mission_time() -> Iterator[None]:
    """Days and clock times within are those of the mission's zone."""
    with timezone.override(ZoneInfo(mission().zone)):
        yield
