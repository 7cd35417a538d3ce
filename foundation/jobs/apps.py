from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Models are ready only now. What stands below this house cannot know its clock.
        from foundation.jobs.schedules import every  # noqa: PLC0415
        from foundation.journal.sealing import seal_entries  # noqa: PLC0415
        from foundation.submissions.keeping import forget_old_submissions  # noqa: PLC0415

        every(timedelta(minutes=1), "seal the journal", seal_entries)
        every(timedelta(days=1), "forget old submissions", forget_old_submissions)
