"""How the work done later stands: counts and kinds, for who looks after the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from foundation.jobs.models import Job, JobState, Schedule

LATE = timedelta(minutes=5)
MOST_FAILED = 20


@dataclass(frozen=True)
class WorkStanding:
    """`late` should have run `LATE` ago; `failing` ran last with a problem; `failed_jobs` are the newest."""

    waiting: int
    running: int
    failed: int
    failed_jobs: tuple[Job, ...]
    late: tuple[Schedule, ...]
    failing: tuple[Schedule, ...]

    @property
    def is_well(self) -> bool:
        return not (self.failed or self.late or self.failing)


def work_standing(*, at: datetime) -> WorkStanding:
    """Three statements."""
    counts = dict(Job.objects.values_list("state").annotate(count=Count("pk")))
    schedules = list(Schedule.objects.order_by("name"))
    return WorkStanding(
        waiting=counts.get(JobState.WAITING, 0),
        running=counts.get(JobState.RUNNING, 0),
        failed=counts.get(JobState.FAILED, 0),
        failed_jobs=tuple(Job.objects.filter(state=JobState.FAILED).order_by("-ended_at")[:MOST_FAILED]),
        late=tuple(row for row in schedules if row.next_run_at < at - LATE),
        failing=tuple(row for row in schedules if row.last_problem),
    )
