from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from coordination.choices import ActionStatus
from desk.domain.today_summaries import today_for
from foundation.access.actors import NOBODY
from foundation.people.roles import Role
from tests.factories import (
    ActionItemFactory,
    EndorsementFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesFactory,
    actor_of,
)


def figures(actor, world):
    return {tile.name: tile.value for tile in today_for(actor, on=world.today).tiles}


def rows(actor, world, name):
    sections = {section.name: section for section in today_for(actor, on=world.today).sections}
    return [str(row) for row in sections[name].rows]


def test_figures_count_both_sides_open_late_and_help(world):
    world.town_owes.needs_help_since = timezone.now()
    world.town_owes.save()

    expected = {"late_action_items": 1, "open_action_items": 2, "help_asked": 1}
    assert figures(world.officer, world) == expected
    assert figures(world.mayor, world) == expected
    assert set(figures(world.stranger, world).values()) == {0}


def test_the_officer_sees_what_is_late_and_what_waits_to_be_confirmed(world):
    reported = ActionItemFactory(
        owner=world.town, agreed_with=world.mission, area=world.area, status=ActionStatus.REPORTED_DONE
    )

    assert rows(world.officer, world, "needs_attention") == ["Patrol times", str(reported)]


def test_the_official_reads_first_what_the_mission_owes(world):
    names = [section.name for section in today_for(world.mayor, on=world.today).sections]

    assert names[:3] == ["owed_to_us", "owed_by_us", "minutes_to_answer"]
    assert rows(world.mayor, world, "owed_to_us") == ["Patrol times"]
    assert rows(world.mayor, world, "owed_by_us") == ["Liste des ouvriers"]


def test_only_the_head_has_commitments_to_clear(world):
    asked = ActionItemFactory(
        owner=world.mission, agreed_with=world.town, status=ActionStatus.REQUESTED, area=world.area, held_by=world.town
    )

    assert rows(world.head, world, "to_clear") == [str(asked)]
    assert "to_clear" not in [section.name for section in today_for(world.officer, on=world.today).sections]


def test_planned_meetings_stay_with_the_side_that_plans_them(world):
    MeetingFactory(
        title="Visit", status="planned", day=world.today + timedelta(days=2), held_by=world.mission, area=world.area
    )

    assert rows(world.officer, world, "next_meetings") == ["Visit"]
    assert rows(world.mayor, world, "next_meetings") == []


def test_minutes_wait_on_both_sides(world):
    meeting = MeetingFactory(title="Committee", held_by=world.mission, area=world.area, sensitivity="shared")
    MeetingPartyFactory(meeting=meeting, organisation=world.town)
    MinutesFactory(meeting=meeting, status="circulated")
    endorsement = EndorsementFactory(version__meeting=meeting, organisation=world.town)

    assert rows(world.mayor, world, "minutes_to_answer") == [str(endorsement)]
    assert rows(world.officer, world, "minutes_out") == ["Committee"]
    assert rows(world.stranger, world, "minutes_to_answer") == []


def test_roles_without_records_are_told_so(world):
    for role in (Role.AUDITOR, Role.PROTECTED_CASE_OFFICER):
        summary = today_for(actor_of(world.mission, role), on=world.today)
        assert (summary.tiles, summary.sections) == ([], [])
        assert summary.words

    assert "no place" in today_for(NOBODY, on=world.today).words


def test_own_tasks_need_attention_and_are_no_commitments(world):
    ActionItemFactory(
        summary="Own",
        owner=world.mission,
        agreed_with=None,
        held_by=world.mission,
        area=world.area,
        sensitivity="internal",
        due_on=world.today - timedelta(days=1),
    )

    assert figures(world.officer, world)["open_action_items"] == 2
    assert rows(world.officer, world, "needs_attention") == ["Patrol times", "Own"]
    assert rows(actor_of(world.mission, Role.ME_OFFICER), world, "needs_attention") == ["Patrol times"]


def test_five_statements_at_most(world, django_assert_max_num_queries):
    ActionItemFactory.create_batch(12, owner=world.town, agreed_with=world.mission, area=world.area)

    with django_assert_max_num_queries(5):
        today_for(world.head, on=world.today)
