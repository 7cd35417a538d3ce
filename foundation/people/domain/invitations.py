"""An administrator invites; the person invited makes their account by a link that works once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ActionDenied, require
from foundation.accounts.models import User, hash_of, new_secret
from foundation.journal.entries import record
from foundation.people.choices import Side
from foundation.people.domain.memberships import add_membership
from foundation.people.models import Invitation, Membership, Organisation, Person
from foundation.people.permissions import can_invite, can_renew_invitation, can_revoke_invitation
from foundation.places.models import Area

LIFETIME = timedelta(days=7)


class MailNotSent(Exception):
    """The mail could not leave; nothing was changed."""


class InvitationGone(Exception):
    """The link was used, taken back or has expired, or the place it speaks of has ended."""


@transaction.atomic
def invite(
    person: Person,
    *,
    email: str,
    organisation: Organisation,
    role: str,
    areas: Iterable[Area],
    language: str,
    by: Actor,
) -> Invitation:
    """Give `person` a place and mail them, in their language, the link to make their account.

    Raises:
        MailNotSent: nothing was changed.
    """
    require(can_invite(by, organisation))
    email = email.lower()
    if person.user_id or User.objects.filter(email=email).exists():
        raise ActionDenied(_("There is an account with this e-mail, or of this person, already."))
    membership = add_membership(person, organisation=organisation, role=role, areas=areas, by=by)
    return _issue(membership, email=email, language=language, by=by)


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """A fresh link for the same place; the one before stops working."""
    invitation = _locked(invitation)
    require(can_renew_invitation(by, invitation))
    Invitation.objects.filter(membership=invitation.membership, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    return _issue(invitation.membership, email=invitation.email, language=invitation.language, by=by)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    invitation = _locked(invitation)
    require(can_revoke_invitation(by, invitation))
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("revoked_invitation", invitation, by=by)
    return invitation


def find_invitation(token: str) -> Invitation | None:
    """The invitation this link belongs to, whether or not it still works."""
    return (
        Invitation.objects.filter(token_hash=hash_of(token))
        .select_related("membership__person", "membership__organisation__root", "invited_by__person")
        .first()
    )


def is_open(invitation: Invitation) -> bool:
    """Whether the link works at this moment."""
    membership = invitation.membership
    return (
        invitation.accepted_at is None
        and invitation.revoked_at is None
        and invitation.expires_at > timezone.now()
        and membership.person.user_id is None
        and (membership.until_on is None or membership.until_on > timezone.localdate())
    )


def from_whom(invitation: Invitation) -> str:
    """Within the mission a name; to everybody else the mission invites, not one of its staff."""
    inviter = getattr(invitation.invited_by, "person", None)
    if inviter is not None and invitation.membership.organisation.is_mission:
        return inviter.full_name
    mission = Organisation.objects.roots().filter(kind=Side.MISSION).order_by("pk").first()
    return mission.name if mission else "Concord"


@transaction.atomic
def accept_invitation(invitation: Invitation, *, password: str) -> User:
    """Make the account. Of two who hold the link, one is first and the other finds it gone.

    Raises:
        InvitationGone: the link no longer works.
    """
    invitation = _locked(invitation)
    if not is_open(invitation) or User.objects.filter(email=invitation.email).exists():
        raise InvitationGone
    membership = invitation.membership
    user = User.objects.create_user(invitation.email, password, language=invitation.language)
    person = Person.objects.locked(membership.person, seen=None)
    person.user = user
    person.save_changes("user")
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("accepted_invitation", invitation, by=_invited(user, membership))
    return user


def _invited(user: User, membership: Membership) -> Actor:
    organisation = membership.organisation
    return Actor(user=user, organisation_id=organisation.pk, root_id=organisation.root_id, via="link")


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("membership__person", "membership__organisation__root")
        .get(pk=invitation.pk)
    )


def _issue(membership: Membership, *, email: str, language: str, by: Actor) -> Invitation:
    secret = new_secret()
    invitation = Invitation.objects.create(
        membership=membership,
        email=email,
        language=language,
        token_hash=hash_of(secret),
        invited_by=by.user,
        expires_at=timezone.now() + LIFETIME,
    )
    record("invited", invitation, by=by, expires_at=invitation.expires_at)
    _mail(invitation, secret)
    return invitation


def _mail(invitation: Invitation, secret: str) -> None:
    with translation.override(invitation.language):
        organisation = invitation.membership.organisation
        link = f"{settings.SITE_URL}{reverse('people:invitation_accept', args=[secret])}"
        text = _(
            "You are invited to Concord, as %(role)s of %(organisation)s.\n\n"
            "Choose a password here:\n%(link)s\n\n"
            "The link works once, for seven days. If you do not know what this is about, do nothing."
        ) % {"role": invitation.membership.get_role_display(), "organisation": organisation, "link": link}
        message = EmailMessage(subject=_("Your invitation to Concord"), body=text, to=[invitation.email])
    try:
        message.send()
    except (SMTPException, OSError) as problem:
        raise MailNotSent from problem
