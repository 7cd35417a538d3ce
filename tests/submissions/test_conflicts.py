from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from foundation.people.models import Organisation
from foundation.people.roles import Role
from foundation.submissions.conflicts import conflict_of
from foundation.submissions.keys import new_key
from tests.factories import ActionItemFactory, MeetingFactory, OrganisationFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.submissions.urls")]


@pytest.fixture
def officer():
    return actor_of(OrganisationFactory(kind="mission"), Role.ADMINISTRATOR)


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer.user)
    return client


def send(client, officer, organisation, headers=None, **more):
    data = {"submission_key": new_key(officer.user_id), "revision": 1, "kind": "ministry"} | more
    return client.post(f"/try/{organisation.pk}/change/", data, headers=headers or {})


def test_the_second_sees_both_and_sends_theirs_on_top_without_a_script(client, officer):
    organisation = OrganisationFactory()
    assert send(client, officer, organisation, kind="partner").status_code == 302
    late = send(client, officer, organisation, note="two words")
    assert late.status_code == 409
    page = BeautifulSoup(late.text, "html.parser")
    text = page.get_text(" ", strip=True)
    assert organisation.get_kind_display() not in text
    fresh = Organisation.objects.get(pk=organisation.pk)
    assert fresh.get_kind_display() in text
    assert fresh.kind == "partner"
    assert "two words" in text

    form = page.find("button", attrs={"data-deed": "send_mine"}).find_parent("form")
    again = {field["name"]: field["value"] for field in form.find_all("input")}
    assert again["revision"] == "2"
    answer = client.post(form["action"], again)
    assert answer.status_code == 302
    fresh.refresh_from_db()
    assert fresh.kind == "ministry"


def test_htmx_gets_the_note_alone(client, officer):
    organisation = OrganisationFactory(revision=4)
    late = send(client, officer, organisation, headers={"HX-Request": "true"})
    assert late.status_code == 409
    assert "<html" not in late.text
    assert "send_mine" in late.text


def request_of(actor, **posted):
    request = RequestFactory().post("/somewhere/?a=1", posted)
    request.actor, request.user = actor, actor.user
    return request


def labels(conflict) -> list[str]:
    return [str(row["label"]) for row in conflict["fields"]]


def test_the_side_that_does_not_keep_the_record_is_not_shown_the_live_row():
    meeting = MeetingFactory(title="Candid working title")
    sent = {"title": "Mine", "day": "2026-01-02", "place": "x"}
    keeper = conflict_of(request_of(actor_of(meeting.held_by), **sent), meeting)
    assert labels(keeper) == ["What was it about?", "place", "day"]
    mayor = conflict_of(request_of(actor_of(OrganisationFactory()), **sent), meeting)
    assert labels(mayor) == ["day"]
    assert "Candid" not in str(mayor)


def test_only_what_differs_is_shown_in_words():
    item = ActionItemFactory(sector="water")
    sent = {"summary": item.summary, "sector": "roads", "due_on": "not a date", "owner": str(item.owner_id)}
    conflict = conflict_of(request_of(actor_of(item.held_by), **sent), item)
    rows = {str(row["label"]): row["mine"] for row in conflict["fields"]}
    assert rows.pop("due date") == "not a date"
    assert len(rows) == 1
    assert rows == {"sector": "roads and works"}


def test_an_id_one_may_not_see_is_not_put_in_words():
    hidden = MeetingFactory(title="Nobody knows")
    item = ActionItemFactory(meeting=MeetingFactory())
    item._meta.get_field("meeting").editable = True
    try:
        conflict = conflict_of(request_of(actor_of(item.held_by), meeting=str(hidden.pk)), item)
    finally:
        item._meta.get_field("meeting").editable = False
    assert conflict["fields"][0]["mine"] == str(hidden.pk)


def test_files_are_named_to_be_added_again():
    item = ActionItemFactory()
    conflict = conflict_of(request_of(actor_of(item.held_by), photo=SimpleUploadedFile("well.jpg", b"x")), item)
    assert [row["mine"] for row in conflict["fields"]] == ["well.jpg"]
    assert conflict["resend_url"] == "/somewhere/?a=1"
    assert conflict["record_url"] == item.get_absolute_url()
