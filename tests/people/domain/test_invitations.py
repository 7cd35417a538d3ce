"""An invitation works once, for seven days, for whoever holds the link; only its hash is kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from foundation.access.actors import actor_for
from foundation.access.decisions import ActionDenied
from foundation.accounts.models import User, hash_of
from foundation.journal.models import Entry
from foundation.people.domain import invitations, memberships
from foundation.people.domain.invitations import InvitationGone, MailNotSent, accept_invitation
from foundation.people.models import Invitation, Membership, Person
from tests.factories import InvitationFactory, PersonFactory

PASSWORD = "twelve roads to Corma"


def invite(world, **more):
    deed = {
        "email": "New.Mayor@carana.example",
        "organisation": world.town,
        "role": "local_official",
        "areas": [],
        "language": "fr",
        "by": world.actor("administrator"),
    }
    return invitations.invite(PersonFactory(full_name="New Mayor", user=None), **{**deed, **more})


def token_in(message):
    return re.search(r"/accounts/invitation/([^/]+)/", message.body).group(1)


def test_the_mail_holds_the_link_and_the_database_its_hash(world, mailoutbox):
    invitation = invite(world)

    token = token_in(mailoutbox[0])
    assert mailoutbox[0].to == ["new.mayor@carana.example"]
    assert invitation.token_hash == hash_of(token)
    assert invitations.find_invitation(token) == invitation
    assert token not in str(list(Invitation.objects.values_list())) + str(list(Entry.objects.values_list()))


def test_the_mail_names_the_organisation_but_nobody_of_the_mission(world, mailoutbox):
    invite(world)

    assert "Commune de Corma" in mailoutbox[0].body
    assert "Tomás Reis" not in mailoutbox[0].body


def test_accepting_makes_the_account_once(world, mailoutbox):
    invitation = invite(world)

    user = accept_invitation(invitation, password=PASSWORD)

    assert user.check_password(PASSWORD)
    assert (user.email, user.language) == ("new.mayor@carana.example", "fr")
    assert actor_for(user).role == "local_official"
    with pytest.raises(InvitationGone):
        accept_invitation(invitation, password="another password")
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == [
        "added",
        "invited",
        "accepted_invitation",
    ]
    entry = Entry.objects.get(verb="accepted_invitation")
    assert (entry.by_user_id, entry.via) == (user.pk, "link")


def test_after_seven_days_it_is_gone(db):
    invitation = InvitationFactory()

    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)), pytest.raises(InvitationGone):
        accept_invitation(invitation, password=PASSWORD)

    assert Person.objects.get(pk=invitation.membership.person_id).user is None


def test_taken_back_it_is_gone(world):
    invitation = InvitationFactory()

    invitations.revoke_invitation(invitation, by=world.actor("administrator"))

    with pytest.raises(InvitationGone):
        accept_invitation(invitation, password=PASSWORD)
    with pytest.raises(ActionDenied, match="taken back already"):
        invitations.revoke_invitation(invitation, by=world.actor("administrator"))


def test_when_the_place_ends_the_link_ends(world):
    invitation = InvitationFactory()
    membership = invitation.membership

    memberships.end_membership(membership, by=world.actor("administrator"), seen=membership.revision)

    with pytest.raises(InvitationGone):
        accept_invitation(invitation, password=PASSWORD)


def test_sent_again_only_the_newest_link_works(world, mailoutbox):
    first = invite(world)

    second = invitations.renew_invitation(first, by=world.actor("administrator"))

    assert [token_in(message) != token_in(mailoutbox[0]) for message in mailoutbox] == [False, True]
    with pytest.raises(InvitationGone):
        accept_invitation(first, password=PASSWORD)
    assert accept_invitation(second, password=PASSWORD).email == "new.mayor@carana.example"
    with pytest.raises(ActionDenied, match="accepted already"):
        invitations.renew_invitation(second, by=world.actor("administrator"))


def test_an_e_mail_with_an_account_is_not_invited_again(world, mailoutbox):
    with pytest.raises(ActionDenied, match="already"):
        invite(world, email=world.clerk.user.email.upper())

    assert mailoutbox == []


def test_an_e_mail_that_got_an_account_meanwhile_makes_the_link_useless(world, mailoutbox):
    invitation = invite(world)
    User.objects.create_user("new.mayor@carana.example", "x")

    with pytest.raises(InvitationGone):
        accept_invitation(invitation, password=PASSWORD)


def test_without_mail_nothing_is_changed(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(MailNotSent):
        invite(world)

    assert not Invitation.objects.exists()
    assert not Membership.objects.filter(person__full_name="New Mayor").exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("by", ["officer", "head", "auditor", "mayor", "deputy", "ngo_worker", "stranger"])
def test_only_administrators_invite(world, mailoutbox, by):
    with pytest.raises(ActionDenied):
        invite(world, by=world.actor(by))

    assert mailoutbox == []


def test_only_administrators_take_back_and_send_again(world):
    invitation = InvitationFactory()

    for deed in (invitations.revoke_invitation, invitations.renew_invitation):
        with pytest.raises(ActionDenied):
            deed(invitation, by=world.actor("officer"))
    assert set(Invitation.objects.visible_to(world.actor("officer"))) == set()
