"""Where allauth asks us: nobody signs up, a delay is worded kindly, the stored language is taken up."""

from __future__ import annotations

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.languages import keep_language

NOWHERE = "0.0.0.0"  # noqa: S104  (an address to show, not one to listen on)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail or the password is not right. Check both and try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right."),
        "incorrect_password": _("The password is not right."),
        "invalid_or_expired_key": _("This link no longer works."),
        "invalid_login": _("This did not work. Try again."),
        "invalid_password_reset": _("This link no longer works."),
        "rate_limited": _("That was many tries in a short time. Wait one minute, then try again."),
        "too_many_login_attempts": _(
            "That was many tries in a short time. Wait one minute, then try again. Your account is not locked."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator invites."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The neighbourhood a request comes from, never the exact address: budgets and session lists use it."""
        return prefix_of(get_client_ip(request) or NOWHERE)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Whichever way the person came in, this device now speaks their language."""
        response = super().post_login(request, user, **kwargs)
        keep_language(response, user.language)  # type: ignore[attr-defined]
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Codes and reset links only; an address without an account gets no mail at all."""
        if template_prefix != "account/email/unknown_account":
            super().send_mail(template_prefix, email, context)

    def format_email_subject(self, subject: str) -> str:
        return f"Concord: {subject}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me")


def prefix_of(address: str) -> str:
    """The /24 (IPv4) or /48 (IPv6) an address lies in; what is no address becomes 0.0.0.0."""
    try:
        ip = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return NOWHERE
    length = 24 if ip.version == 4 else 48
    return str(ipaddress.ip_network(f"{ip}/{length}", strict=False).network_address)
