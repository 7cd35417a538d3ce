"""The countables of coordination, each against what its own pages count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from coordination.choices import ActionStatus, EndorsementWay, MeetingStatus, MinutesStatus
from coordination.domain.ledger_summaries import commitments_between, ledger_of
from coordination.models import Meeting
from foundation.access.choices import Sensitivity
from foundation.figures.countables import Audience, countables
from foundation.figures.drilling import contributions, drill
from foundation.figures.evaluation import evaluate
from foundation.figures.questions import Question
from foundation.people.roles import Role
from tests.factories import (
    ActionItemFactory,
    AreaFactory,
    AttendanceFactory,
    DueDateChangeFactory,
    EndorsementFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesFactory,
    MinutesVersionFactory,
    OrganisationFactory,
    PostFactory,
    TenureFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
S = ActionStatus


@pytest.fixture
def country():
    return AreaFactory()


@pytest.fixture
def mission(country):
    return OrganisationFactory(kind="mission", area=country)


@pytest.fixture
def town(country):
    return OrganisationFactory(area=AreaFactory(parent=country))


@pytest.fixture
def head(mission, country):
    return actor_of(mission, Role.HEAD_OF_OFFICE, areas=[country])


def asked(countable, measure, reader, **more):
    period = {"since": date(2026, 9, 1), "until": date(2026, 11, 30)}
    return Question(countable, measure, audience=Audience.of(reader), **(period | more))


def values(question, reader, on=TODAY):
    answer = evaluate(question, on=on, reader=reader)
    return {cell.key if len(cell.key) > 1 else cell.key[0]: cell.value for cell in answer.cells if cell.value}


def test_each_countable_has_its_own_words():
    names = [countable.name for countable in countables()]

    assert names == ["meetings", "minutes", "action-items", "contacts"]
    for countable in countables():
        assert all(part.label for part in (countable, *countable.measures, *countable.dimensions))
        assert all(str(measure.definition).endswith(".") for measure in countable.measures)


def test_meetings_held_by_kind(mission, head):
    MeetingFactory.create_batch(2, held_by=mission, kind="visit")
    MeetingFactory(held_by=mission, kind="call")
    MeetingFactory(held_by=mission, status=MeetingStatus.PLANNED)
    MeetingFactory(held_by=mission, status=MeetingStatus.CANCELLED)
    MeetingFactory(held_by=mission, sensitivity=Sensitivity.RESTRICTED)

    assert values(asked("meetings", "count", head, by=("kind",)), head) == {"visit": 2, "call": 1}


def test_the_other_side_is_counted_what_it_was_told(mission, town):
    """The keeping side's changes after sharing are in no figure of the other side."""
    mayor = actor_of(town)
    told = MeetingFactory(held_by=mission, kind="visit", day=date(2026, 10, 5), sensitivity=Sensitivity.SHARED)
    MeetingPartyFactory(meeting=told, organisation=town)
    MinutesVersionFactory(meeting=told, content={"day": "2026-10-01", "kind": "call", "status": "held"})
    MeetingFactory(held_by=mission)

    assert values(asked("meetings", "count", mayor, by=("month", "kind")), mayor) == {(date(2026, 10, 1), "call"): 1}
    september = asked("meetings", "count", mayor, since=date(2026, 10, 2), until=date(2026, 10, 9))
    assert evaluate(september, on=TODAY, reader=mayor).total.value == 0


def test_minutes_by_what_was_answered_and_how(mission, town, head):
    ways = [
        (MinutesStatus.AGREED, [EndorsementWay.SIGNED_IN]),
        (MinutesStatus.AGREED, [EndorsementWay.SIGNED_IN, EndorsementWay.ON_BEHALF]),
        (MinutesStatus.CIRCULATED, []),
        (MinutesStatus.DRAFT, []),
    ]
    for status, answers in ways:
        meeting = MeetingFactory(held_by=mission, sensitivity=Sensitivity.SHARED)
        MinutesFactory(meeting=meeting, status=status)
        EndorsementFactory(version__meeting=meeting, organisation=town)
        version = MinutesVersionFactory(meeting=meeting, number=2)
        for way in answers:
            signed = {"answer": "endorsed", "way": way, "answered_at": timezone.now()}
            EndorsementFactory(version=version, **signed)

    counted = asked("minutes", "count", head)
    assert values(counted.narrowed(by=("status",)), head) == {"agreed": 2, "circulated": 1}
    assert values(counted.narrowed(by=("way",)), head) == {"signed_in": 1, "several": 1, "": 1}
    share = evaluate(asked("minutes", "agreed", head), on=TODAY, reader=head).total
    assert (share.numerator, share.denominator, share.shown) == (2, 3, "67 %")


