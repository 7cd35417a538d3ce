"""One-time links: a side without an account answers once, its identity not checked."""

from __future__ import annotations

import base64
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coordination.choices import EndorsementAnswer, EndorsementWay
from coordination.domain.endorsements import Answer, write_answer
from coordination.models import Endorsement, SigningLink
from coordination.permissions.minutes import can_issue_signing_link, can_revoke_signing_link, is_awaited
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.accounts.models import hash_of
from foundation.journal.entries import record

VALID = timedelta(days=14)


@transaction.atomic
def issue_signing_link(endorsement: Endorsement, *, by: Actor, signer_name: str) -> SigningLink:
    """A link for this signer; an earlier unused one for the same side is taken back."""
    endorsement = Endorsement.objects.select_for_update(of=("self",)).get(pk=endorsement.pk)
    require(can_issue_signing_link(by, endorsement))
    now = timezone.now()
    endorsement.links.filter(used_at=None, revoked_at=None).update(revoked_at=now)
    link = SigningLink(endorsement=endorsement, signer_name=signer_name, issued_by=by.user, expires_at=now + VALID)
    link.token_hash = hash_of(token_of(link))
    link.save(force_insert=True)
    record("issued_signing_link", link, by=by, expires_at=link.expires_at)
    return link


@transaction.atomic
def revoke_signing_link(link: SigningLink, *, by: Actor) -> SigningLink:
    link = SigningLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    require(can_revoke_signing_link(by, link))
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("revoked_signing_link", link, by=by)
    return link


def token_of(link: SigningLink) -> str:
    """The secret in the address, made from the link's id and the server's key: the database holds only its hash."""
    digest = salted_hmac("concord.signing_links", str(link.pk), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def open_link(token: str) -> SigningLink | None:
    """The link of this token while it may be used: known, not used, not taken back, not expired, still awaited."""
    link = (
        SigningLink.objects.filter(
            token_hash=hash_of(token), used_at=None, revoked_at=None, expires_at__gt=timezone.now()
        )
        .select_related("endorsement__version__meeting", "endorsement__organisation")
        .first()
    )
    return link if link is not None and is_awaited(link.endorsement) else None


@transaction.atomic
def answer_by_link(link: SigningLink, *, answer: EndorsementAnswer, name: str, text: str = "") -> Endorsement | None:
    """Answer once for the side that the link was made for; None when the link can no longer be used."""
    held = SigningLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.used_at or held.revoked_at or held.expires_at <= timezone.now():
        return None
    endorsement = Endorsement.objects.locked(held.endorsement, seen=None)
    if not is_awaited(endorsement):
        return None
    held.used_at = timezone.now()
    held.save(update_fields=["used_at"])
    by = Actor(name=name, root_id=endorsement.organisation.root_id, via="link")
    return write_answer(endorsement, Answer(answer, EndorsementWay.ONE_TIME_LINK, name, text), by=by)
