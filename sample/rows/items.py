"""Action items, deed by deed as `coordination.domain` does them, kept in memory until all are written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from coordination.choices import ActionDeed, ActionStatus, DateAnswer, RemarkKind
from coordination.domain.references import with_check
from coordination.models import (
    ActionItem,
    ActionItemFile,
    ActionItemRemark,
    DropProposal,
    DueDateChange,
    Meeting,
    ReferenceCounter,
)
from foundation.access.choices import Sensitivity
from foundation.files.models import StoredFile
from foundation.people.models import Organisation
from sample.records import Deed, PlannedItem
from sample.rows.copying import write_rows
from sample.rows.files import stored
from sample.rows.house import Doer, House

D, S = ActionDeed, ActionStatus
EVIDENCE = "photo"
ADDED_AS = {"add": D.ADDED, "add_item": D.ADDED, "add_own_task": D.ADDED, "request": D.REQUESTED}


@dataclass
class Items:
    house: House
    rows: dict[str, ActionItem] = field(default_factory=dict)
    remarks: list[ActionItemRemark] = field(default_factory=list)
    changes: list[DueDateChange] = field(default_factory=list)
    drops: list[DropProposal] = field(default_factory=list)
    stored: list[StoredFile] = field(default_factory=list)
    files: list[ActionItemFile] = field(default_factory=list)
    counters: dict[tuple[str, int], int] = field(default_factory=dict)
    waiting: dict[str, Any] = field(default_factory=dict)

    # how an item comes to be

    def add(self, planned: PlannedItem, meeting: Meeting | None = None) -> ActionItem:
        house, deed = self.house, planned.deeds[0]
        by = house.doer(deed)
        owner = house.organisations[planned.owner]
        other = house.organisations.get(planned.agreed_with)
        is_own = other is None
        item = ActionItem(
            id=house.ids.at(deed.at),
            reference=self.reference(planned),
            summary=planned.summary,
            details=planned.details,
            area=house.areas[planned.area],
            owner=owner,
            owner_root_id=owner.root_id,
            owner_post=house.posts.get(planned.owner_post),
            agreed_with=other,
            agreed_with_root_id=other.root_id if other else None,
            held_by_id=by.side_id,
            requested_by_root_id=by.side_id,
            meeting=meeting,
            status=S.ACCEPTED if is_own else S.REQUESTED,
            accepted_by=by.user if is_own else None,
            accepted_at=deed.at if is_own else None,
            priority=planned.priority,
            sector=planned.sector,
            due_on=planned.due_on,
            due_is_approximate=planned.due_is_approximate,
            first_due_on=planned.due_on,
            answer_by=planned.answer_by,
            added_by=by.user,
            added_at=deed.at,
        )
        if planned.origin in {"request", "item"} and planned.is_shared:
            item.sensitivity = Sensitivity.SHARED
        self.rows[planned.key] = item
        house.record(ADDED_AS[deed.verb], item, by, deed.at)
        if planned.origin in {"request", "item"}:
            self.tell_both(item, by, deed)
        return item

    def reference(self, planned: PlannedItem) -> str:
        """The next of its area and year, as people say it over a radio."""
        year = planned.deeds[0].at.year
        number = self.counters[planned.area, year] = self.counters.get((planned.area, year), 0) + 1
        return with_check(f"{planned.area.upper()}-{year % 100:02d}-{number:04d}")

    # what happens to it

    def act(self, planned: PlannedItem, deed: Deed) -> None:
        item = self.rows[planned.key]
        if deed.verb != "comment":
            item.revision += 1
        DEEDS[deed.verb](self, item, deed, self.house.doer(deed))

    def accept(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.status = S.ACCEPTED
        item.accepted_by, item.accepted_at = by.user, deed.at
        item.due_on = item.first_due_on = deed.due_on or item.due_on
        self.note(D.ACCEPTED, item, deed, by, "request_action_item", status=item.status, due_on=item.due_on)

    def decline(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.status, item.not_done_reason, item.closed_at = S.DECLINED, deed.reason, deed.at
        self.say(item, RemarkKind.DECLINE, deed, by)
        self.note(
            D.DECLINED, item, deed, by, "request_action_item", status=item.status, not_done_reason=item.not_done_reason
        )

    def withdraw(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.status, item.closed_at = S.WITHDRAWN, deed.at
        self.note(D.WITHDRAWN, item, deed, by, "request_action_item", status=item.status)

    def start(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.status = S.IN_PROGRESS
        self.note(D.STARTED, item, deed, by, "confirm_action_item", status=item.status)

    def report_done(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.status = S.REPORTED_DONE
        item.reported_by, item.reported_at = by.user, deed.at
        item.needs_help_since = None
        self.say(item, RemarkKind.REPORT, deed, by)
        if item.needs_evidence:
            kept = stored(self.house, EVIDENCE, by, deed.at)
            self.stored.append(kept)
            self.files.append(ActionItemFile(id=self.house.ids.at(deed.at), item=item, file=kept))
        self.note(D.REPORTED_DONE, item, deed, by, "confirm_action_item", status=item.status)

    def undo_report(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        self.back_to_work(item)
        self.note(D.REPORT_UNDONE, item, deed, by, "confirm_action_item", status=item.status)

    def confirm(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.status = S.CONFIRMED
        item.confirmed_by, item.confirmed_at, item.closed_at = by.user, deed.at, deed.at
        self.house.record(D.CONFIRMED, item, by, deed.at, status=item.status)
        self.tell_side(item.owner, item, D.CONFIRMED, deed, by, "report_action_item_done")

    def give_back(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        self.back_to_work(item)
        self.say(item, RemarkKind.RETURN, deed, by)
        self.house.record(D.RETURNED, item, by, deed.at, status=item.status)
        self.tell_side(item.owner, item, D.RETURNED, deed, by, "report_action_item_done")

    @staticmethod
    def back_to_work(item: ActionItem) -> None:
        item.status = S.IN_PROGRESS
        item.reported_by = item.reported_at = None

    def propose_date(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        change = DueDateChange(
            id=self.house.ids.at(deed.at),
            item=item,
            old_due_on=item.due_on,
            new_due_on=cast("date", deed.due_on),
            reason=deed.text,
            proposed_by_root_id=by.side_id,
            proposed_by=by.user,
            proposed_at=deed.at,
        )
        self.changes.append(change)
        self.waiting[item.reference] = change
        self.house.record(D.DATE_PROPOSED, item, by, deed.at, old_due_on=item.due_on, due_on=deed.due_on)
        if item.is_own_task:
            self.settle_date(item, deed, by)
        else:
            self.tell_other_side(item, D.DATE_PROPOSED, deed, by, "answer_due_date")

    def agree_date(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        self.settle_date(item, deed, by)
        self.tell_other_side(item, D.DATE_AGREED, deed, by, "propose_due_date")

    def settle_date(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        change = self.answer(item, DateAnswer.AGREED, deed, by)
        item.due_on = change.new_due_on
        self.house.record(D.DATE_AGREED, item, by, deed.at, old_due_on=change.old_due_on, due_on=item.due_on)

    def refuse_date(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        self.answer(item, DateAnswer.REFUSED, deed, by)
        self.note(D.DATE_REFUSED, item, deed, by, "propose_due_date", due_on=item.due_on)

    def propose_drop(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        proposal = DropProposal(
            id=self.house.ids.at(deed.at),
            item=item,
            reason=deed.reason,
            text=deed.text,
            proposed_by_root_id=by.side_id,
            proposed_by=by.user,
            proposed_at=deed.at,
        )
        self.drops.append(proposal)
        self.waiting[item.reference] = proposal
        self.note(D.DROP_PROPOSED, item, deed, by, "drop_action_item", not_done_reason=deed.reason)

    def agree_drop(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        proposal = self.answer(item, DateAnswer.AGREED, deed, by)
        item.status, item.not_done_reason, item.closed_at = S.DROPPED, proposal.reason, deed.at
        self.note(
            D.DROPPED, item, deed, by, "drop_action_item", status=item.status, not_done_reason=item.not_done_reason
        )

    def refuse_drop(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        self.answer(item, DateAnswer.REFUSED, deed, by)
        self.note(D.DROP_REFUSED, item, deed, by, "drop_action_item")

    def answer(self, item: ActionItem, answer: DateAnswer, deed: Deed, by: Doer) -> Any:
        """Of the date or the wish to drop that waits: one at a time does."""
        proposal = self.waiting.pop(item.reference)
        proposal.answer, proposal.answered_by, proposal.answered_at = answer, by.user, deed.at
        return proposal

    def ask_for_help(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.needs_help_since = deed.at
        self.say(item, RemarkKind.HELP, deed, by)
        self.note(D.ASKED_FOR_HELP, item, deed, by, "request_action_item")

    def settle_help(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.needs_help_since = None
        self.note(D.HELP_SETTLED, item, deed, by, "request_action_item")

    def share(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        item.sensitivity = Sensitivity.SHARED
        self.house.record(D.SHARED, item, by, deed.at)
        self.tell_both(item, by, deed)

    def comment(self, item: ActionItem, deed: Deed, by: Doer) -> None:
        remark = self.say(item, RemarkKind.COMMENT, deed, by)
        self.house.record(D.COMMENTED, item, by, deed.at)
        self.tell_other_side(item, D.COMMENTED, deed, by, "request_action_item", key=remark.pk.hex)

    def share_with(self, items: list[ActionItem], deed: Deed, by: Doer) -> None:
        """Those of a meeting that is shared, each once."""
        for item in items:
            if item.sensitivity == Sensitivity.INTERNAL and item.agreed_with_id:
                item.sensitivity = Sensitivity.SHARED
                item.revision += 1
                self.house.record(D.SHARED, item, by, deed.at)

    # words, entries and notices

    def say(self, item: ActionItem, kind: RemarkKind, deed: Deed, by: Doer) -> ActionItemRemark:
        remark = ActionItemRemark(
            id=self.house.ids.at(deed.at),
            item=item,
            kind=kind,
            text=deed.text,
            language=deed.language,
            by_root_id=by.root_id,
            by_user=by.user,
            for_post=by.for_post,
            at=deed.at,
        )
        self.remarks.append(remark)
        return remark

    def note(self, what: ActionDeed, item: ActionItem, deed: Deed, by: Doer, told: str, **facts: Any) -> None:
        """Into the journal, and to those of the other side whose role may do `told`."""
        self.house.record(what, item, by, deed.at, **facts)
        self.tell_other_side(item, what, deed, by, told)

    def tell_other_side(
        self, item: ActionItem, what: ActionDeed, deed: Deed, by: Doer, verb: str, key: str = ""
    ) -> None:
        is_owners = item.agreed_with is None or by.root_id != item.owner_root_id
        side: Any = item.owner if is_owners else item.agreed_with
        self.tell_side(side, item, what, deed, by, verb, key)

    def tell_side(
        self, side: Organisation, item: ActionItem, what: ActionDeed, deed: Deed, by: Doer, verb: str, key: str = ""
    ) -> None:
        if not item.is_shared and side.root_id != item.held_by_id:
            return
        users = self.house.recipients(side, verb=verb, on=deed.at.date(), area_path=item.area.path)
        self.house.tell(users, f"action_item_{what}", item, by, deed.at, key or f"r{item.revision}")

    def tell_both(self, item: ActionItem, by: Doer, deed: Deed) -> None:
        if item.is_requested:
            self.tell_side(item.owner, item, D.REQUESTED, deed, by, "request_action_item")
        if item.agreed_with and by.root_id != item.agreed_with_root_id:
            self.tell_side(item.agreed_with, item, D.SHARED, deed, by, "request_action_item")

    def write(self) -> None:
        write_rows(list(self.rows.values()))
        write_rows(self.remarks)
        write_rows(self.changes)
        write_rows(self.drops)
        write_rows(self.stored)
        write_rows(self.files)
        write_rows(
            ReferenceCounter(area=self.house.areas[area], year=year, last_number=number)
            for (area, year), number in self.counters.items()
        )


DEEDS: dict[str, Callable[[Items, ActionItem, Deed, Doer], None]] = {
    "accept": Items.accept,
    "decline": Items.decline,
    "withdraw": Items.withdraw,
    "start": Items.start,
    "report_done": Items.report_done,
    "undo_report": Items.undo_report,
    "confirm": Items.confirm,
    "return": Items.give_back,
    "propose_date": Items.propose_date,
    "agree_date": Items.agree_date,
    "refuse_date": Items.refuse_date,
    "propose_drop": Items.propose_drop,
    "agree_drop": Items.agree_drop,
    "refuse_drop": Items.refuse_drop,
    "ask_for_help": Items.ask_for_help,
    "settle_help": Items.settle_help,
    "share": Items.share,
    "comment": Items.comment,
}
