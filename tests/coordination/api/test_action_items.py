"""`/api/v1/action-items/`: lists, requests and deeds, refused in words and done once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from coordination.choices import ActionStatus
from coordination.models import ActionItem
from coordination.urls.action_items import DEEDS
from tests.factories import ActionItemFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db

S = ActionStatus
API = "/api/v1/action-items/"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


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


def post(client, actor, path, body=None, **headers):
    client.force_login(actor.user)
    return client.post(f"{API}{path}", json.dumps(body or {}), content_type="application/json", headers=headers)


def test_the_list_comes_in_pages_of_what_may_be_seen(client, mission, town, officer):
    ActionItemFactory.create_batch(3, owner=town, agreed_with=mission)
    ActionItemFactory()
    client.force_login(officer.user)

    body = client.get(f"{API}?page_size=2").json()

    assert sorted(body) == ["next", "previous", "results"]
    assert len(body["results"]) == 2
    assert len(client.get(body["next"]).json()["results"]) == 1


def test_the_list_takes_the_filters_of_the_page(client, mission, town, officer):
    ActionItemFactory(owner=town, agreed_with=mission)
    late = ActionItemFactory(owner=town, agreed_with=mission, due_on=timezone.localdate() - timedelta(days=1))
    client.force_login(officer.user)

    found = client.get(f"{API}?due=late&q={late.reference.lower()}").json()["results"]

    assert [row["reference"] for row in found] == [late.reference]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_the_list_costs_the_same_at_any_volume(
    client, mission, town, officer, count, django_assert_max_num_queries
):
    ActionItemFactory.create_batch(count, owner=town, agreed_with=mission)
    client.force_login(officer.user)

    with django_assert_max_num_queries(9):  # with set_config
        client.get(API)


def test_one_item_carries_its_revision(client, mission, town, mayor):
    item = ActionItemFactory(owner=town, agreed_with=mission)
    client.force_login(mayor.user)

    response = client.get(f"{API}{item.pk}/")

    assert response["ETag"].removeprefix("W/") == f'"{item.revision}"'
    assert response.json()["word"] == "to_do"


def test_report_and_confirm(client, mission, town, officer, mayor):
    item = ActionItemFactory(owner=town, agreed_with=mission)

    reported = post(client, mayor, f"{item.pk}/report-done/", {"text": "Sent"}, **{"If-Match": '"1"'})
    confirmed = post(client, officer, f"{item.pk}/confirm/", **{"If-Match": reported["ETag"]})

    assert (reported.status_code, confirmed.status_code) == (200, 200)
    assert confirmed.json()["status"] == "confirmed"


def test_a_deed_is_done_once(client, mission, town, mayor):
    item = ActionItemFactory(owner=town, agreed_with=mission)
    first = post(client, mayor, f"{item.pk}/report-done/", {"text": "Sent"}, **{"Idempotency-Key": "a-1"})

    second = post(client, mayor, f"{item.pk}/report-done/", {"text": "Sent"}, **{"Idempotency-Key": "a-1"})

    assert second["X-Replayed"] == "1"
    assert second.json() == first.json()
    assert item.remarks.count() == 1


@pytest.mark.parametrize(
    ("who", "deed", "body", "headers", "status"),
    [
        ("mayor", "confirm", {}, {}, 403),
        ("stranger", "confirm", {}, {}, 404),
        ("officer", "confirm", {}, {"If-Match": '"7"'}, 409),
        ("officer", "return", {"text": " "}, {}, 422),
        ("officer", "return", {"text": "a\x00b"}, {}, 422),
        ("officer", "decline", {"reason": "spite"}, {}, 422),
        ("mayor", "propose-date", {"due_on": "2020-01-01", "reason": "x"}, {}, 422),
    ],
)
def test_a_refusal_is_a_problem_document(client, mission, town, who, deed, body, headers, status, request):
    item = ActionItemFactory(owner=town, agreed_with=mission, status=S.REPORTED_DONE)
    actor = actor_of(OrganisationFactory()) if who == "stranger" else request.getfixturevalue(who)

    response = post(client, actor, f"{item.pk}/{deed}/", body, **headers)

    assert response.status_code == status
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["status"] == status
    item.refresh_from_db()
    assert (item.status, item.revision) == (S.REPORTED_DONE, 1)


def test_the_official_asks_the_mission(client, mission, mayor, officer):
    response = post(client, mayor, "", {"to_id": str(mission.pk), "text": "Diesel for the grader"})

    item = ActionItem.objects.get()
    assert (response.status_code, response["Location"]) == (201, f"{API}{item.pk}/")
    assert (item.status, item.summary, item.owner) == (S.REQUESTED, "Diesel for the grader", mission)


def test_the_official_asks_nobody_but_the_mission(client, mission, mayor):
    other = OrganisationFactory(kind="local_authority")

    assert post(client, mayor, "", {"to_id": str(other.pk), "text": "Diesel"}).status_code == 422


def test_high_priority_needs_a_document(client, mission, town, mayor):
    item = ActionItemFactory(owner=town, agreed_with=mission, priority="high")
    client.force_login(mayor.user)
    url = f"{API}{item.pk}/report-done/"

    without = client.post(url, {"text": "Sent"})
    with_one = client.post(url, {"text": "Sent", "evidence": SimpleUploadedFile("list.pdf", PDF)})

    assert (without.status_code, with_one.status_code) == (422, 200)
    assert item.files.count() == 1


def test_every_deed_of_the_page_is_a_deed_of_the_api(client, mission, town, officer):
    item = ActionItemFactory(owner=town, agreed_with=mission)

    answers = {deed: post(client, officer, f"{item.pk}/{deed}/").status_code for deed in DEEDS}

    assert 404 not in answers.values()
    assert 405 not in answers.values()


def test_the_schema_has_no_warning(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))
