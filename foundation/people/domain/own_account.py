"""What a person changes about their own account."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.accounts.models import ApiToken, User, hash_of, new_secret
from foundation.journal.entries import record
from foundation.people.permissions import can_issue_token, can_revoke_token


@transaction.atomic
def change_own_settings(*, language: str, wants_mail: bool, by: Actor) -> None:
    User.objects.filter(pk=by.user.pk).update(language=language, wants_mail=wants_mail)


@transaction.atomic
def issue_token(*, name: str, days: int, by: Actor) -> tuple[ApiToken, str]:
    """A key for a program that acts as this user, and its secret, which is kept nowhere."""
    require(can_issue_token(by))
    secret = new_secret()
    token = ApiToken.objects.create(
        user=by.user, name=name, token_hash=hash_of(secret), expires_at=timezone.now() + timedelta(days=days)
    )
    record("issued_token", token, by=by, expires_at=token.expires_at)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """It stops working at the program's next request."""
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    require(can_revoke_token(by, token))
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record("revoked_token", token, by=by)
    return token
