from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class KillsConfig(AppConfig):
    name = "tests.kills"
    label = "kills"

    def ready(self) -> None:
        from foundation.jobs.schedules import every  # noqa: PLC0415
        from tests.kills.telling import tell_everybody  # noqa: PLC0415

        every(timedelta(seconds=1), "tell everybody", tell_everybody)
