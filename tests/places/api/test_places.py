"""Areas by API: read only, in pages, with an ETag."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import AreaFactory, AreaVersionFactory, OrganisationFactory, UserFactory, actor_of
from tests.people.world import statements

pytestmark = pytest.mark.django_db
PLACES = "/api/v1/places/"


@pytest.fixture
def leppko():
    country = AreaFactory(code="CRN", names={"en": "Carana"})
    return AreaFactory(code="CRN08", parent=country, names={"en": "Leppko", "ar": "ليبكو"}, radio_code="LEP")


@pytest.fixture
def corma(leppko):
    return AreaFactory(code="CRN0801", parent=leppko, names={"en": "Corma"})


@pytest.fixture
def mayor(corma):
    browser = Client()
    browser.force_login(actor_of(OrganisationFactory(area=corma)).user)
    return browser


def codes(browser: Client, query: str) -> list[str]:
    answer = browser.get(PLACES + query)
    assert answer.status_code == 200
    return [row["code"] for row in answer.json()["results"]]


def test_a_list_is_narrowed_as_the_page_is(mayor, leppko, corma):
    AreaFactory(code="CRN0802", parent=leppko, ended_on=date(2025, 1, 1))

    assert codes(mayor, "") == ["CRN", "CRN08", "CRN0801", "CRN0802"]
    assert codes(mayor, "?level=2") == ["CRN0801", "CRN0802"]
    assert codes(mayor, f"?parent={leppko.pk}&standing=standing") == ["CRN0801"]
    assert codes(mayor, "?parent=x") == []
    assert codes(mayor, "?q=ليبكو") == ["CRN08"]
    assert codes(mayor, "?page_size=1&page=2") == ["CRN08"]


def test_one_place_with_its_versions_and_successors(mayor, leppko, corma):
    version = AreaVersionFactory(area=corma, parent=leppko)
    after = AreaFactory(code="CRN0803", parent=leppko)
    corma.succeeded_by.add(after)

    answer = mayor.get(f"{PLACES}{corma.pk}/")

    assert answer.headers["ETag"] == '"1"'
    assert answer.json() == {
        "id": str(corma.pk),
        "code": "CRN0801",
        "level": 2,
        "name": "Corma",
        "names": {"en": "Corma"},
        "parent_id": str(leppko.pk),
        "path": "CRN.CRN08.CRN0801",
        "radio_code": corma.radio_code,
        "time_zone": "Africa/Bangui",
        "ended_on": None,
        "revision": 1,
        "successor_ids": [str(after.pk)],
        "versions": [
            {
                "edition": version.boundary_set.edition,
                "as_of": "2026-01-01",
                "names": {"en": "Corma"},
                "parent_id": str(leppko.pk),
                "valid_from": "2026-01-01",
                "valid_until": None,
            }
        ],
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(mayor, corma, method):
    assert getattr(mayor, method)(f"{PLACES}{corma.pk}/").status_code == 405


def test_who_has_no_place_sees_no_places(corma):
    assert Client().get(PLACES).status_code == 401
    browser = Client()
    browser.force_login(UserFactory())
    assert codes(browser, "") == []
    assert browser.get(f"{PLACES}{corma.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_few_statements_whatever_the_number(mayor, leppko, corma, count):
    for n in range(count):
        AreaFactory(code=f"CRN08{n}9", parent=leppko)
        AreaVersionFactory(area=corma)
    for url in (PLACES, f"{PLACES}{corma.pk}/"):
        with CaptureQueriesContext(connection) as captured:
            mayor.get(url)
        assert len(statements(captured)) <= 8
