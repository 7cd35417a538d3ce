from __future__ import annotations

from coordination.models import MeetingNote
from desk.domain.before_summaries import before
from foundation.people.roles import Role
from tests.factories import (
    EndorsementFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MembershipFactory,
    MinutesVersionFactory,
    TenureFactory,
    TopicFactory,
)

CONTENT = {"title": "Committee", "place": "", "day": "2026-11-20", "kind": "visit", "status": "held"}


def committee(world, **fields):
    meeting = MeetingFactory(title="Committee, candid", held_by=world.mission, area=world.area, **fields)
    MeetingPartyFactory(meeting=meeting, organisation=world.town)
    TopicFactory(meeting=meeting, number=1, title="Joint")
    TopicFactory(meeting=meeting, number=2, title="Ours", held_by=world.mission)
    MeetingNote.objects.create(meeting=meeting, held_by=world.mission, text="Candid")
    return meeting


def test_owed_both_ways(world):
    sheet = before(world.officer, world.town, on=world.today)

    assert [item.summary for item in sheet.we_owe] == ["Patrol times"]
    assert [item.summary for item in sheet.they_owe] == ["Liste des ouvriers"]


def test_the_keeping_side_reads_its_record_and_its_note(world):
    committee(world)

    last = before(world.officer, world.town, on=world.today).meetings[0]

    assert [said.title for said in last.said] == ["Joint", "Ours"]
    assert last.own_note == "Candid"


def test_the_other_side_reads_the_version_shared_with_it(world):
    meeting = committee(world, sensitivity="shared")
    topics = [{"title": "As shared", "text": "", "outcome": "decision"}]
    MinutesVersionFactory(meeting=meeting, content=CONTENT | {"topics": topics})

    last = before(world.mayor, world.mission, on=world.today).meetings[0]

    assert last.meeting.shown_title == "Committee"
    assert [said.title for said in last.said] == ["As shared"]
    assert last.own_note == ""


def test_what_is_internal_is_not_on_the_other_sides_sheet(world):
    committee(world)

    assert before(world.mayor, world.mission, on=world.today).meetings == []
    assert before(world.stranger, world.town, on=world.today).meetings == []


def test_who_holds_which_post_but_no_name_of_the_missions_staff(world):
    head = MembershipFactory(organisation=world.mission, role=Role.HEAD_OF_OFFICE)
    TenureFactory(post__organisation=world.mission, person=head.person)

    town = before(world.officer, world.town, on=world.today).posts
    mission = before(world.mayor, world.mission, on=world.today).posts

    assert [[str(tenure.person) for tenure in post.current_tenures] for post in town] == [[world.mayor.name]]
    assert [post.current_tenures for post in mission] == [[]]


def test_how_it_was_last_agreed(world):
    meeting = committee(world, sensitivity="shared")
    version = MinutesVersionFactory(meeting=meeting, content=CONTENT)
    EndorsementFactory(version=version, organisation=world.town)

    answers = before(world.officer, world.town, on=world.today).answers

    assert [str(answer.organisation) for answer in answers] == ["Town of Corma"]


def test_as_many_statements_for_three_meetings_as_for_one(world, django_assert_max_num_queries):
    for _number in range(3):
        committee(world)

    with django_assert_max_num_queries(9):
        before(world.officer, world.town, on=world.today)
