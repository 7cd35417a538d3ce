"""What every planner of the sample works with."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.people.models import Organisation
from foundation.places.models import Area
from sample.clock import Clock
from sample.people import Cast


@dataclass
class World:
    """Places, organisations and people by key, the clock, and chance that always falls the same way."""

    clock: Clock
    areas: dict[str, Area]
    organisations: dict[str, Organisation]
    cast: Cast
    chance: random.Random = field(default_factory=lambda: random.Random("Carana"))  # noqa: S311
    entries: list[Entry] = field(default_factory=list)
    noted: set[tuple[str, str]] = field(default_factory=set)

    def user(self, key: str) -> User:
        return self.cast.users[key]

    def remember(self, verb: str, subject: Any, by: str, at: datetime, *, for_post: str = "", **facts: Any) -> None:
        """Keep a journal entry dated as the deed is; the domain's own can only say now."""
        person = self.cast.people[by]
        self.entries.append(
            Entry(
                verb=str(verb),
                subject_kind=subject._meta.label_lower,
                subject_id=subject.pk,
                by_user_id=person.user_id,
                by_root_id=self.side_of[by],
                for_post_id=self.cast.posts[for_post].pk if for_post else None,
                via="page",
                facts=facts,
                sensitivity=subject.sensitivity,
                at=at,
            )
        )

    @property
    def side_of(self) -> dict[str, Any]:
        """The root organisation's id of each person, by key."""
        return {key: self.organisations[name].root_id for key, name in self.cast.places.items()}

    def write_entries(self) -> None:
        self.entries.sort(key=lambda entry: entry.at)
        Entry.objects.bulk_create(self.entries)


def write_dated(rows: list[Any], field_name: str) -> None:
    """Write rows whose field Django would fill with now, then give each the date it was planned with."""
    if not rows:
        return
    model: type[models.Model] = type(rows[0])
    dates = [getattr(row, field_name) for row in rows]
    model._default_manager.bulk_create(rows)
    for row, at in zip(rows, dates, strict=True):
        setattr(row, field_name, at)
    model._default_manager.bulk_update(rows, [field_name])
