"""What a planner gives: plain frozen records. People, posts, organisations and areas are named by key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

Names = dict[str, str]


@dataclass(frozen=True)
class PlannedArea:
    """`key` is the radio code, `parent` another's key. `geometry` is GeoJSON; a village has none."""

    key: str
    code: str
    parent: str
    names: Names
    geometry: dict[str, Any] | None


@dataclass(frozen=True)
class PlannedPopulation:
    """(sex, age band, people), as `foundation.places.choices` names them."""

    area: str
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class PlannedOrganisation:
    key: str
    kind: str
    area: str
    names: Names
    parent: str = ""


@dataclass(frozen=True)
class PlannedPost:
    key: str
    organisation: str
    titles: Names
    is_head: bool


@dataclass(frozen=True)
class PlannedPerson:
    """Without `account` they cannot sign in. Their place in the organisation begins and ends (exclusive)."""

    key: str
    name: str
    organisation: str
    latin: str = ""
    role: str = ""
    account: str = ""
    language: str = "en"
    areas: tuple[str, ...] = ()
    from_on: date = date.min
    until_on: date | None = None


@dataclass(frozen=True)
class PlannedTenure:
    post: str
    person: str
    from_on: date
    until_on: date | None = None
    is_acting: bool = False


@dataclass(frozen=True)
class PlannedDelegation:
    post: str
    person: str
    from_on: date


@dataclass(frozen=True)
class Deed:
    """One deed of a life: what, when, by whom, and the words, dates and names that go with it.

    `by` is empty for a guest with a link. `language` is the one the person works in.
    """

    verb: str
    at: datetime
    by: str
    text: str = ""
    language: str = "en"
    reason: str = ""
    due_on: date | None = None
    side: str = ""
    answer: str = ""
    name: str = ""


@dataclass(frozen=True)
class PlannedItem:
    """`origin`: "meeting", "request", "item" or "own_task". The first deed writes it; the others are its life."""

    key: str
    origin: str
    summary: str
    owner: str
    agreed_with: str
    area: str
    due_on: date
    deeds: tuple[Deed, ...]
    details: str = ""
    meeting: str = ""
    owner_post: str = ""
    priority: str = "normal"
    sector: str = "other"
    is_shared: bool = True
    due_is_approximate: bool = False
    answer_by: date | None = None


@dataclass(frozen=True)
class PlannedTopic:
    title: str
    text: str
    outcome: str
    is_own: bool = False


@dataclass(frozen=True)
class PlannedAttendance:
    organisation: str
    person: str = ""
    post: str = ""
    presence: str = "present"
    represented_by: str = ""


@dataclass(frozen=True)
class PlannedMeeting:
    """`deeds` begin with "log" or "plan". A restricted one is open to `assigned` alone."""

    key: str
    title: str
    kind: str
    area: str
    place: str
    day: date
    hour: time
    language: str
    parties: tuple[str, ...]
    attendances: tuple[PlannedAttendance, ...]
    topics: tuple[PlannedTopic, ...]
    deeds: tuple[Deed, ...]
    joint_note: str = ""
    own_note: str = ""
    assigned: tuple[str, ...] = ()

    @property
    def officer(self) -> str:
        return self.deeds[0].by


@dataclass(frozen=True)
class Plan:
    """The whole mission as it will be written."""

    today: date
    areas: tuple[PlannedArea, ...]
    population: tuple[PlannedPopulation, ...]
    organisations: tuple[PlannedOrganisation, ...]
    posts: tuple[PlannedPost, ...]
    people: tuple[PlannedPerson, ...]
    tenures: tuple[PlannedTenure, ...]
    delegations: tuple[PlannedDelegation, ...]
    meetings: tuple[PlannedMeeting, ...]
    items: tuple[PlannedItem, ...]

    @property
    def digest(self) -> str:
        """The same for the same seed and day, on any machine and at any hour."""
        return hashlib.sha256(repr(self).encode()).hexdigest()
