"""One action item's past, written step by step with the dates it had. The domain can only say now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from coordination.choices import ActionDeed, ActionStatus, DateAnswer, NotDoneReason, Priority, RemarkKind, Sector
from coordination.domain.references import next_references
from coordination.models import ActionItem, ActionItemRemark, DropProposal, DueDateChange, Meeting, Topic
from foundation.access.choices import Sensitivity
from sample.world import World, write_dated


@dataclass(frozen=True)
class Beginning:
    """How an item came to be. Organisations and people by key; `day` and `due` in days from today."""

    summary: str
    owner: str
    agreed_with: str
    area: str
    day: int
    due: int
    by: str
    meeting: Meeting | None = None
    topic: Topic | None = None
    is_shared: bool = True
    sector: Sector = Sector.OTHER
    priority: Priority = Priority.NORMAL
    details: str = ""
    language: str = "en"
    owner_post: str = ""


@dataclass
class Life:
    """An item with what happened to it; each deed is dated in days from today."""

    world: World
    beginning: Beginning
    item: ActionItem
    remarks: list[ActionItemRemark] = field(default_factory=list)
    changes: list[DueDateChange] = field(default_factory=list)
    drops: list[DropProposal] = field(default_factory=list)

    def accept(self, day: int, by: str) -> None:
        self.item.status = ActionStatus.ACCEPTED
        self.item.accepted_by, self.item.accepted_at = self.world.user(by), self.world.clock.at(day, 11)
        self._remember(ActionDeed.ACCEPTED, by, self.item.accepted_at)

    def start(self, day: int, by: str) -> None:
        self.item.status = ActionStatus.IN_PROGRESS
        self._remember(ActionDeed.STARTED, by, self.world.clock.at(day, 12))

    def report_done(self, day: int, by: str, text: str, *, for_post: str = "") -> None:
        self.item.status = ActionStatus.REPORTED_DONE
        self.item.reported_by, self.item.reported_at = self.world.user(by), self.world.clock.at(day, 14)
        self.item.needs_help_since = None
        self._say(RemarkKind.REPORT, text, by, self.item.reported_at, for_post)
        self._remember(ActionDeed.REPORTED_DONE, by, self.item.reported_at, for_post)

    def give_back(self, day: int, by: str, text: str) -> None:
        at = self.world.clock.at(day, 15)
        self.item.status = ActionStatus.IN_PROGRESS
        self.item.reported_by = self.item.reported_at = None
        self._say(RemarkKind.RETURN, text, by, at)
        self._remember(ActionDeed.RETURNED, by, at)

    def confirm(self, day: int, by: str) -> None:
        self.item.status = ActionStatus.CONFIRMED
        self.item.confirmed_by, self.item.confirmed_at = self.world.user(by), self.world.clock.at(day, 16)
        self.item.closed_at = self.item.confirmed_at
        self._remember(ActionDeed.CONFIRMED, by, self.item.confirmed_at)

    def decline(self, day: int, by: str, reason: NotDoneReason, text: str) -> None:
        at = self.world.clock.at(day, 12)
        self.item.status, self.item.not_done_reason, self.item.closed_at = ActionStatus.DECLINED, reason, at
        self._say(RemarkKind.DECLINE, text, by, at)
        self._remember(ActionDeed.DECLINED, by, at)

    def drop(self, day: int, by: str, agreed_by: str, reason: NotDoneReason, text: str) -> None:
        """One side proposes to drop it, the other agrees an hour later."""
        at, answered_at = self.world.clock.at(day, 12), self.world.clock.at(day, 13)
        proposal = DropProposal(
            item=self.item,
            reason=reason,
            text=text,
            proposed_by_root_id=self.world.side_of[by],
            proposed_by=self.world.user(by),
            proposed_at=at,
            answer=DateAnswer.AGREED,
            answered_by=self.world.user(agreed_by),
            answered_at=answered_at,
        )
        self.drops.append(proposal)
        self._remember(ActionDeed.DROP_PROPOSED, by, at)
        self.item.status, self.item.not_done_reason, self.item.closed_at = ActionStatus.DROPPED, reason, answered_at
        self._remember(ActionDeed.DROPPED, agreed_by, answered_at)

    def withdraw(self, day: int, by: str) -> None:
        self.item.status = ActionStatus.WITHDRAWN
        self.item.closed_at = self.world.clock.at(day, 10)
        self._remember(ActionDeed.WITHDRAWN, by, self.item.closed_at)

    def ask_for_help(self, day: int, by: str, text: str) -> None:
        self.item.needs_help_since = self.world.clock.at(day, 13)
        self._say(RemarkKind.HELP, text, by, self.item.needs_help_since)
        self._remember(ActionDeed.ASKED_FOR_HELP, by, self.item.needs_help_since)

    def propose_date(self, day: int, by: str, new_due: int, reason: str, *, agreed_by: str = "") -> None:
        """Ask for another date; with `agreed_by` the other side agrees the day after."""
        change = DueDateChange(
            item=self.item,
            old_due_on=self.item.due_on,
            new_due_on=self.world.clock.day(new_due),
            reason=reason,
            proposed_by_root_id=self.world.side_of[by],
            proposed_by=self.world.user(by),
            proposed_at=self.world.clock.at(day, 10),
        )
        self._remember(ActionDeed.DATE_PROPOSED, by, change.proposed_at)
        if agreed_by:
            change.answer = DateAnswer.AGREED
            change.answered_by, change.answered_at = self.world.user(agreed_by), self.world.clock.at(day + 1, 10)
            self.item.due_on = change.new_due_on
            self._remember(ActionDeed.DATE_AGREED, agreed_by, change.answered_at)
        self.changes.append(change)

    def _say(self, kind: RemarkKind, text: str, by: str, at: datetime, for_post: str = "") -> None:
        self.remarks.append(
            ActionItemRemark(
                item=self.item,
                kind=kind,
                text=text,
                language=self.beginning.language,
                by_root_id=self.world.side_of[by],
                by_user=self.world.user(by),
                for_post=self.world.cast.posts[for_post] if for_post else None,
                at=at,
            )
        )

    def _remember(self, verb: ActionDeed, by: str, at: datetime, for_post: str = "") -> None:
        self.world.remember(verb, self.item, by, at, for_post=for_post, status=str(self.item.status))
        self.item.revision += 1


def begin(world: World, start: Beginning) -> Life:
    """An item as it stood when written: requested, or for an own task accepted."""
    owner = world.organisations[start.owner]
    other = world.organisations[start.agreed_with] if start.agreed_with else None
    by = world.user(start.by)
    due_on = world.clock.day(start.due)
    item = ActionItem(
        summary=start.summary,
        details=start.details,
        area=world.areas[start.area],
        owner=owner,
        owner_root_id=owner.root_id,
        owner_post=world.cast.posts[start.owner_post] if start.owner_post else None,
        agreed_with=other,
        agreed_with_root_id=other.root_id if other else None,
        held_by_id=start.meeting.held_by_id if start.meeting else world.side_of[start.by],
        requested_by_root_id=world.side_of[start.by],
        sensitivity=Sensitivity.SHARED if start.is_shared else Sensitivity.INTERNAL,
        meeting=start.meeting,
        topic=start.topic,
        status=ActionStatus.REQUESTED if other else ActionStatus.ACCEPTED,
        priority=start.priority,
        sector=start.sector,
        due_on=due_on,
        first_due_on=due_on,
        added_by=by,
        added_at=world.clock.at(start.day, 17),
    )
    if other is None:
        item.accepted_by, item.accepted_at = by, item.added_at
    world.remember(ActionDeed.ADDED, item, start.by, item.added_at)
    if start.is_shared and start.meeting:
        world.remember(ActionDeed.SHARED, item, start.by, world.clock.at(start.day, 18))
    return Life(world, start, item)


def write_lives(lives: list[Life]) -> None:
    """Write the items in the order they arose, each with the reference of its area and year, and their pasts."""
    lives.sort(key=lambda life: life.item.added_at)
    groups: dict[tuple[str, int], list[Life]] = {}
    for life in lives:
        groups.setdefault((life.beginning.area, life.item.added_at.year), []).append(life)
    for (_area, year), group in groups.items():
        references = next_references(group[0].item.area, on=date(year, 1, 1), count=len(group))
        for life, reference in zip(group, references, strict=True):
            life.item.reference = reference
    write_dated([life.item for life in lives], "added_at")
    write_dated([remark for life in lives for remark in life.remarks], "at")
    write_dated([change for life in lives for change in life.changes], "proposed_at")
    write_dated([drop for life in lives for drop in life.drops], "proposed_at")
