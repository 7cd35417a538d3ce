from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "foundation.imports"
    label = "imports"

    def ready(self) -> None:
        # Models are ready only now.
        from foundation.imports.permissions import JOB  # noqa: PLC0415
        from foundation.imports.running import run_import  # noqa: PLC0415
        from foundation.jobs.work import register_job  # noqa: PLC0415

        register_job(JOB, run_import)
