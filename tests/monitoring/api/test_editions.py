"""`/api/v1/editions/`: asked for, listed, read, refused in words."""

from __future__ import annotations

import json

import pytest

from foundation.people.roles import Role
from monitoring.models import Edition
from tests.factories import EditionFactory, EditionFigureFactory, EditionFileFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db

API = "/api/v1/editions/"


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def officer(mission):
    """The M&E officer."""
    return actor_of(mission, Role.ME_OFFICER)


def post(client, actor, path="", body=None, **headers):
    client.force_login(actor.user)
    return client.post(f"{API}{path}", json.dumps(body or {}), content_type="application/json", headers=headers)


def wanted(mission, **changes):
    return {"areas": [str(mission.area_id)], "period": "2026-Q3", "language": "ar", "audience": "mission"} | changes


def test_an_edition_is_asked_for_once(client, mission, officer):
    first = post(client, officer, body=wanted(mission), **{"Idempotency-Key": "one"})
    again = post(client, officer, body=wanted(mission), **{"Idempotency-Key": "one"})
    same = post(client, officer, body=wanted(mission))

    edition = Edition.objects.get()
    assert (first.status_code, first["Location"]) == (201, f"{API}{edition.pk}/")
    assert again["X-Replayed"] == "1"
    assert same.json()["id"] == str(edition.pk)


def test_an_organisations_copy_is_asked_for_by_its_id(client, mission, officer):
    town = OrganisationFactory(area=mission.area)
    actor_of(town)

    answer = post(client, officer, body=wanted(mission, audience=str(town.pk)))

    assert (answer.status_code, answer.json()["organisation_id"]) == (201, str(town.pk))


@pytest.mark.parametrize("changes", [{"period": "2100-01"}, {"period": "x"}, {"areas": []}, {"audience": "internal"}])
def test_what_cannot_be_reported_is_422(client, mission, officer, changes):
    answer = post(client, officer, body=wanted(mission, **changes))

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_who_makes_no_reports_is_refused(client, mission):
    assert post(client, actor_of(mission), body=wanted(mission)).status_code == 403


def test_a_suppressed_figure_carries_no_value(client, mission, officer):
    edition = EditionFactory(held_by=mission, audience="mission")
    EditionFigureFactory(edition=edition, name="told", value=7, shown="7")
    EditionFigureFactory(edition=edition, name="withheld", value=None, shown="withheld", is_suppressed=True)
    EditionFileFactory(edition=edition)
    client.force_login(officer.user)

    body = client.get(f"{API}{edition.pk}/").json()

    assert {figure["name"]: figure["value"] for figure in body["figures"]} == {"told": "7", "withheld": None}
    assert [file["form"] for file in body["files"]] == ["pdf"]


def test_a_stranger_finds_none(client, mission):
    edition = EditionFactory(held_by=mission, audience="mission", state="ready")
    client.force_login(actor_of(OrganisationFactory()).user)

    assert client.get(f"{API}{edition.pk}/").status_code == 404
    assert client.get(API).json()["results"] == []


def test_a_failed_edition_is_run_again(client, mission, officer):
    edition = EditionFactory(held_by=mission, audience="mission", state="failed")

    assert post(client, officer, f"{edition.pk}/run-again/", **{"If-Match": '"9"'}).status_code == 409
    answer = post(client, officer, f"{edition.pk}/run-again/", **{"If-Match": f'"{edition.revision}"'})

    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    assert post(client, officer, f"{edition.pk}/run-again/").status_code == 403