def test_action_items_as_the_ledger_counts_them(mission, town, head):
    def at(day):
        return datetime(2026, 11, day, 12, tzinfo=UTC)

    def owed(status, **more):
        words = {"owner": town, "agreed_with": mission, "due_on": date(2026, 11, 10), "area": town.area}
        return ActionItemFactory(status=status, **(words | more))

    owed(S.CONFIRMED, reported_at=at(10))
    late = owed(S.CONFIRMED, reported_at=at(12))
    DueDateChangeFactory(item=late, answer="agreed")
    owed(S.DROPPED, not_done_reason="no_budget")
    owed(S.ACCEPTED)
    owed(S.IN_PROGRESS, due_on=date(2026, 11, 28))
    owed(S.REPORTED_DONE, reported_at=at(20))
    owed(S.CONFIRMED, reported_at=at(1), owner=mission, agreed_with=town)
    owed(S.REQUESTED)
    owed(S.ACCEPTED, sensitivity=Sensitivity.INTERNAL)

    towns, missions = ledger_of(commitments_between(town.pk, mission.pk), sides=(town.pk, mission.pk), on=TODAY)
    counted = asked("action-items", "count", head)
    found = values(counted.narrowed(by=("side", "outcome")), head)
    outcomes = ("kept_on_time", "kept_late", "not_done", "open", "reported", "not_contradicted")
    for side in (towns, missions):
        assert {o: found.get((side.owner_root_id, o), 0) for o in outcomes} == {o: getattr(side, o) for o in outcomes}
    assert values(counted.narrowed(by=("overdue",)), head)["yes"] == towns.overdue
    assert values(counted.narrowed(by=("new-date",)), head)["yes"] == towns.new_date_agreed
    assert values(counted.narrowed(by=("reason",)), head)["no_budget"] == 1
    share = evaluate(asked("action-items", "kept-on-time", head), on=TODAY, reader=head).total
    assert (share.numerator, share.denominator) == (2, 6)
    mayor = actor_of(town)
    assert values(asked("action-items", "count", mayor, by=("side", "outcome")), mayor) == found


def test_contacts_with_offices_and_the_days_until_the_first(mission, town, head):
    mayor = PostFactory(organisation=town, titles={"en": "Mayor"})
    TenureFactory(post=mayor, from_on=date(2026, 1, 1), until_on=date(2026, 10, 1))
    TenureFactory(post=mayor, from_on=date(2026, 10, 1))
    clerk = PostFactory(organisation=town, is_head=False)
    for day, post in ((date(2026, 9, 5), mayor), (date(2026, 10, 11), mayor), (date(2026, 11, 1), mayor),
                      (date(2026, 11, 1), clerk)):  # fmt: skip
        AttendanceFactory(meeting__held_by=mission, meeting__day=day, post=post, organisation=town)
    AttendanceFactory(meeting__held_by=mission, post=mayor, presence="apologies")
    AttendanceFactory(meeting__held_by=mission, post=PostFactory(organisation=mission))
    AttendanceFactory(meeting__held_by=mission, meeting__sensitivity=Sensitivity.RESTRICTED, post=clerk)

    assert values(asked("contacts", "count", head, by=("post",)), head) == {mayor.pk: 3, clerk.pk: 1}
    assert evaluate(asked("contacts", "posts", head), on=TODAY, reader=head).total.value == 2
    first = asked("contacts", "days-to-first", head, since=date(2026, 10, 1))
    assert evaluate(first, on=TODAY, reader=head).total.value == 10


def test_contributions_are_the_records_behind_the_number(mission, head):
    MeetingFactory.create_batch(3, held_by=mission)
    question = asked("meetings", "count", head, where={"kind": "liaison_meeting"})

    frozen = list(contributions(question, on=TODAY, reader=head))

    assert [one.record_id for one in frozen] == list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    assert sum(one.numerator for one in frozen) == evaluate(question, on=TODAY, reader=head).total.value


def test_rows_of_every_countable_lead_to_a_page(mission, town, head):
    meeting = MeetingFactory(held_by=mission, title="Market", sensitivity=Sensitivity.SHARED)
    MinutesFactory(meeting=meeting, status=MinutesStatus.AGREED)
    AttendanceFactory(meeting=meeting, post=PostFactory(organisation=town, titles={"en": "Mayor"}))
    item = ActionItemFactory(owner=town, agreed_with=mission, due_on=TODAY - timedelta(days=1), area=town.area)

    shown = {}
    for countable in countables():
        opened = drill(asked(countable.name, "count", head), head, on=TODAY)
        shown[countable.name] = [countable.row(one) for one in opened.records]

    assert {name: [row.url for row in rows] for name, rows in shown.items()} == {
        "meetings": [meeting.get_absolute_url()],
        "minutes": [meeting.get_absolute_url()],
        "contacts": [meeting.get_absolute_url()],
        "action-items": [item.get_absolute_url()],
    }
    assert shown["contacts"][0].label.startswith("Mayor, ")
