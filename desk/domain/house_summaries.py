"""What an administrator sees first: accounts that need a hand. No record of the domain."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.domain.today_summaries import MOST_ROWS, Section, Tile, Today
from foundation.access.actors import Actor
from foundation.people.models import Invitation, Membership

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def house_today(actor: Actor, *, on: date) -> Today:
    """People without a second factor and invitations nobody has taken up."""
    members = Membership.objects.visible_to(actor).current(on=on).filter(person__user__is_active=True)
    without = (
        members.exclude(person__user__authenticator__type__in=SECOND_FACTORS)
        .select_related("person", "organisation")
        .order_by("organisation", "pk")
    )
    pending = (
        Invitation.objects.visible_to(actor)
        .filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
        .select_related("membership__person", "membership__organisation")
    )
    return Today(
        on,
        [
            Tile("without_second_factor", without.count(), _("people without a second factor")),
            Tile("pending_invitations", pending.count(), _("invitations not yet taken up")),
        ],
        [
            Section(
                "pending_invitations",
                _("Invitations not yet taken up"),
                "desk/row_invitation.html",
                list(pending[:MOST_ROWS]),
                _("No invitation is pending."),
            ),
            Section(
                "without_second_factor",
                _("People without a second factor"),
                "desk/row_membership.html",
                list(without[:MOST_ROWS]),
                _("Everybody has a second factor."),
            ),
        ],
    )
