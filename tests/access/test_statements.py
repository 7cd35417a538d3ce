from __future__ import annotations

import pytest

from coordination.models import Attendance
from foundation.access.statements import Statement
from tests.coordination.meeting_world import World

pytestmark = pytest.mark.django_db


def people_of(pk):
    return Attendance.objects.select_related("organisation", "post").filter(meeting_id=pk).order_by("pk")


def test_the_rows_are_those_that_django_reads(django_assert_num_queries):
    world = World()
    meeting, other = (world.logged(attendances=world.crowd(count)) for count in (3, 2))
    statement = Statement(people_of)
    statement.ask(other.pk)

    with django_assert_num_queries(1):
        found = statement.ask(meeting.pk)
        said = [(one.name, one.organisation.name, one.post and one.post.title) for one in found]

    assert found == list(people_of(meeting.pk))
    assert said == [("", "Town of Corma", "Mayor"), *((f"Guest {n}", "Town of Corma", None) for n in range(2))]
    assert found[0].organisation.area_id == world.area.pk


def test_a_statement_is_put_together_once():
    calls = []
    statement = Statement(lambda pk: calls.append(pk) or people_of(pk))
    meetings = [World().logged() for _ in range(2)]

    assert [statement.ask(meeting.pk) for meeting in meetings] == [[], []]
    assert len(calls) == 1
