"""The addresses of allauth that are in use, each behind a gate; its names stay, for it reverses them itself."""

from __future__ import annotations

from django.urls import path, re_path

from foundation.accounts.views import factors, sign_in

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("login/code/", sign_in.request_code, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("logout/", sign_in.sign_out, name="account_logout"),
    path("signup/", sign_in.sign_up, name="account_signup"),
    path("inactive/", sign_in.closed, name="account_inactive"),
    path("reauthenticate/", factors.confirm_password, name="account_reauthenticate"),
    path("password/change/", factors.change_password, name="account_change_password"),
    path("password/set/", factors.set_password, name="account_set_password"),
    path("password/reset/", sign_in.reset_password, name="account_reset_password"),
    path("password/reset/done/", sign_in.reset_password_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", sign_in.new_password_done, name="account_reset_password_from_key_done"),
    path("2fa/", factors.second_factors, name="mfa_index"),
    path("2fa/authenticate/", sign_in.second_factor, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factors.confirm_second_factor, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", factors.activate_app, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", factors.deactivate_app, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", factors.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/login/", sign_in.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", factors.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", factors.rename_passkey, name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
]
