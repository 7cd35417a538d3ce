from __future__ import annotations

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    label = "monitoring"

    def ready(self) -> None:
        from monitoring.registrations import register  # noqa: PLC0415  (models are ready only now)

        register()
