from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "foundation.files"
    label = "files"

    def ready(self) -> None:
        # Models are ready only now.
        from foundation.files.storing import sweep_orphans  # noqa: PLC0415
        from foundation.jobs.schedules import every  # noqa: PLC0415

        every(timedelta(days=1), "sweep orphaned files", sweep_orphans)
