"""Where it is required, staff and partners set up a second factor before anything else."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as real_settings
from django.test import Client

from tests.factories import MembershipFactory

MIDDLEWARE = "foundation.accounts.middleware.SecondFactorMiddleware"
MUST = {"mission": "liaison_officer", "partner": "partner_staff", "un_agency": "partner_staff",
        "donor": "partner_staff", "regional_body": "partner_staff"}  # fmt: skip
NEED_NOT = ["local_authority", "ministry", "customary_authority", "security_service", "community_group"]


@pytest.fixture(autouse=True)
def required(settings, db):
    settings.SECOND_FACTOR_REQUIRED = True
    if MIDDLEWARE not in real_settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*real_settings.MIDDLEWARE, MIDDLEWARE]


def somebody(kind, role="local_official"):
    user = MembershipFactory(organisation__kind=kind, role=role).person.user
    client = Client()
    client.force_login(user)
    return user, client


@pytest.mark.parametrize("kind", MUST)
def test_without_one_they_are_led_to_set_it_up_and_reach_nothing_else(kind):
    _user, client = somebody(kind, MUST[kind])

    for url in ("/", "/organisations/", "/accounts/me/", "/accounts/me/tokens/new/", "/accounts/password/change/"):
        answer = client.get(url)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/"), url
    assert client.get("/accounts/2fa/").status_code == 200


@pytest.mark.parametrize("factor", ["totp", "webauthn"])
def test_with_one_the_house_is_open(factor):
    user, client = somebody("partner", "partner_staff")
    Authenticator.objects.create(user=user, type=factor, data={})

    assert client.get("/organisations/").status_code == 200


def test_recovery_codes_alone_do_not_count():
    user, client = somebody("mission", "liaison_officer")
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x", "used_mask": 0})

    assert client.get("/organisations/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("kind", NEED_NOT)
def test_local_sides_need_none(kind):
    _user, client = somebody(kind)

    assert client.get("/organisations/").status_code == 200


def test_programs_and_htmx_get_an_answer_they_understand():
    _user, client = somebody("mission", "liaison_officer")

    api = client.get("/api/v1/action-items/")
    part = client.get("/organisations/", headers={"HX-Request": "true"})

    assert (api.status_code, api["Content-Type"]) == (403, "application/problem+json")
    assert (part.status_code, part["HX-Redirect"]) == (403, "/accounts/2fa/")


def test_nothing_is_written_on_the_way_round(client):
    _user, inside = somebody("mission", "administrator")

    answer = inside.post("/organisations/new/", {"name_en": "X", "submission_key": "x"})

    assert answer["Location"] == "/accounts/2fa/"


def test_language_and_sign_out_stay_within_reach():
    _user, client = somebody("mission", "liaison_officer")

    assert client.post("/language/", {"language": "fr", "next": "/accounts/2fa/"})["Location"] == "/accounts/2fa/"
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"


def test_signed_out_the_door_is_the_same(client):
    assert client.get("/organisations/")["Location"].startswith("/accounts/login/")
    assert client.get("/accounts/login/").status_code == 200


def test_where_it_is_not_required_nobody_is_led_anywhere(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    _user, client = somebody("mission", "liaison_officer")

    assert client.get("/organisations/").status_code == 200
