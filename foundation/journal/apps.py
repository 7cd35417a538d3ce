from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "foundation.journal"
    label = "journal"

    def ready(self) -> None:
        from foundation.journal import sign_ins  # noqa: F401, PLC0415  (its receivers connect on import)
