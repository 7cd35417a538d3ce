"""What a person typed about a meeting, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from coordination.choices import MeetingKind, Outcome, Presence
from coordination.domain.new_action_items import ActionItemDraft
from foundation.people.models import Organisation, Person, Post
from foundation.places.models import Area

MOST_TOPICS = 60
MOST_ATTENDANCES = 100
MOST_ITEMS = 60


@dataclass(frozen=True)
class AttendanceDraft:
    """Somebody who was there or excused: a person, an office, or a typed name. `pk` of one already written."""

    name: str = ""
    person: Person | None = None
    post: Post | None = None
    organisation: Organisation | None = None
    presence: str = Presence.PRESENT
    represented_by: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class TopicDraft:
    """`is_own`: for the writer's side alone. `pk` of one already written."""

    title: str
    text: str = ""
    outcome: str = Outcome.INFORMATION
    is_own: bool = False
    pk: UUID | None = None


@dataclass(frozen=True)
class ReviewTick:
    """What was said of one open item of last time. `answer` is "done" or "confirmed"; `seen` its revision."""

    item_id: UUID
    answer: str
    seen: int


@dataclass(frozen=True)
class MeetingDraft:
    """`day` and `at` are as the place counts them. Rows of what is written already stay unless named as removed."""

    title: str
    area: Area
    day: date
    at: time | None = None
    kind: str = MeetingKind.LIAISON_MEETING
    place: str = ""
    language: str = "en"
    parties: tuple[Organisation, ...] = ()
    attendances: tuple[AttendanceDraft, ...] = ()
    topics: tuple[TopicDraft, ...] = ()
    joint_note: str = ""
    own_note: str = ""
    items: tuple[ActionItemDraft, ...] = ()
    review: tuple[ReviewTick, ...] = ()
    removed_attendances: frozenset[int] = frozenset()
    removed_topics: frozenset[UUID] = frozenset()

    @property
    def zone(self) -> str:
        return self.area.time_zone

    @property
    def starts_at(self) -> datetime | None:
        return datetime.combine(self.day, self.at, tzinfo=ZoneInfo(self.zone)) if self.at else None

    def sides(self) -> dict[UUID, Organisation]:
        """Every organisation named as party, attending, owing or owed, by id."""
        named: list[Organisation | None] = [*self.parties, *(one.organisation for one in self.attendances)]
        for item in self.items:
            named += [item.owner, item.agreed_with]
        return {one.pk: one for one in named if one is not None}
