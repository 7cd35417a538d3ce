"""The ways in, in the reader's language; after many tries a wait, never a lock."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from foundation.accounts.adapters import NOWHERE, prefix_of
from foundation.accounts.models import User
from tests.factories import MembershipFactory

PASSWORD = "twelve roads to Corma"
WRONG = "not this one"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def amina(db) -> User:
    user = MembershipFactory(person__user__email="amina@carana.example").person.user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, email: str = "amina@carana.example", password: str = PASSWORD, **more):
    return client.post("/accounts/login/", {"login": email, "password": password}, **more)


def is_in(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


def test_the_page_has_the_two_fields_and_six_languages_by_their_own_names(db):
    text = Client().get("/accounts/login/").content.decode()

    assert 'name="login"' in text
    assert 'name="password"' in text
    for name in ("English", "Français", "العربية", "Español", "Português", "Kiswahili"):
        assert f">{name}</button>" in text
    assert 'action="/language/"' in text


def test_the_page_has_no_script_of_its_own_and_says_so(db):
    page = Client().get("/accounts/login/")

    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page.content.decode()) == []
    assert " onclick=" not in page.content.decode()


def test_a_password_signs_in_and_the_stored_language_comes_along(amina):
    User.objects.update(language="ar")
    client = Client()

    answer = sign_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.cookies["concord_language"].value == "ar"
    assert 'dir="rtl"' in client.get("/accounts/me/").content.decode()


def test_the_e_mail_is_read_whatever_its_capitals(amina):
    client = Client()

    sign_in(client, " Amina@CARANA.example ")

    assert is_in(client)


@pytest.mark.parametrize(("email", "password"), [("amina@carana.example", WRONG), ("nobody@carana.example", PASSWORD)])
def test_a_wrong_password_and_an_unknown_e_mail_get_the_same_answer(amina, email, password):
    answer = sign_in(Client(), email, password)

    assert answer.status_code == 200
    assert "The e-mail or the password is not right" in answer.content.decode()
    assert password not in answer.content.decode()


def test_only_addresses_of_this_house_are_followed_after_sign_in(amina):
    client = Client()

    answer = client.post(
        "/accounts/login/",
        {"login": amina.email, "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert answer["Location"] == "/"


def test_a_closed_account_does_not_get_in(amina):
    User.objects.update(is_active=False)
    client = Client()

    sign_in(client)

    assert not is_in(client)


def test_passwords_are_kept_with_argon2_outside_the_tests():
    from config.settings import accounts  # noqa: PLC0415

    assert "argon2" in str(accounts.PASSWORD_HASHERS).lower() or accounts.MODE == "test"


# ---- delays


def test_after_five_failures_the_answer_is_wait_a_minute(amina):
    client = Client()
    tries = [sign_in(client, password=WRONG).status_code for _number in range(5)]

    answer = sign_in(client, password=PASSWORD)

    assert tries == [200] * 5
    assert answer.status_code == 429
    assert "Wait one minute" in answer.content.decode()
    assert "not locked" in answer.content.decode()
    assert not is_in(client)


def test_a_minute_later_the_right_password_works(amina):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = Client()
        for _number in range(9):
            sign_in(client, password=WRONG)
        clock.shift(timedelta(seconds=61))

        sign_in(client)

        assert is_in(client)


def test_the_wait_of_one_account_is_not_that_of_another(amina):
    other = MembershipFactory(person__user__email="other@carana.example").person.user
    other.set_password(PASSWORD)
    other.save()
    for _number in range(6):
        sign_in(Client(), password=WRONG)
    client = Client()

    sign_in(client, "other@carana.example")

    assert is_in(client)


def test_while_the_password_waits_a_code_by_e_mail_still_lets_its_owner_in(amina, mailoutbox):
    for _number in range(6):
        sign_in(Client(), password=WRONG)
    client = Client()

    client.post("/accounts/login/code/", {"email": amina.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})

    assert is_in(client)


def test_one_neighbourhood_has_a_budget_and_another_is_not_touched(amina, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "6/m/ip"}
    for number in range(6):
        sign_in(Client(), f"guess{number}@carana.example", WRONG, REMOTE_ADDR=f"203.0.113.{number}")

    same = sign_in(Client(), REMOTE_ADDR="203.0.113.200")
    other = sign_in(Client(), REMOTE_ADDR="198.51.100.7")

    assert (same.status_code, other.status_code) == (429, 302)


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("", NOWHERE),
        ("unix:", NOWHERE),
    ],
)
def test_an_address_is_kept_as_its_neighbourhood(address, prefix):
    assert prefix_of(address) == prefix


# ---- a code by e-mail, a forgotten password


def code_in(message) -> str:
    return re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", message.body, re.MULTILINE).group(1)


def test_a_code_by_e_mail_signs_in_once(amina, mailoutbox):
    client = Client()
    answer = client.post("/accounts/login/code/", {"email": amina.email})
    assert answer["Location"] == "/accounts/login/code/confirm/"

    code = code_in(mailoutbox[0])
    client.post("/accounts/login/code/confirm/", {"code": code})

    assert mailoutbox[0].to == [amina.email]
    assert is_in(client)
    assert not is_in(Client())


def test_a_wrong_code_lets_nobody_in(amina):
    client = Client()
    client.post("/accounts/login/code/", {"email": amina.email})

    answer = client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})

    assert "This code is not right" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("page", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_an_e_mail_without_an_account_gets_no_mail_and_the_page_does_not_say_so(amina, mailoutbox, page):
    known, unknown = Client(), Client()
    first = known.post(page, {"email": amina.email})
    second = unknown.post(page, {"email": "nobody@carana.example"})

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert [message.to for message in mailoutbox] == [[amina.email]]


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(amina, mailoutbox):
    old = Client()
    sign_in(old)
    Client().post("/accounts/password/reset/", {"email": amina.email})
    link = re.search(r"http://\S+(/accounts/password/reset/key/\S+)", mailoutbox[0].body).group(1)
    client = Client()
    form = client.get(link, follow=True)

    typed = {"password1": "thirteen roads home", "password2": "thirteen roads home"}
    done = client.post(form.redirect_chain[-1][0], typed, follow=True)

    amina.refresh_from_db()
    assert amina.check_password("thirteen roads home")
    assert "The new password is saved" in done.content.decode()
    assert not is_in(old)
    assert "no longer works" in Client().get(link, follow=True).content.decode()


def test_a_weak_new_password_is_refused_with_the_reason(amina):
    client = Client()
    sign_in(client)

    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "amina", "password2": "amina"}
    )

    amina.refresh_from_db()
    assert amina.check_password(PASSWORD)
    assert "10" in answer.content.decode()


# ---- second step


def totp_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


@pytest.fixture
def with_app(amina):
    TOTP.activate(amina, SECRET)
    RecoveryCodes.activate(amina)
    return amina


def test_with_an_app_the_password_alone_does_not_sign_in(with_app):
    client = Client()

    answer = sign_in(client)

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp_now()})
    assert is_in(client)


def test_a_code_by_e_mail_does_not_go_round_the_second_step(with_app, mailoutbox):
    client = Client()
    client.post("/accounts/login/code/", {"email": with_app.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})

    assert not is_in(client)


def test_a_recovery_code_works_once(with_app):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_the_second_step_waits_too(with_app):
    client = Client()
    sign_in(client)

    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code for _number in range(7)]

    assert answers[-1] == 429


def test_a_factor_is_added_only_after_the_password_once_more(amina):
    client = Client()
    sign_in(client)

    answer = client.get("/accounts/2fa/totp/activate/")

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    wrong = client.post("/accounts/reauthenticate/", {"password": WRONG})
    assert "The password is not right" in wrong.content.decode()
    right = client.post("/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/", {"password": PASSWORD})
    assert right["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_the_options_for_a_passkey_name_nobody(amina):
    answer = Client().get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    options = json.loads(answer.content)["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert options.get("allowCredentials", []) == []
    assert options["rpId"] == "testserver"


MALFORMED = [
    "", "{}", "[]", "null", "1", '"x"', "not json", '{"id": "x"}', '{"id": "x", "rawId": "x"}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": []}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "", "authenticatorData": "", '
    '"signature": "", "userHandle": ""}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": '
    '"AA", "signature": "AA", "userHandle": "AA"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": '
    '"eyJ0eXBlIjogIngiLCAiY2hhbGxlbmdlIjogImVBIiwgIm9yaWdpbiI6ICJ4In0", "authenticatorData": '
    '"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "signature": "AA", "userHandle": "AA"}}',
]  # fmt: skip


@pytest.mark.parametrize("credential", MALFORMED)
def test_a_forged_passkey_signs_nobody_in(amina, credential):
    client = Client()
    client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert not is_in(client)


# ---- what there is and what there is not


def test_nobody_signs_up_and_the_page_says_how_one_comes_in(db):
    typed = {"email": "x@carana.example", "password1": PASSWORD}

    assert "An administrator invites you" in Client().get("/accounts/signup/").content.decode()
    assert Client().post("/accounts/signup/", typed).status_code == 405
    assert not User.objects.exists()


def test_a_malformed_passkey_is_not_added(amina):
    client = Client()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/webauthn/add/")

    for credential in MALFORMED:
        typed = {"name": "x", "credential": credential, "passwordless": "on"}
        assert client.post("/accounts/2fa/webauthn/add/", typed).status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_confirm_email", "mfa_signup_webauthn", "usersessions_list"],
)
def test_what_nobody_uses_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


PAGES_OUTSIDE = [
    "account_login", "account_signup", "account_request_login_code", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "account_inactive",
]  # fmt: skip
PAGES_INSIDE = [
    "account_change_password", "account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp",
    "mfa_add_webauthn", "people:me", "people:session_list", "people:token_add",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr", "ar", "sw"])
def test_every_page_of_signing_in_has_our_look(amina, language):
    stranger, client = Client(), Client()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for visitor, names in ((stranger, PAGES_OUTSIDE), (client, PAGES_INSIDE)):
        visitor.cookies["concord_language"] = language
        for name in names:
            page = visitor.get(reverse(name))
            text = page.content.decode()
            assert page.status_code == 200, name
            assert f'<html lang="{language}"' in text, name
            assert 'class="top-bar"' in text, name
            assert "placeholder=" not in text, name


def test_signed_out_ones_own_pages_lead_to_sign_in(db):
    for name in PAGES_INSIDE:
        if name != "account_logout":
            assert Client().get(reverse(name))["Location"].startswith("/accounts/login/"), name


def test_signing_out_needs_a_press_of_a_button(amina):
    client = Client()
    sign_in(client)

    client.get("/accounts/logout/")
    assert is_in(client)

    client.post("/accounts/logout/")
    assert not is_in(client)


def test_the_key_of_the_app_is_made_by_our_name():
    assert get_adapter().get_totp_issuer() == "Concord"
