"""allauth's forms in our words: labels that our catalogues translate, no placeholders."""

from __future__ import annotations

import struct
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.ui.clean_text import ExactCharField

Words = dict[str, Any]

E_MAIL = _("E-mail")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
CODE = _("Code")


# What the library raises for a key that is none: it reads fields and bytes before it looks at them.
MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, struct.error)


class Worded(forms.Form):
    """Gives the fields named in `words` our labels, and takes foreign help and placeholders away."""

    words: Words = {}
    one_time: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.words.items():
            if name not in self.fields:
                continue
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("placeholder", None)
            if name in self.one_time:
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        if "password1" in self.fields:
            self.fields["password1"].help_text = lazystr(" ".join(password_validators_help_texts()))


class Careful(forms.Form):
    """What claims to be a key comes from anywhere: whatever its shape, the answer is a sentence."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MALFORMED as malformed:
            raise get_adapter().validation_error("incorrect_code") from malformed


class SignInByPasskeyForm(Careful, passkeys.LoginWebAuthnForm):
    pass


class PasskeySecondFactorForm(Careful, passkeys.AuthenticateWebAuthnForm):
    pass


class ConfirmPasskeyForm(Careful, passkeys.ReauthenticateWebAuthnForm):
    pass


class SignInForm(Worded, account.LoginForm):
    words = {"login": E_MAIL, "password": PASSWORD, "remember": _("Stay signed in on this device for twelve hours")}


class RequestCodeForm(Worded, account.RequestLoginCodeForm):
    words = {"email": E_MAIL}


class ConfirmCodeForm(Worded, account.ConfirmLoginCodeForm):
    words = {"code": CODE}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    words = {"email": E_MAIL}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": _("New password once more")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    words = {
        "oldpassword": _("Present password"),
        "password1": NEW_PASSWORD,
        "password2": _("New password once more"),
    }


class SetPasswordForm(Worded, account.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": _("New password once more")}


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class SecondFactorForm(Worded, factors.AuthenticateForm):
    words = {"code": CODE}
    one_time = ("code",)


class ConfirmSecondFactorForm(Worded, factors.ReauthenticateForm):
    words = {"code": CODE}
    one_time = ("code",)


class ActivateAppForm(Worded, AllauthActivateTOTPForm):
    words = {"code": _("Code the app shows")}
    one_time = ("code",)


def passkey_name(*, required: bool) -> ExactCharField:
    return ExactCharField(label=_("A name for this passkey"), max_length=100, required=required)


class AddPasskeyForm(Worded, passkeys.AddWebAuthnForm):
    """Every key added here is a passkey: it signs its owner in without a password."""

    words = {"passwordless": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "name": gettext("This device")}
        super().__init__(*args, **kwargs)
        self.fields["name"] = passkey_name(required=False)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except MALFORMED as malformed:
            raise get_adapter().validation_error("incorrect_code") from malformed


class RenamePasskeyForm(Worded, passkeys.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = passkey_name(required=True)
