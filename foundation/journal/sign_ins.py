"""What Django and allauth say about signing in becomes entries: ids only, never an address or a name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from django.contrib.auth import get_user_model, signals
from django.dispatch import receiver
from django.http import HttpRequest

from foundation.access.actors import NOBODY, Actor, actor_for
from foundation.journal.models import Entry

# Stands for whoever tried to sign in with an address that nobody has.
UNKNOWN = UUID(int=0)


@receiver(signals.user_logged_in)
def signed_in(request: HttpRequest, user: Any, **_signal: Any) -> None:
    _write("signed_in", user.pk, by=actor_for(user), request=request)


@receiver(signals.user_logged_out)
def signed_out(request: HttpRequest, user: Any, **_signal: Any) -> None:
    if user is not None:
        _write("signed_out", user.pk, by=actor_for(user), request=request)


@receiver(signals.user_login_failed)
def sign_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_signal: Any) -> None:
    address = str(credentials.get("email") or credentials.get("username") or "").lower().replace("\0", "")
    found = get_user_model().objects.filter(email=address).values_list("pk", flat=True).first()
    _write("sign_in_failed", found or UNKNOWN, by=NOBODY, request=request)


@receiver(account_signals.password_set)
@receiver(account_signals.password_changed)
@receiver(account_signals.password_reset)
def password_changed(request: HttpRequest, user: Any, **_signal: Any) -> None:
    _write("password_changed", user.pk, by=actor_for(user), request=request)


@receiver(factor_signals.authenticator_added)
def factor_added(request: HttpRequest, user: Any, authenticator: Any, **_signal: Any) -> None:
    _write(f"{authenticator.type}_added", user.pk, by=actor_for(user), request=request)


@receiver(factor_signals.authenticator_reset)
def factor_renewed(request: HttpRequest, user: Any, authenticator: Any, **_signal: Any) -> None:
    _write(f"{authenticator.type}_renewed", user.pk, by=actor_for(user), request=request)


@receiver(factor_signals.authenticator_removed)
def factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_signal: Any) -> None:
    _write(f"{authenticator.type}_removed", user.pk, by=actor_for(user), request=request)


@receiver(factor_signals.authentication_failed)
def factor_failed(request: HttpRequest, user: Any, **_signal: Any) -> None:
    _write("second_factor_failed", user.pk, by=NOBODY, request=request)


def _write(verb: str, user_id: UUID, *, by: Actor, request: HttpRequest | None) -> None:
    # A session made without a request (a script, a test) is nobody's deed.
    if request is None or not request.method:
        return
    Entry.objects.create(
        verb=verb,
        subject_kind=get_user_model()._meta.label_lower,
        subject_id=user_id,
        by_user_id=by.user_id,
        by_root_id=by.root_id,
        via=by.via,
    )
