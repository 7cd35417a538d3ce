"""An empty Concord: the printed link makes its first administrator, once."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from foundation.access.actors import actor_for
from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.mission.models import MissionSettings
from foundation.mission.reading import forget
from foundation.people.domain.first_administrator import FirstLinkGone, become_first_administrator
from foundation.people.models import Organisation
from foundation.places.models import Area
from tests.factories import UserFactory
from tests.people.world import send

pytestmark = pytest.mark.django_db

TYPED = {
    "mission": "UNAC",
    "country": "Carana",
    "country_code": "CRN",
    "zone": "Africa/Bangui",
    "full_name": "Tomás Reis",
    "email": "Tomas@example.org",
    "password1": "twelve roads to Corma",
}


@pytest.fixture(autouse=True)
def _settings_as_they_are():
    yield
    forget()


def printed() -> str:
    said = StringIO()
    call_command("first_administrator", stdout=said)
    return said.getvalue()


@pytest.fixture
def link() -> str:
    address = printed().split()[-1]
    return address[address.index("/accounts/") :]


def test_the_link_names_the_mission_and_makes_its_administrator(link):
    client = Client()
    assert client.get(link).status_code == 200
    assert not User.objects.exists()

    answer = send(client, link, **TYPED)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    user = User.objects.get(email="tomas@example.org")
    actor = actor_for(user)
    assert (actor.role, actor.side, actor.area_paths) == ("administrator", "mission", ("CRN",))
    assert Organisation.objects.get().names == {"en": "UNAC"}
    assert Area.objects.get().time_zone == "Africa/Bangui"
    row = MissionSettings.objects.get()
    assert (row.names, row.zone) == ({"en": "UNAC"}, "Africa/Bangui")
    assert {entry.by_user_id for entry in Entry.objects.exclude(verb="signed_in")} == {user.pk}
    assert client.get("/organisations/").status_code == 200


def test_it_works_once_and_is_printed_no_more(link):
    send(Client(), link, **TYPED)

    assert printed() == ""
    assert Client().get(link).status_code == 410
    again = send(Client(), link, **{**TYPED, "email": "second@example.org"})
    assert again.status_code == 410
    assert User.objects.count() == 1


def test_another_word_in_its_place_opens_nothing(link):
    assert Client().get("/accounts/first/let-me-in/").status_code == 410
    assert send(Client(), "/accounts/first/let-me-in/", **TYPED).status_code == 410
    assert not User.objects.exists()


def test_where_somebody_has_an_account_there_is_no_link():
    UserFactory()

    assert printed() == ""


@pytest.mark.parametrize(
    ("field", "text"), [("country_code", "Carana"), ("password1", "short"), ("email", "no address"), ("mission", " ")]
)
def test_what_cannot_be_used_comes_back_and_makes_nothing(link, field, text):
    answer = send(Client(), link, **{**TYPED, field: text})

    assert answer.status_code == 422
    assert "Tomás Reis" in answer.content.decode()
    assert not User.objects.exists()
    assert not Area.objects.exists()


def test_production_asks_the_administrator_for_a_second_factor(link, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()

    send(client, link, **TYPED)

    assert client.get("/organisations/")["Location"] == "/accounts/2fa/"


def test_the_deed_itself_asks_again_whether_the_link_works():
    with pytest.raises(FirstLinkGone):
        become_first_administrator(None, given="let-me-in", password="x")  # type: ignore[arg-type]
