"""Who may answer minutes, and how. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.choices import EndorsementAnswer
from coordination.models import Endorsement, MinutesVersion, SigningLink
from coordination.permissions.sides import speaks_for_own_side
from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_endorse_minutes(actor: Actor, endorsement: Endorsement) -> Decision:
    """One rule for the three answers: to agree, to agree with a reservation, to object."""
    if actor.root_id != endorsement.organisation.root_id:
        return denied(_("Each side answers for itself."))
    if not actor.may("endorse_minutes"):
        return denied(_("Your role does not include this."))
    awaited = is_awaited(endorsement)
    return speaks_for_own_side(actor) if awaited else awaited


def can_answer_for_some_side(asked: list[Endorsement]) -> Decision:
    return ALLOWED if asked else denied(_("Each side answers for itself."))


can_endorse_minutes_with_reservation = can_endorse_minutes
can_object_to_minutes = can_endorse_minutes


def can_endorse_on_behalf(actor: Actor, endorsement: Endorsement) -> Decision:
    """The side that keeps the record enters what another side signed on paper."""
    return _keeper_may(actor, endorsement, "endorse_on_behalf")


def can_issue_signing_link(actor: Actor, endorsement: Endorsement) -> Decision:
    return _keeper_may(actor, endorsement, "issue_signing_link")


def can_revoke_signing_link(actor: Actor, link: SigningLink) -> Decision:
    if not actor.may("revoke_signing_link"):
        return denied(_("Your role does not include this."))
    if link.used_at or link.revoked_at:
        return denied(_("This link was used or taken back already."))
    return ALLOWED


def is_awaited(endorsement: Endorsement) -> Decision:
    """An answer is given once to each version, and only to the newest one."""
    if endorsement.answer != EndorsementAnswer.WAITING:
        return denied(_("This side has answered this version."))
    newer = MinutesVersion.objects.filter(
        meeting_id=endorsement.version.meeting_id, number__gt=endorsement.version.number, asks_endorsement=True
    )
    return denied(_("There is a newer version of these minutes.")) if newer.exists() else ALLOWED


def _keeper_may(actor: Actor, endorsement: Endorsement, verb: str) -> Decision:
    if actor.root_id != endorsement.version.meeting.held_by_id:
        return denied(_("The side that keeps this record does that."))
    if not actor.may(verb):
        return denied(_("Your role does not include this."))
    return is_awaited(endorsement)
