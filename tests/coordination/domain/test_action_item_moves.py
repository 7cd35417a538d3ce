"""What each deed on an action item leaves behind: status, journal, notice, words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from coordination.choices import ACTION_MOVES, ActionStatus, DateAnswer, NotDoneReason
from coordination.domain import action_items, dropping, due_dates, helping, remarks, requests
from coordination.wording.action_items import action_item_words
from foundation.access.actors import actor_for
from foundation.access.decisions import ActionDenied
from foundation.calendars.reading import Calendar
from foundation.files.storing import Checked
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from foundation.people.roles import Role
from foundation.submissions.models import Changed
from tests.factories import (
    ActionItemFactory,
    DropProposalFactory,
    DueDateChangeFactory,
    MembershipFactory,
    OrganisationFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

S = ActionStatus
PDF = Checked("list.pdf", "application/pdf", b"%PDF-1.4 a list")


@dataclass(frozen=True)
class Deed:
    """A deed, who does it, from which status to which, and what the journal and the other side hear."""

    act: Any
    by: str
    before: S
    after: S
    verb: str
    words: dict[str, Any]


NEW_DATE = timezone.localdate() + timedelta(days=20)
NEW_WORDS = {"due_on": NEW_DATE, "reason": "Rain"}
DEEDS = [
    Deed(action_items.accept_action_item, "mayor", S.REQUESTED, S.ACCEPTED, "accepted", {}),
    Deed(action_items.decline_action_item, "mayor", S.REQUESTED, S.DECLINED, "declined", {"reason": "no_budget"}),
    Deed(action_items.withdraw_action_item, "officer", S.REQUESTED, S.WITHDRAWN, "withdrawn", {}),
    Deed(action_items.start_action_item, "mayor", S.ACCEPTED, S.IN_PROGRESS, "started", {}),
    Deed(action_items.report_action_item_done, "mayor", S.ACCEPTED, S.REPORTED_DONE, "reported_done", {"text": "Sent"}),
    Deed(action_items.undo_report_of_action_item, "mayor", S.REPORTED_DONE, S.IN_PROGRESS, "report_undone", {}),
    Deed(action_items.confirm_action_item, "officer", S.REPORTED_DONE, S.CONFIRMED, "confirmed", {}),
    Deed(action_items.return_action_item, "officer", S.REPORTED_DONE, S.IN_PROGRESS, "returned", {"text": "Nine only"}),
    Deed(helping.ask_for_help, "mayor", S.ACCEPTED, S.ACCEPTED, "asked_for_help", {"text": "A truck"}),
    Deed(due_dates.propose_due_date, "mayor", S.ACCEPTED, S.ACCEPTED, "date_proposed", NEW_WORDS),
    Deed(dropping.propose_drop, "officer", S.IN_PROGRESS, S.IN_PROGRESS, "drop_proposed", {"reason": "security"}),
]


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def town():
    return OrganisationFactory(kind="local_authority")


@pytest.fixture
def officer(mission):
    return actor_of(mission)


@pytest.fixture
def mayor(town):
    return actor_of(town)


def item_of(town, mission, **more):
    return ActionItemFactory(owner=town, agreed_with=mission, requested_by_root=mission, **more)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.verb)
def test_a_deed_moves_is_kept_and_is_told(deed, town, mission, officer, mayor):
    item = item_of(town, mission, status=deed.before)
    by, other = (mayor, officer) if deed.by == "mayor" else (officer, mayor)

    moved = deed.act(item, by=by, seen=item.revision, **deed.words)

    item.refresh_from_db()
    assert (item.status, item.revision) == (deed.after, moved.revision) == (deed.after, 2)
    assert Entry.objects.get().verb == deed.verb
    assert Entry.objects.get().by_user_id == by.user_id
    notice = Notice.objects.get()
    assert (notice.user_id, notice.kind) == (other.user_id, f"action_item_{deed.verb}")
    assert action_item_words(notice).subject


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.verb)
def test_a_deed_on_what_somebody_changed_meanwhile_is_refused(deed, town, mission, officer, mayor):
    item = item_of(town, mission, status=deed.before)

    with pytest.raises(Changed):
        deed.act(item, by=mayor if deed.by == "mayor" else officer, seen=item.revision - 1, **deed.words)

    assert not Entry.objects.exists()


def test_every_move_of_the_table_has_a_deed():
    moves = {(before, after) for before, afters in ACTION_MOVES.items() for after in afters}
    shown = {(deed.before, deed.after) for deed in DEEDS}
    # The same functions from the other status of open work; dropping needs both sides and has its own test.
    alike = {(S.IN_PROGRESS, S.REPORTED_DONE), (S.ACCEPTED, S.DROPPED), (S.IN_PROGRESS, S.DROPPED)}

    assert moves <= shown | alike


def test_the_clearer_names_the_date(town, mission):
    item = ActionItemFactory(owner=mission, agreed_with=town, requested_by_root=town, held_by=town, status=S.REQUESTED)
    head = actor_of(mission, Role.HEAD_OF_OFFICE)

    action_items.accept_action_item(item, by=head, seen=item.revision, due_on=NEW_DATE)

    item.refresh_from_db()
    assert (item.due_on, item.first_due_on, item.accepted_by_id) == (NEW_DATE, NEW_DATE, head.user_id)


def test_a_report_on_high_priority_carries_a_document(town, mission, mayor):
    item = item_of(town, mission, status=S.ACCEPTED, priority="high")

    with pytest.raises(ValidationError, match="supporting document"):
        action_items.report_action_item_done(item, by=mayor, seen=item.revision, text="Sent")
    action_items.report_action_item_done(item, by=mayor, seen=item.revision, text="Sent", evidence=[PDF])

    assert item.files.get().file.name == "list.pdf"


def test_a_report_settles_the_call_for_help(town, mission, mayor):
    item = item_of(town, mission, status=S.ACCEPTED, needs_help_since=timezone.now())

    action_items.report_action_item_done(item, by=mayor, seen=item.revision, text="Sent")

    item.refresh_from_db()
    assert item.needs_help_since is None


def test_a_new_date_holds_when_the_other_side_agrees(town, mission, officer, mayor):
    item = item_of(town, mission, status=S.ACCEPTED)
    first = item.due_on
    item = due_dates.propose_due_date(item, by=mayor, seen=item.revision, due_on=NEW_DATE, reason="Rain")

    with pytest.raises(ActionDenied, match="The other side answers"):
        due_dates.agree_due_date(item, by=mayor, seen=item.revision)
    due_dates.agree_due_date(item, by=officer, seen=item.revision)

    item.refresh_from_db()
    assert (item.due_on, item.first_due_on) == (NEW_DATE, first)
    change = item.due_date_changes.get()
    assert (change.answer, change.answered_by_id) == (DateAnswer.AGREED, officer.user_id)


def test_a_refused_date_leaves_the_old_one(town, mission, officer):
    item = item_of(town, mission, status=S.ACCEPTED)
    DueDateChangeFactory(item=item, proposed_by_root=town, new_due_on=NEW_DATE)

    due_dates.refuse_due_date(item, by=officer, seen=item.revision)

    item.refresh_from_db()
    assert item.due_on == item.first_due_on
    assert item.due_date_changes.get().answer == DateAnswer.REFUSED


def test_the_date_it_has_already_is_no_new_date(town, mission, mayor):
    item = item_of(town, mission, status=S.ACCEPTED)

    with pytest.raises(ValidationError, match="the date it has already"):
        due_dates.propose_due_date(item, by=mayor, seen=item.revision, due_on=item.due_on, reason="x")


def test_an_own_tasks_new_date_holds_at_once_and_counts(mission, officer):
    item = ActionItemFactory(owner=mission, agreed_with=None, status=S.ACCEPTED)

    due_dates.propose_due_date(item, by=officer, seen=item.revision, due_on=NEW_DATE, reason="Leave")

    item.refresh_from_db()
    assert item.due_on == NEW_DATE
    assert item.due_date_changes.get().answer == DateAnswer.AGREED


def test_dropped_only_by_both(town, mission, officer, mayor):
    item = item_of(town, mission, status=S.IN_PROGRESS)
    item = dropping.propose_drop(item, by=mayor, seen=item.revision, reason=NotDoneReason.NO_BUDGET, text="Cut")

    with pytest.raises(ActionDenied, match="only when the other side agrees"):
        dropping.agree_drop(item, by=mayor, seen=item.revision)
    dropping.agree_drop(item, by=officer, seen=item.revision)

    item.refresh_from_db()
    assert (item.status, item.not_done_reason) == (S.DROPPED, NotDoneReason.NO_BUDGET)
    assert item.closed_at


def test_a_refused_drop_leaves_the_work(town, mission, officer, mayor):
    item = item_of(town, mission, status=S.IN_PROGRESS)
    DropProposalFactory(item=item, proposed_by_root=town)

    item = dropping.refuse_drop(item, by=officer, seen=item.revision)
    dropping.propose_drop(item, by=mayor, seen=item.revision, reason="other")

    assert item.status == S.IN_PROGRESS
    assert sorted(item.drop_proposals.values_list("answer", flat=True)) == ["refused", "waiting"]


def test_an_own_task_is_dropped_by_two_people(mission, officer):
    item = ActionItemFactory(owner=mission, agreed_with=None, status=S.ACCEPTED)
    item = dropping.propose_drop(item, by=officer, seen=item.revision, reason="overtaken")
    head = actor_of(mission, Role.HEAD_OF_OFFICE)

    with pytest.raises(ActionDenied):
        dropping.agree_drop(item, by=officer, seen=item.revision)
    dropping.agree_drop(item, by=head, seen=item.revision)

    item.refresh_from_db()
    assert item.status == S.DROPPED


def test_a_word_for_our_side_stays_inside(town, mission, officer, mayor):
    item = item_of(town, mission)

    remarks.comment_on_action_item(item, by=officer, text="He seems tired of this", for_own_side=True)
    remarks.comment_on_action_item(item, by=officer, text="Thank you")

    seen = item.remarks.model.objects.visible_to(mayor).values_list("text", flat=True)
    assert list(seen) == ["Thank you"]
    assert Notice.objects.count() == 1, "only the joint word is told"


def test_a_request_to_the_mission_is_shared_and_binds_nobody(town, mission, mayor, officer):
    today = timezone.localdate()

    item = requests.request_action_item(
        by=mayor, side=town, to=mission, area=mission.area, text="Two hundred litres\nfor the grader", on=today
    )

    assert (item.status, item.sensitivity, item.summary) == (S.REQUESTED, "shared", "Two hundred litres")
    assert item.details == "Two hundred litres\nfor the grader"
    assert item.answer_by == Calendar().after(today, 5)
    assert Notice.objects.get().user_id == officer.user_id
    with pytest.raises(ActionDenied, match="Only a clearer"):
        action_items.accept_action_item(item, by=officer, seen=item.revision)


@pytest.mark.parametrize("text", ["null", "\u2029test\u2029", " a line\u2028 and more ", "0"])
def test_a_request_of_one_line_is_its_own_summary(town, mission, mayor, text):
    item = requests.request_action_item(
        by=mayor, side=town, to=mission, area=mission.area, text=text, on=timezone.localdate()
    )

    assert (item.summary, item.details) == (text, "")


def test_what_is_not_shared_is_told_to_nobody_outside(town, mission, officer, mayor):
    item = item_of(town, mission, status=S.REQUESTED, sensitivity="internal")

    action_items.withdraw_action_item(item, by=officer, seen=item.revision)

    assert not Notice.objects.filter(user_id=mayor.user_id).exists()
    assert Entry.objects.get().sensitivity == "internal"


def test_a_feedback_officer_sees_the_own_task_they_added(mission):
    member = MembershipFactory(organisation=mission, role=Role.FEEDBACK_OFFICER, areas=[mission.area])
    sefu = actor_for(member.person.user)
    draft = requests.ActionItemDraft(summary="Call back", owner=mission, agreed_with=None, due_on=NEW_DATE)

    item = requests.add_own_task(draft, by=sefu, area=mission.area)

    assert type(item).objects.visible_to(sefu).get() == item
