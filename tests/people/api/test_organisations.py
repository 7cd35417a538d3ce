"""The directory of organisations by API: read only, no people in it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from tests.people.world import signed_in, statements

urlpatterns = [path("api/v1/", include("foundation.people.api.urls")), path("", include("config.urls"))]
LIST = "/api/v1/organisations/"

pytestmark = pytest.mark.urls(__name__)


def test_the_list_is_a_page_of_results(world):
    answer = signed_in(world.mayor).get(LIST)

    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"next", "previous", "results"}
    assert {row["name"] for row in body["results"]} == {"UNAC", "Town of Corma", "Far town", "Passerelle"}


def test_one_organisation(world):
    answer = signed_in(world.mayor).get(f"{LIST}{world.town.pk}/")

    assert answer.json() == {
        "id": str(world.town.pk),
        "name": "Town of Corma",
        "names": {"en": "Town of Corma", "fr": "Commune de Corma"},
        "kind": "local_authority",
        "parent_id": None,
        "root_id": str(world.town.pk),
        "area_id": str(world.town.area_id),
        "retired_on": None,
        "revision": 1,
    }


def test_the_name_comes_in_the_language_asked_for(world):
    answer = signed_in(world.mayor).get(f"{LIST}{world.town.pk}/", headers={"Accept-Language": "fr"})

    assert answer.json()["name"] == "Commune de Corma"


def test_signed_out_401_and_without_a_place_nothing(world, client):
    assert client.get(LIST).status_code == 401
    client.force_login(world.stranger)
    assert client.get(LIST).json()["results"] == []
    assert client.get(f"{LIST}{world.town.pk}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(world, method):
    url = LIST if method == "post" else f"{LIST}{world.town.pk}/"

    assert getattr(signed_in(world.administrator), method)(url).status_code in {403, 405}


def test_the_list_asks_few_questions(world):
    client = signed_in(world.mayor)

    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
    assert len(statements(captured)) <= 4
