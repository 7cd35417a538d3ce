from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.journal.entries import UnsafeFact, record, record_many
from foundation.journal.models import Entry, Seal
from tests.conftest import owner_parameters
from tests.factories import ActionItemFactory, MeetingFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_for_whom():
    meeting = MeetingFactory(sensitivity=Sensitivity.SHARED)
    actor = Actor(user=actor_of(OrganisationFactory()).user, root_id=uuid4(), for_post_id=uuid4(), via="api")
    record("shared", meeting, by=actor, day=meeting.day)
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_kind, entry.subject_id) == ("shared", "coordination.meeting", meeting.pk)
    assert (entry.by_user_id, entry.by_root_id, entry.for_post_id) == (actor.user_id, actor.root_id, actor.for_post_id)
    assert (entry.via, entry.sensitivity, entry.facts) == ("api", "shared", {"day": "2026-11-20"})
    assert entry.at
    assert str(entry) == f"shared coordination.meeting {meeting.pk}"


def test_free_text_cannot_enter_the_journal():
    meeting = MeetingFactory()
    with pytest.raises(UnsafeFact, match="title"):
        record("changed", meeting, by=Actor(), title="Candid")
    assert not Entry.objects.exists()


def test_many_records_are_one_statement(django_assert_num_queries):
    items = [ActionItemFactory() for _ in range(5)]
    with django_assert_num_queries(1):
        record_many("added", items, by=Actor())
    assert set(Entry.objects.values_list("subject_id", flat=True)) == {item.pk for item in items}


def test_an_entry_stands_or_falls_with_what_it_tells():
    with transaction.atomic():
        record("changed", MeetingFactory(), by=Actor())
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


CHANGES = [
    "update journal_entry set verb = 'x'",
    "delete from journal_entry",
    "truncate journal_entry",
    "update journal_seal set digest = 'x'",
    "delete from journal_seal",
    "truncate journal_seal",
    "alter table journal_entry disable trigger all",
    "drop table journal_entry cascade",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_may_only_add(statement):
    record("changed", MeetingFactory(), by=Actor())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().verb == "changed"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["update journal_entry set verb = 'x'", "delete from journal_entry"])
def test_the_trigger_stops_even_the_owner(statement):
    record("changed", MeetingFactory(), by=Actor())
    with psycopg.connect(**owner_parameters()) as owner, pytest.raises(psycopg.Error, match="Cannot update or delete"):
        owner.execute(statement)
    assert Entry.objects.get().verb == "changed"


def test_the_app_role_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' and tableowner = current_user")
        assert cursor.fetchall() == []
    assert not Seal.objects.exists()
