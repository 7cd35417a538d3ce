"""What a person has besides a password."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator


@dataclass(frozen=True)
class Factors:
    passkey_count: int
    has_app: bool


def factors_of(user_id: UUID) -> Factors:
    types = list(Authenticator.objects.filter(user_id=user_id).values_list("type", flat=True))
    return Factors(types.count(Authenticator.Type.WEBAUTHN), Authenticator.Type.TOTP in types)
