"""Every way in, and every way out of a device that is no longer held."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from uuid import uuid4

import pytest

from tests.journeys.house import PASSWORD, House, Way
from tests.journeys.post_office import link_in_mail
from tests.journeys.roles import Administrator, Invited, SignedIn

WAY = Way()
STEP = 30


def code_of(secret: str, *, at: float) -> str:
    """The six digits an authenticator app shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // STEP), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def sign_out(person: SignedIn) -> None:
    person.open("/accounts/me/")
    person.do("sign_out")


def open_guarded(person: SignedIn, path: str) -> None:
    """A page that protects the account: it may ask once more who is there."""
    person.open(path)
    if person.path.startswith("/accounts/reauthenticate/"):
        person.fill("password", PASSWORD)
        person.do("confirm_password")
    assert person.path.startswith(path), person.path


def is_in(person: SignedIn) -> bool:
    person.open("/notices/")
    return person.path.startswith("/notices/")


def test_a_passkey_opens_the_door(house: House):
    person = house.visitor(SignedIn, WAY)
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    person.sign_in("works@carana.example", PASSWORD)

    open_guarded(person, "/accounts/2fa/webauthn/add/")
    person.fill("name", "Phone of the journey")
    person.look("passkey-add")
    person.do("add_passkey")
    person.open("/accounts/2fa/")
    assert person.reads("Phone of the journey")

    sign_out(person)
    assert not is_in(person)
    person.open("/accounts/login/")
    person.do("sign_in_by_passkey")
    assert is_in(person)


def test_an_app_and_recovery_codes_are_second_steps(house: House):
    person = house.visitor(SignedIn, WAY)
    person.sign_in("water@carana.example", PASSWORD)
    open_guarded(person, "/accounts/2fa/totp/activate/")
    secret = person.text_of("main kbd").replace(" ", "")
    used = time.time()
    person.fill("code", code_of(secret, at=used))
    person.do("activate_app")
    person.open("/accounts/2fa/recovery-codes/")
    recovery = person.text_of("main kbd")
    person.look("recovery-codes")
    sign_out(person)

    # A recovery code lets in once.
    person.sign_in("water@carana.example", PASSWORD)
    assert not is_in(person)
    person.open("/accounts/2fa/authenticate/")
    person.fill("code", recovery)
    person.do("sign_in")
    assert is_in(person)
    sign_out(person)
    person.sign_in("water@carana.example", PASSWORD)
    person.fill("code", recovery)
    person.do("sign_in")
    assert not is_in(person)

    # So does the app's next code.
    while int(time.time()) // STEP == int(used) // STEP:
        time.sleep(0.5)
    person.open("/accounts/2fa/authenticate/")
    person.fill("code", code_of(secret, at=time.time()))
    person.do("sign_in")
    assert is_in(person)


def test_an_invitation_makes_an_account_once(house: House):
    admin = house.visitor(Administrator, WAY, account="admin")
    email = f"invited.{uuid4().hex[:6]}@example.org"
    admin.open("/search/?q=Passerelle")
    admin.page.locator("#found-organisations ~ ul a").first.click()
    organisation = admin.path
    admin.open(f"{organisation}invite/")
    admin.invite(email=email, role="partner_staff", full_name="Odile Invitée")
    address = link_in_mail(email, "/accounts/invitation/")

    invited = house.visitor(Invited, WAY)
    invited.accept_invitation(address, "une-longue-phrase-2026")

    assert is_in(invited)
    assert house.visitor(Invited, WAY).open(address).status in {404, 410}


def test_a_device_is_signed_out_from_another(house: House):
    here, there = house.visitor(SignedIn, WAY), house.visitor(SignedIn, WAY)
    for person in (there, here):
        person.sign_in("unpol@carana.example", PASSWORD)
    assert is_in(there)

    here.open("/accounts/sessions/")
    here.look("devices")
    here.do("revoke_other_sessions")

    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es", "pt", "sw"])
def test_the_door_speaks_six_languages(house: House, language: str):
    visitor = house.visitor(SignedIn, Way("en", "phone", scripts=False))
    visitor.open("/accounts/login/")

    visitor.page.locator(f"button[name=language][value={language}]").click()

    html = visitor.page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    visitor.look("door")
