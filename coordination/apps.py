from __future__ import annotations

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "coordination"
    label = "coordination"

    def ready(self) -> None:
        from coordination.registrations import register  # noqa: PLC0415  (models are ready only now)

        register()
