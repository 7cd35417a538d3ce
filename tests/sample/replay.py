"""A planned life done again through the domain's own deeds, at the times it was planned for, by the same people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import time_machine
from django.utils import translation

from coordination.choices import EndorsementAnswer
from coordination.domain import (
    action_items,
    dropping,
    due_dates,
    endorsements,
    helping,
    meetings,
    minutes,
    remarks,
    requests,
    sharing,
    side_notes,
    signing_links,
)
from coordination.domain.meeting_drafts import AttendanceDraft, MeetingDraft, TopicDraft
from coordination.domain.new_action_items import ActionItemDraft
from coordination.models import ActionItem, Endorsement, Meeting
from foundation.access.actors import Actor
from foundation.journal.models import Entry
from foundation.people.domain.actors import build_actor
from sample.records import Deed, PlannedItem, PlannedMeeting
from sample.rows.files import photo
from sample.rows.items import EVIDENCE
from sample.rows.meetings import PAPER, Meetings


@dataclass
class Replay:
    """What came of one life: the records by their planned keys, and when each new journal entry was due."""

    written: Meetings
    meeting: Meeting | None = None
    items: dict[str, ActionItem] = field(default_factory=dict)
    entry_times: dict[int, datetime] = field(default_factory=dict)

    @property
    def house(self) -> Any:
        return self.written.house

    def run(self, planned: PlannedMeeting | None, items: Iterable[PlannedItem]) -> None:
        items = list(items)
        steps: list[tuple[datetime, int, Callable[[], object], Deed]] = []
        for deed in planned.deeds if planned else ():
            steps.append((deed.at, len(steps), lambda d=deed: self.do_to_meeting(planned, items, d), deed))
        for item in items:
            later = item.deeds[1:] if item.meeting else item.deeds
            for deed in later:
                steps.append((deed.at, len(steps), lambda i=item, d=deed: self.do_to_item(i, d), deed))
        for _at, _number, act, deed in sorted(steps, key=lambda step: step[:2]):
            before = last_entry()
            with time_machine.travel(deed.at, tick=False), translation.override(deed.language):
                act()
            for pk in Entry.objects.filter(pk__gt=before).values_list("pk", flat=True):
                self.entry_times[pk] = deed.at

    def actor(self, deed: Deed) -> Actor:
        return build_actor(self.house.users[deed.by])

    # meetings

    def do_to_meeting(self, planned: PlannedMeeting, items: list[PlannedItem], deed: Deed) -> None:
        if deed.verb == "log":
            self.meeting = meetings.log_meeting(self.draft(planned, items), by=self.actor(deed))
            self.find_items(items)
        elif deed.verb == "plan":
            self.meeting = meetings.plan_meeting(self.bare_draft(planned), by=self.actor(deed))
        elif deed.verb == "hold":
            meetings.hold_meeting(self.meeting, by=self.actor(deed), seen=None, draft=self.draft(planned, items))
            self.find_items(items)
        elif deed.verb == "edit":
            note = planned.own_note
            draft = self.bare_draft(planned, joint_note=deed.text, own_note=note)
            meetings.edit_meeting(self.meeting, draft, by=self.actor(deed), seen=None)
        else:
            MEETING_DEEDS[deed.verb](self, deed)

    def bare_draft(self, planned: PlannedMeeting, **more: Any) -> MeetingDraft:
        return MeetingDraft(
            title=planned.title,
            area=self.house.areas[planned.area],
            day=planned.day,
            at=planned.hour,
            kind=planned.kind,
            place=planned.place,
            language=planned.language,
            parties=tuple(self.house.organisations[key] for key in planned.parties),
            **more,
        )

    def draft(self, planned: PlannedMeeting, items: list[PlannedItem]) -> MeetingDraft:
        house = self.house
        attendances = tuple(
            AttendanceDraft(
                person=house.people.get(one.person),
                post=house.posts.get(one.post),
                organisation=house.organisations[one.organisation],
                presence=one.presence,
                represented_by=one.represented_by,
            )
            for one in planned.attendances
        )
        topics = tuple(TopicDraft(one.title, one.text, one.outcome, one.is_own) for one in planned.topics)
        return self.bare_draft(
            planned,
            attendances=attendances,
            topics=topics,
            joint_note=planned.joint_note,
            own_note=planned.own_note,
            items=tuple(self.item_draft(item) for item in items),
        )

    def find_items(self, items: list[PlannedItem]) -> None:
        """The references of one meeting follow each other in the order of its items."""
        rows = self.meeting.action_items.order_by("reference") if self.meeting else []
        self.items = {item.key: row for item, row in zip(items, rows, strict=True)}

    def endorsement(self, deed: Deed) -> Endorsement:
        side = self.house.organisations[deed.side]
        found = Endorsement.objects.filter(version__meeting=self.meeting, organisation=side)
        return found.order_by("-version__number").first()

    # action items

    def item_draft(self, item: PlannedItem) -> ActionItemDraft:
        house = self.house
        return ActionItemDraft(
            summary=item.summary,
            owner=house.organisations[item.owner],
            agreed_with=house.organisations.get(item.agreed_with),
            due_on=item.due_on,
            details=item.details,
            due_is_approximate=item.due_is_approximate,
            owner_post=house.posts.get(item.owner_post),
            priority=item.priority,
            sector=item.sector,
        )

    def do_to_item(self, item: PlannedItem, deed: Deed) -> None:
        if deed.verb in NEW_ITEMS:
            self.items[item.key] = NEW_ITEMS[deed.verb](self, item, deed)
            return
        row = ActionItem.objects.get(pk=self.items[item.key].pk)
        ITEM_DEEDS[deed.verb](row, self.actor(deed), deed)

    def request(self, item: PlannedItem, deed: Deed) -> ActionItem:
        house = self.house
        return requests.request_action_item(
            by=self.actor(deed),
            side=house.organisations[item.agreed_with],
            to=house.organisations[item.owner],
            area=house.areas[item.area],
            text=item.summary,
            on=deed.at.date(),
        )

    def add_item(self, item: PlannedItem, deed: Deed) -> ActionItem:
        return requests.add_action_item(
            self.item_draft(item),
            by=self.actor(deed),
            area=self.house.areas[item.area],
            is_shared=item.is_shared,
            on=deed.at.date(),
        )

    def add_own_task(self, item: PlannedItem, deed: Deed) -> ActionItem:
        return requests.add_own_task(self.item_draft(item), by=self.actor(deed), area=self.house.areas[item.area])


def last_entry() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


NEW_ITEMS: dict[str, Callable[[Replay, PlannedItem, Deed], ActionItem]] = {
    "request": Replay.request,
    "add_item": Replay.add_item,
    "add_own_task": Replay.add_own_task,
}


def circulate(replay: Replay, deed: Deed) -> None:
    minutes.circulate_minutes(replay.meeting, by=replay.actor(deed), seen=None, answer_by=deed.due_on)


def on_behalf(replay: Replay, deed: Deed) -> None:
    endorsements.endorse_on_behalf(
        replay.endorsement(deed),
        by=replay.actor(deed),
        seen=None,
        answer=EndorsementAnswer(deed.answer),
        signer_name=deed.name,
        paper=photo(PAPER),
        text=deed.text,
    )


def by_link(replay: Replay, deed: Deed) -> None:
    [link] = replay.endorsement(deed).links.filter(used_at=None, revoked_at=None)
    answer = EndorsementAnswer(deed.answer)
    assert signing_links.answer_by_link(link, answer=answer, name=deed.name, text=deed.text) is not None


MEETING_DEEDS: dict[str, Callable[[Replay, Deed], object]] = {
    "cancel": lambda r, d: meetings.cancel_meeting(r.meeting, by=r.actor(d), seen=None, reason=d.text),
    "share": lambda r, d: sharing.share_meeting(r.meeting, by=r.actor(d), seen=None),
    "write_side_note": lambda r, d: side_notes.write_side_note(r.meeting, by=r.actor(d), text=d.text),
    "circulate": circulate,
    "endorse": lambda r, d: endorsements.endorse_minutes(r.endorsement(d), by=r.actor(d), seen=None),
    "endorse_with_reservation": lambda r, d: endorsements.endorse_minutes_with_reservation(
        r.endorsement(d), by=r.actor(d), seen=None, text=d.text
    ),
    "object": lambda r, d: endorsements.object_to_minutes(r.endorsement(d), by=r.actor(d), seen=None, text=d.text),
    "endorse_on_behalf": on_behalf,
    "issue_signing_link": lambda r, d: signing_links.issue_signing_link(
        r.endorsement(d), by=r.actor(d), signer_name=d.name
    ),
    "answer_by_link": by_link,
}


def report(row: ActionItem, by: Actor, deed: Deed) -> None:
    evidence = [photo(EVIDENCE)] if row.needs_evidence else []
    action_items.report_action_item_done(row, by=by, seen=None, text=deed.text, evidence=evidence)


ITEM_DEEDS: dict[str, Callable[[ActionItem, Actor, Deed], object]] = {
    "accept": lambda i, by, d: action_items.accept_action_item(i, by=by, seen=None, due_on=d.due_on),
    "decline": lambda i, by, d: action_items.decline_action_item(i, by=by, seen=None, reason=d.reason, text=d.text),
    "withdraw": lambda i, by, _d: action_items.withdraw_action_item(i, by=by, seen=None),
    "start": lambda i, by, _d: action_items.start_action_item(i, by=by, seen=None),
    "report_done": report,
    "undo_report": lambda i, by, _d: action_items.undo_report_of_action_item(i, by=by, seen=None),
    "confirm": lambda i, by, _d: action_items.confirm_action_item(i, by=by, seen=None),
    "return": lambda i, by, d: action_items.return_action_item(i, by=by, seen=None, text=d.text),
    "propose_date": lambda i, by, d: due_dates.propose_due_date(i, by=by, seen=None, due_on=d.due_on, reason=d.text),
    "agree_date": lambda i, by, _d: due_dates.agree_due_date(i, by=by, seen=None),
    "refuse_date": lambda i, by, _d: due_dates.refuse_due_date(i, by=by, seen=None),
    "propose_drop": lambda i, by, d: dropping.propose_drop(i, by=by, seen=None, reason=d.reason, text=d.text),
    "agree_drop": lambda i, by, _d: dropping.agree_drop(i, by=by, seen=None),
    "refuse_drop": lambda i, by, _d: dropping.refuse_drop(i, by=by, seen=None),
    "ask_for_help": lambda i, by, d: helping.ask_for_help(i, by=by, seen=None, text=d.text),
    "settle_help": lambda i, by, _d: helping.settle_help(i, by=by, seen=None),
    "share": lambda i, by, _d: requests.share_action_item(i, by=by, seen=None),
    "comment": lambda i, by, d: remarks.comment_on_action_item(i, by=by, text=d.text),
}


def entries_about(subject_ids: Iterable[UUID]) -> list[Entry]:
    return list(Entry.objects.filter(subject_id__in=list(subject_ids)).order_by("at", "pk"))
