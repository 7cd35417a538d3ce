from __future__ import annotations

from uuid import UUID

import pytest
from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from foundation.journal.models import Entry
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = MembershipFactory().person.user
    user.set_password("carana-2026")
    user.save()
    return user


def sign_in(user_email: str, password: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user_email, "password": password})
    return client


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_signing_in_and_out_stands_in_the_journal(user):
    client = sign_in(user.email, "carana-2026")
    entry = Entry.objects.get(verb="signed_in")
    assert (entry.subject_kind, entry.subject_id, entry.by_user_id) == ("accounts.user", user.pk, user.pk)
    assert entry.by_root_id == user.person.memberships.get().organisation.root_id
    client.post("/accounts/logout/")
    assert verbs() == ["signed_in", "signed_out"]


def test_a_failed_sign_in_names_the_account_by_id_only(user):
    sign_in(user.email, "wrong")
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_id, entry.by_user_id, entry.facts) == ("sign_in_failed", user.pk, None, {})


def test_an_unknown_address_is_not_kept():
    sign_in("nobody@elsewhere.example", "wrong")
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_id) == ("sign_in_failed", UUID(int=0))
    assert "elsewhere" not in str(vars(entry))


def test_a_session_made_by_a_script_is_nobodys_deed(user):
    Client().force_login(user)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("signal", "verb"),
    [
        (factor_signals.authenticator_added, "webauthn_added"),
        (factor_signals.authenticator_reset, "webauthn_renewed"),
        (factor_signals.authenticator_removed, "webauthn_removed"),
        (factor_signals.authentication_failed, "second_factor_failed"),
        (account_signals.password_changed, "password_changed"),
        (account_signals.password_reset, "password_changed"),
    ],
)
def test_what_changes_a_sign_in_stands_in_the_journal(signal, verb, user):
    passkey = Authenticator(user=user, type=Authenticator.Type.WEBAUTHN)
    request = RequestFactory().post("/")
    request.user = user
    client = Client()
    client.force_login(user)
    request.session = client.session
    signal.send(sender=None, request=request, user=user, authenticator=passkey)
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_id, entry.facts) == (verb, user.pk, {})
