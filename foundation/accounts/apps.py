from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.account import signals  # noqa: PLC0415  (models are ready only now)

        from foundation.accounts import openapi  # noqa: F401, PLC0415  (told to drf-spectacular by being read)
        from foundation.accounts.sessions import end_the_others  # noqa: PLC0415

        for new_password in (signals.password_changed, signals.password_set, signals.password_reset):
            new_password.connect(end_the_others, dispatch_uid=f"end_the_others_{id(new_password)}")
