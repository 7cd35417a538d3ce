"""The link by which somebody makes their account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import User
from foundation.people.models import Invitation, Membership
from tests.factories import InvitationFactory
from tests.people.world import send, signed_in

PASSWORD = "twelve roads to Corma"
LINK = "/accounts/invitation/the-secret/"


@pytest.fixture
def invitation(world):
    return InvitationFactory(
        secret="the-secret",
        membership__organisation=world.town,
        membership__person__full_name="New Mayor",
        invited_by=world.administrator.user,
        language="fr",
    )


def test_looking_shows_who_invites_and_does_nothing(invitation):
    page = Client().get(LINK)

    assert page.status_code == 200
    text = page.content.decode()
    assert "UNAC" in text
    assert "Town of Corma" in text
    assert "Tomás Reis" not in text
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email=invitation.email).exists()


def test_within_the_mission_the_inviter_is_named(world, invitation):
    Membership.objects.filter(pk=invitation.membership_id).update(organisation=world.mission)

    assert "Tomás Reis" in Client().get(LINK).content.decode()


def test_a_password_makes_the_account_and_signs_in_in_the_own_language(invitation):
    client = Client()

    answer = send(client, LINK, password1=PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.cookies["concord_language"].value == "fr"
    assert client.get(reverse("people:me")).status_code == 200


def test_a_weak_password_comes_back_with_the_reason(invitation):
    answer = send(Client(), LINK, password1="short")

    assert answer.status_code == 422
    assert Invitation.objects.get().accepted_at is None


def test_used_a_second_time_it_is_gone(invitation):
    send(Client(), LINK, password1=PASSWORD)

    assert Client().get(LINK).status_code == 410
    assert send(Client(), LINK, password1="somebody else's try").status_code == 410
    assert User.objects.get(email=invitation.email).check_password(PASSWORD)


def test_a_replay_of_the_same_form_gets_the_first_answer_and_no_session(invitation):
    first = send(Client(), LINK, password1=PASSWORD)
    thief = Client()

    again = send(thief, LINK, password1=PASSWORD, submission_key=first.wsgi_request.POST["submission_key"])

    assert (again.status_code, again["X-Replayed"]) == (302, "1")
    assert thief.get(reverse("people:me")).status_code == 302


@pytest.mark.parametrize(
    "spoiled",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"accepted_at": timezone.now()},
    ],
)
def test_expired_revoked_or_used_it_is_gone(invitation, spoiled):
    Invitation.objects.update(**spoiled)

    assert Client().get(LINK).status_code == 410
    assert send(Client(), LINK, password1=PASSWORD).status_code == 410
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_made_up_link_is_gone_too(world):
    assert Client().get("/accounts/invitation/made-up/").status_code == 410


def test_a_form_without_our_key_is_not_taken(invitation):
    answer = Client().post(LINK, {"password1": PASSWORD, "submission_key": "forged"})

    assert answer.status_code == 400
    assert not User.objects.filter(email=invitation.email).exists()


def test_whoever_is_signed_in_does_not_become_somebody_else(world, invitation):
    client = signed_in(world.clerk)

    answer = send(client, LINK, world.clerk, password1=PASSWORD)

    assert answer.status_code == 409
    assert Invitation.objects.get().accepted_at is None


def test_an_administrator_invites_on_the_page(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    url = reverse("people:invitation_add", args=[world.town.pk])
    typed = {"full_name": "Aya", "email": "aya@carana.example", "language": "sw", "role": "local_official"}

    answer = send(signed_in(world.administrator), url, world.administrator, **typed)

    assert answer["Location"] == world.town.get_absolute_url()
    made = Invitation.objects.get()
    assert (made.email, made.language, made.invited_by) == ("aya@carana.example", "sw", world.administrator.user)


def test_a_role_of_another_side_is_not_offered(world):
    url = reverse("people:invitation_add", args=[world.town.pk])
    typed = {"full_name": "Aya", "email": "aya@carana.example", "language": "sw", "role": "administrator"}

    answer = send(signed_in(world.administrator), url, world.administrator, **typed)

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_when_mail_is_away_nothing_is_changed_and_the_page_says_so(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    url = reverse("people:invitation_add", args=[world.town.pk])
    typed = {"full_name": "Aya", "email": "aya@carana.example", "language": "sw", "role": "local_official"}

    answer = send(signed_in(world.administrator), url, world.administrator, **typed)

    assert answer.status_code == 422
    assert "nothing was changed" in answer.content.decode()
    assert not Membership.objects.filter(person__full_name="Aya").exists()
