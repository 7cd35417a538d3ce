"""One small world for the tests of meetings: a mission with a component, a town, a court, and their people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coordination.domain.meeting_drafts import AttendanceDraft, MeetingDraft, TopicDraft
from coordination.domain.meetings import log_meeting
from coordination.domain.new_action_items import ActionItemDraft
from coordination.models import Meeting
from foundation.access.actors import Actor
from foundation.people.models import Organisation
from foundation.places.models import Area
from tests.factories import AreaFactory, OrganisationFactory, PostFactory, actor_of

DAY = date(2026, 11, 20)


@dataclass
class World:
    area: Area = field(default_factory=lambda: AreaFactory(names={"en": "Corma"}))
    mission: Organisation = field(init=False)
    component: Organisation = field(init=False)
    town: Organisation = field(init=False)
    court: Organisation = field(init=False)

    def __post_init__(self) -> None:
        self.mission = OrganisationFactory(kind="mission", names={"en": "UNAC"}, area=self.area)
        self.component = OrganisationFactory(
            kind="mission", names={"en": "Civil Affairs"}, parent=self.mission, area=self.area
        )
        self.town = OrganisationFactory(names={"en": "Town of Corma"}, area=self.area)
        self.court = OrganisationFactory(kind="customary_authority", names={"en": "Court of Maldosa"}, area=self.area)

    def officer(self, role: str = "") -> Actor:
        return actor_of(self.component, role)

    def mayor(self) -> Actor:
        return actor_of(self.town)

    def sultan(self) -> Actor:
        return actor_of(self.court)

    def draft(self, **changes: Any) -> MeetingDraft:
        words = {
            "title": "Market road",
            "area": self.area,
            "day": DAY,
            "parties": (self.town,),
            "topics": (TopicDraft("Night patrols", "At 20:00", "decision"),),
            "items": (ActionItemDraft("Send the list", self.town, self.component, date(2026, 11, 27)),),
        }
        return MeetingDraft(**(words | changes))

    def logged(self, officer: Actor | None = None, **changes: Any) -> Meeting:
        return log_meeting(self.draft(**changes), by=officer or self.officer())

    def crowd(self, count: int) -> tuple[AttendanceDraft, ...]:
        mayor = PostFactory(organisation=self.town, titles={"en": "Mayor"}, is_head=False)
        first = AttendanceDraft(post=mayor, organisation=self.town)
        return (first, *(AttendanceDraft(name=f"Guest {n}", organisation=self.town) for n in range(count - 1)))

    def owed(self, count: int) -> tuple[ActionItemDraft, ...]:
        return tuple(ActionItemDraft(f"Item {n}", self.town, self.component, date(2026, 12, 1)) for n in range(count))
