"""Who and what stands when the first meeting is written, and the journal that grows with each deed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from foundation.access.choices import Sensitivity
from foundation.accounts.models import User
from foundation.journal.entries import UnsafeFact
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from foundation.people.models import Membership, Organisation, Person, Post
from foundation.people.roles import ROLES, Role
from foundation.places.models import Area
from sample.clock import Clock
from sample.records import Deed, Plan, PlannedDelegation, PlannedPerson
from sample.rows.copying import write_rows
from sample.rows.ids import Ids
from sample.staff import is_current

# Older notices have been read.
UNREAD_DAYS = 4


@dataclass(frozen=True)
class Doer:
    """Who does a deed, as the domain's actor would know them."""

    user: User | None
    name: str
    root_id: UUID | None
    organisation: Organisation | None = None
    for_post: Post | None = None
    via: str = "page"

    @property
    def user_id(self) -> UUID | None:
        return self.user.pk if self.user else None

    @property
    def side_id(self) -> UUID:
        """The side in whose name this is done; only a side does what asks for it."""
        if self.root_id is None:
            raise ValueError(f"{self.name} speaks for no side")
        return self.root_id


@dataclass(frozen=True)
class Reader:
    """A place in an organisation, with what decides who is told what."""

    planned: PlannedPerson
    user_id: UUID
    root_id: UUID
    verbs: frozenset[str]
    paths: tuple[str, ...]


@dataclass
class House:
    plan: Plan
    clock: Clock
    ids: Ids
    areas: dict[str, Area] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    delegations: list[PlannedDelegation] = field(default_factory=list)
    readers: dict[UUID, list[Reader]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def doer(self, deed: Deed) -> Doer:
        """Whoever did it, with the post they acted for that day without holding it."""
        person = self.people[deed.by]
        organisation = self.organisations[self.planned[deed.by].organisation]
        delegated = (one.post for one in self.delegations if one.person == deed.by and one.from_on <= deed.at.date())
        post = next(delegated, "")
        return Doer(self.users.get(deed.by), person.full_name, organisation.root_id, organisation, self.posts.get(post))

    def settle(self) -> None:
        """Look up once what each deed asks."""
        self.planned = {one.key: one for one in self.plan.people}
        for key, user in self.users.items():
            planned = self.planned[key]
            root_id = self.organisations[planned.organisation].root_id
            verbs = ROLES[Role(planned.role)].verbs
            paths = tuple(self.areas[area].path for area in planned.areas)
            self.readers.setdefault(root_id, []).append(Reader(planned, user.pk, root_id, verbs, paths))

    def record(self, verb: str, subject: Any, by: Doer, at: datetime, **facts: Any) -> None:
        """A journal entry dated as the deed is; the database's own clock can only say now."""
        if unsafe := set(facts) - set(getattr(subject, "journal_facts", ())):
            raise UnsafeFact(f"{subject._meta.label} does not list {sorted(unsafe)} as safe for the journal")
        self.entries.append(
            Entry(
                verb=str(verb),
                subject_kind=subject._meta.label_lower,
                subject_id=subject.pk,
                by_user_id=by.user_id,
                by_root_id=by.root_id,
                for_post_id=by.for_post.pk if by.for_post else None,
                via=by.via,
                facts=json.loads(json.dumps(facts, cls=DjangoJSONEncoder)),
                sensitivity=getattr(subject, "sensitivity", Sensitivity.INTERNAL),
                at=at,
            )
        )

    def recipients(self, side: Organisation, *, verb: str, on: date, area_path: str = "") -> list[UUID]:
        """As `people.recipients` found them on that day."""
        found = []
        for one in self.readers.get(side.root_id, []):
            is_in_charge = not (side.is_mission and area_path) or any(is_above(path, area_path) for path in one.paths)
            if verb in one.verbs and is_in_charge and is_current(one.planned.from_on, one.planned.until_on, on):
                found.append(one.user_id)
        return found

    def tell(self, user_ids: list[UUID], kind: str, about: Any, by: Doer, at: datetime, key: str = "") -> None:
        """As the outbox would have; what is a few days old was sent and read long ago, and nothing is mailed now."""
        is_new = at.date() > self.clock.day(-UNREAD_DAYS)
        for user_id in sorted(set(user_ids) - {by.user_id}):
            self.notices.append(
                Notice(
                    id=self.ids.at(at),
                    user_id=user_id,
                    kind=str(kind),
                    about_kind=about._meta.label_lower,
                    about_id=about.pk,
                    key=key,
                    created_at=at,
                    read_at=None if is_new else at,
                )
            )

    def write(self) -> None:
        self.entries.sort(key=lambda entry: entry.at)
        write_rows(self.entries)
        write_rows(self.notices)


def is_above(path: str, below: str) -> bool:
    return below == path or below.startswith(f"{path}.")
