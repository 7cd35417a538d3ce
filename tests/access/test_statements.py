from __future__ import annotations

from datetime import date

import pytest
from django.db.models.functions import JSONObject

from coordination.domain.new_action_items import _item_from
from coordination.models import ActionItem, Attendance
from foundation.access.statements import Statement, insert_many, plain_names, record_from
from foundation.people.models import Post
from tests.coordination.meeting_world import World
from tests.factories import PostFactory

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


def test_many_new_records_are_one_statement(django_assert_num_queries):
    world = World()
    meeting = world.logged()
    people = [Attendance(meeting=meeting, organisation=side, name="Guest") for side in (world.town, world.court, None)]

    with django_assert_num_queries(1):
        insert_many(people)

    assert [(one.organisation, one.name, one.post) for one in people_of(meeting.pk)] == [
        (world.town, "Guest", None), (world.court, "Guest", None), (None, "Guest", None)
    ]  # fmt: skip


def test_records_that_are_all_alike_are_as_many():
    meeting = World().logged()

    insert_many([Attendance(meeting=meeting, name="Guest") for _ in range(2)])

    assert [one.name for one in people_of(meeting.pk)] == ["Guest", "Guest"]


def test_a_record_is_written_as_django_writes_it():
    world = World()
    officer = world.officer()
    ours, theirs = (_item_from(draft, by=officer) for draft in world.owed(2))
    for item, reference in ((ours, "A"), (theirs, "B")):
        item.area, item.reference, item.details = world.area, reference, 'é "quoted" {} \\ %s'

    insert_many([ours])
    theirs.save(force_insert=True)

    differing = {"id", "reference", "summary", "added_at", "folded"}
    names = {field.attname for field in ActionItem._meta.concrete_fields} - differing
    rows = [ActionItem.objects.filter(pk=item.pk).values(*names).get() for item in (ours, theirs)]
    assert rows[0] == rows[1]
    assert ours.added_at <= theirs.added_at


def test_a_record_comes_back_from_its_json():
    post = PostFactory(titles={"en": "Mayor", "fr": "Maire"}, retired_on=date(2026, 3, 1))

    [row] = Post.objects.filter(pk=post.pk).values_list(JSONObject(**{name: name for name in plain_names(Post)}))
    found = record_from(Post, row[0])

    assert vars(found) | {"_state": None} == vars(Post.objects.get(pk=post.pk)) | {"_state": None}
