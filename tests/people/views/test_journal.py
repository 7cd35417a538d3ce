"""The auditor reads who did what; of what is restricted there is no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from uuid6 import uuid7

from foundation.access.choices import Sensitivity
from foundation.journal.models import Entry
from tests.people.world import signed_in, statements, today

PAGE = "/journal/"


@pytest.fixture
def entries(world):
    def entry(verb, who, kind="people.organisation", sensitivity=Sensitivity.INTERNAL, **more):
        return Entry.objects.create(
            verb=verb,
            subject_kind=kind,
            subject_id=uuid7(),
            by_user_id=getattr(world, who).user_id,
            via="page",
            sensitivity=sensitivity,
            facts={"kind": "a-fact-of-the-record"},
            **more,
        )

    return {
        "renamed": entry("renamed", "officer"),
        "acted": entry("confirmed", "deputy", for_post_id=world.mayor_post.pk, sensitivity=Sensitivity.SHARED),
        "place": entry("added", "administrator", kind="people.membership"),
        "restricted": entry("whispered", "head", sensitivity=Sensitivity.RESTRICTED),
    }


def found(client, **filters):
    page = client.get(PAGE, filters)
    return {row["entry"].verb for row in page.context["rows"]}, page


def test_what_is_restricted_is_neither_shown_nor_counted(world, entries):
    verbs, page = found(signed_in(world.auditor))

    text = page.content.decode()
    assert verbs == {"renamed", "confirmed", "added"}
    assert page.context["listing"].count == 3
    assert "whispered" not in text
    assert "Ingrid Solberg" not in text
    assert str(entries["restricted"].subject_id) not in text


@pytest.mark.parametrize("filters", [{"q": "whispered"}, {"q": "Solberg"}, {"size": "100"}, {"kind": "people.post"}])
def test_no_filter_brings_it_out(world, entries, filters):
    verbs, page = found(signed_in(world.auditor), **filters)

    assert "whispered" not in verbs
    assert page.context["listing"].count == len(verbs)


def test_numbers_that_would_show_a_gap_are_not_on_the_page(world, entries):
    _verbs, page = found(signed_in(world.auditor))

    rows = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    for entry in entries.values():
        assert f">{entry.pk}<" not in rows


def test_entries_are_found_by_deed_person_kind_and_day(world, entries):
    client = signed_in(world.auditor)

    assert found(client, q="renamed")[0] == {"renamed"}
    assert found(client, q="diallo")[0] == {"renamed"}
    assert found(client, q="Béatrice")[0] == {"confirmed"}
    assert found(client, kind="people.membership")[0] == {"added"}
    assert found(client, since=(today() + timedelta(days=1)).isoformat())[0] == set()
    assert found(client, until=(today() - timedelta(days=1)).isoformat())[0] == set()
    assert len(found(client, since=today().isoformat(), until=today().isoformat())[0]) == 3


def test_each_kind_of_record_has_a_name_people_read(world, entries):
    _verbs, page = found(signed_in(world.auditor))

    assert {row["kind"] for row in page.context["rows"]} == {"organisation", "place in an organisation"}
    kinds = {option.value: option.label for option in page.context["listing"].filters[0].options}
    assert kinds["accounts.user"] == "account"
    assert kinds["people.post"] == "post"


def test_it_says_who_acted_for_whom_and_never_what_the_record_says(world, entries):
    _verbs, page = found(signed_in(world.auditor))

    assert "Béatrice Yakoma" in page.content.decode()
    assert "Mayor of Corma" in page.content.decode()
    assert "a-fact-of-the-record" not in page.content.decode()


@pytest.mark.parametrize("who", ["officer", "head", "administrator", "mayor", "ngo_worker"])
def test_only_the_auditor_reads_it(world, who):
    answer = signed_in(getattr(world, who)).get(PAGE)

    assert answer.status_code == 403
    assert "Your role does not include this." in answer.content.decode()


def test_a_hostile_search_finds_nothing_and_breaks_nothing(world, entries):
    client = signed_in(world.auditor)

    for words in ("\x00", "%", "' OR 1=1 --", "a" * 5000, "\ud83d"):
        assert (
            client.get(reverse("people:journal"), {"q": words.encode("utf-8", "replace").decode()}).status_code == 200
        )


def test_the_page_asks_few_questions_whatever_its_length(world, entries):
    for _number in range(30):
        Entry.objects.create(
            verb="renamed", subject_kind="people.post", subject_id=uuid7(), by_user_id=world.officer.user_id, via="api"
        )
    client = signed_in(world.auditor)

    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    assert len(statements(captured)) <= 8
