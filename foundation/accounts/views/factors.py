"""One's own password, passkeys, authenticator app and recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth
from django.urls import reverse_lazy

from foundation.access.gates import View, marked, signed_in
from foundation.accounts.forms import sign_in as forms


class ConfirmPasswordView(account.ReauthenticateView):
    form_class = forms.ConfirmPasswordForm


class ConfirmSecondFactorView(factors.ReauthenticateView):
    form_class = forms.ConfirmSecondFactorForm


class ChangePasswordView(account.PasswordChangeView):
    form_class = forms.ChangePasswordForm


class SetPasswordView(account.PasswordSetView):
    form_class = forms.SetPasswordForm


class ActivateAppView(app.ActivateTOTPView):
    form_class = forms.ActivateAppForm


class AddPasskeyView(passkeys.AddWebAuthnView):
    form_class = forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The browser is asked for a key that it can find again without a name and that checks its owner."""
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context


class ConfirmPasskeyView(passkeys.ReauthenticateWebAuthnView):
    form_class = forms.ConfirmPasskeyForm


class RenamePasskeyView(passkeys.EditWebAuthnView):
    form_class = forms.RenamePasskeyForm
    success_url = reverse_lazy("mfa_index")


class RemovePasskeyView(passkeys.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


def own(view: Any) -> View:
    return marked(signed_in(view.as_view()), "signed in: one's own account and nobody else's")


confirm_password = own(ConfirmPasswordView)
confirm_second_factor = own(ConfirmSecondFactorView)
confirm_passkey = own(ConfirmPasskeyView)
change_password = own(ChangePasswordView)
set_password = own(SetPasswordView)
second_factors = own(factors.IndexView)
activate_app = own(ActivateAppView)
deactivate_app = own(app.DeactivateTOTPView)
recovery_codes = own(recovery.ViewRecoveryCodesView)
new_recovery_codes = own(recovery.GenerateRecoveryCodesView)
download_recovery_codes = own(recovery.DownloadRecoveryCodesView)
add_passkey = own(AddPasskeyView)
rename_passkey = own(RenamePasskeyView)
remove_passkey = own(RemovePasskeyView)
