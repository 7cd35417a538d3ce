"""One's own page: language, mail, devices, API keys."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.devices import device_of
from foundation.accounts.models import ApiToken
from foundation.accounts.sessions import open_sessions
from tests.factories import ApiTokenFactory
from tests.people.world import send, signed_in

PASSWORD = "twelve roads to Corma"


@pytest.fixture
def clerk(world):
    world.clerk.user.set_password(PASSWORD)
    world.clerk.user.save()
    return world.clerk


def sign_in(person) -> Client:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36")
    answer = client.post("/accounts/login/", {"login": person.user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def test_language_and_mail_are_saved_and_this_device_speaks_it(clerk):
    client = signed_in(clerk)

    answer = send(client, reverse("people:me_save"), clerk, language="sw")

    clerk.user.refresh_from_db()
    assert answer["Location"] == reverse("people:me")
    assert (clerk.user.language, clerk.user.wants_mail) == ("sw", False)
    assert client.cookies["concord_language"].value == "sw"


def test_a_language_that_is_not_one_of_the_six_is_refused(clerk):
    answer = send(signed_in(clerk), reverse("people:me_save"), clerk, language="tlh")

    assert answer.status_code == 422


def test_a_key_is_shown_once_and_opens_the_api(clerk):
    client = signed_in(clerk)
    send(client, reverse("people:token_add"), clerk, name="A sheet", days="30")

    secret = client.get(reverse("people:me")).context["fresh_token"]

    assert secret not in client.get(reverse("people:me")).content.decode()
    token = ApiToken.objects.get()
    assert (token.user, (token.expires_at - timezone.now()).days) == (clerk.user, 29)
    answer = Client().get("/api/v1/action-items/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


def test_a_revoked_or_old_key_opens_nothing(clerk):
    client = signed_in(clerk)
    token = ApiTokenFactory(user=clerk.user, secret="a-secret")
    ApiTokenFactory(user=clerk.user, secret="an-old-secret", expires_at=timezone.now())

    send(client, reverse("people:token_revoke", args=[token.pk]), clerk)

    for secret in ("a-secret", "an-old-secret", "no-secret"):
        answer = Client().get("/api/v1/action-items/", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 401


def test_the_key_of_another_does_not_exist(world, clerk):
    token = ApiTokenFactory(user=world.mayor.user)

    answer = send(signed_in(clerk), reverse("people:token_revoke", args=[token.pk]), clerk)

    assert answer.status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_devices_say_where_and_which_is_this_one(clerk):
    here, there = sign_in(clerk), sign_in(clerk)

    page = here.get(reverse("people:session_list"))

    assert len(open_sessions(clerk.user_id)) == 2
    assert page.content.decode().count("Chrome, Android") == 2
    assert page.content.decode().count(">this device<") == 1
    assert "127.0.0.0" in page.content.decode()
    assert "127.0.0.1" not in page.content.decode()
    assert there.get(reverse("people:me")).status_code == 200


def test_a_revoked_session_is_out_at_its_next_request(clerk):
    here, there = sign_in(clerk), sign_in(clerk)
    theirs = next(row for row in open_sessions(clerk.user_id) if row.session_key == there.session.session_key)

    answer = send(here, reverse("people:session_revoke", args=[theirs.pk]), clerk)

    assert answer["Location"] == reverse("people:session_list")
    assert there.get(reverse("people:me"))["Location"].startswith("/accounts/login/")
    assert here.get(reverse("people:me")).status_code == 200


def test_all_others_are_signed_out_at_once(clerk):
    here, there, elsewhere = sign_in(clerk), sign_in(clerk), sign_in(clerk)

    send(here, reverse("people:session_revoke_others"), clerk)

    assert [c.get(reverse("people:me")).status_code for c in (here, there, elsewhere)] == [200, 302, 302]


def test_the_session_of_another_does_not_exist(world, clerk):
    there = sign_in(clerk)
    theirs = open_sessions(clerk.user_id)[0]

    answer = send(signed_in(world.mayor), reverse("people:session_revoke", args=[theirs.pk]), world.mayor)

    assert answer.status_code == 404
    assert there.get(reverse("people:me")).status_code == 200


def test_a_new_password_signs_out_all_other_devices(clerk):
    here, there = sign_in(clerk), sign_in(clerk)
    typed = {"oldpassword": PASSWORD, "password1": "thirteen roads home", "password2": "thirteen roads home"}

    here.post("/accounts/password/change/", typed)

    clerk.user.refresh_from_db()
    assert clerk.user.check_password("thirteen roads home")
    assert [c.get(reverse("people:me")).status_code for c in (here, there)] == [200, 302]


def test_looking_at_the_own_pages_writes_nothing(clerk, django_assert_num_queries):
    client = sign_in(clerk)
    rows = list(open_sessions(clerk.user_id))

    client.get(reverse("people:me"))
    client.get(reverse("people:session_list"))

    assert list(open_sessions(clerk.user_id)) == rows


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/120 Safari/537 Edg/120", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko Firefox/120.0", "Firefox, Linux"),
        ("curl/8", "A device we do not recognise"),
        ("", "A device we do not recognise"),
    ],
)
def test_a_device_is_named_in_two_words(user_agent, name):
    assert device_of(user_agent) == name
