"""The ways in: password, passkey, code by e-mail, second factor; and a forgotten password."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.core.ratelimit import respond_429
from allauth.mfa.base import views as factors
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.forms import Form
from django.http import HttpResponse
from django.views.generic import TemplateView

from foundation.access.gates import View, public
from foundation.accounts.forms import sign_in as forms

TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class SaysWait:
    """After many tries the answer is 429 with a kind sentence; the wait is a minute and nothing is locked."""

    def form_invalid(self, form: Form) -> HttpResponse:
        codes = {error.code for errors in form.errors.as_data().values() for error in errors}
        if codes & TOO_MANY:
            return respond_429(self.request)  # type: ignore[attr-defined]
        return super().form_invalid(form)  # type: ignore[misc]


class SignInView(SaysWait, account.LoginView):
    form_class = forms.SignInForm


class RequestCodeView(SaysWait, account.RequestLoginCodeView):
    form_class = forms.RequestCodeForm


class ConfirmCodeView(account.ConfirmLoginCodeView):
    form_class = forms.ConfirmCodeForm


class SecondFactorView(SaysWait, factors.AuthenticateView):
    form_class = forms.SecondFactorForm
    webauthn_form_class = forms.PasskeySecondFactorForm


class PasskeyView(LoginWebAuthnView):
    form_class = forms.SignInByPasskeyForm


class NoSignUpView(TemplateView):
    """Nobody signs up. The address stays because allauth names it, and answers how one comes in."""

    template_name = "account/signup_closed.html"
    http_method_names = ("get", "head")


class ResetPasswordView(SaysWait, account.PasswordResetView):
    form_class = forms.ResetPasswordForm


class NewPasswordView(account.PasswordResetFromKeyView):
    form_class = forms.NewPasswordForm


def before_sign_in(view: Any) -> View:
    return public("part of signing in; holds no record")(view.as_view())


sign_in = before_sign_in(SignInView)
sign_in_by_passkey = before_sign_in(PasskeyView)
sign_up = before_sign_in(NoSignUpView)
request_code = before_sign_in(RequestCodeView)
confirm_code = before_sign_in(ConfirmCodeView)
second_factor = before_sign_in(SecondFactorView)
sign_out = before_sign_in(account.LogoutView)
closed = before_sign_in(account.AccountInactiveView)
reset_password = before_sign_in(ResetPasswordView)
reset_password_done = before_sign_in(account.PasswordResetDoneView)
new_password = before_sign_in(NewPasswordView)
new_password_done = before_sign_in(account.PasswordResetFromKeyDoneView)
