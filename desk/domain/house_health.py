"""How the house itself is: what waits, what failed, when it was last backed up. Counts and kinds, never contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone

from foundation.backups.models import Backup
from foundation.jobs.models import Job, JobState, Schedule
from foundation.journal.models import Seal
from foundation.notices.models import Delivery, DeliveryState

# What a mission can afford to lose.
BACKUP_EVERY = timedelta(days=1)
MOST_FAILED_JOBS = 20


@dataclass(frozen=True)
class HouseHealth:
    """`oldest_waiting_at` is that of a message; `late_schedules` should have run five minutes ago."""

    version: str
    messages_waiting: int
    messages_failed: int
    oldest_waiting_at: datetime | None
    jobs_waiting: int
    jobs_running: int
    jobs_failed: int
    failed_jobs: tuple[Job, ...]
    late_schedules: tuple[Schedule, ...]
    failing_schedules: tuple[Schedule, ...]
    last_backup: Backup | None
    is_backup_old: bool
    last_sealed_at: datetime | None

    @property
    def is_well(self) -> bool:
        return not (
            self.messages_failed
            or self.jobs_failed
            or self.late_schedules
            or self.failing_schedules
            or self.is_backup_old
        )


def house_health(*, at: datetime | None = None) -> HouseHealth:
    """Six statements."""
    now = at or timezone.now()
    waiting = Q(state=DeliveryState.WAITING)
    messages = Delivery.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
        oldest=Min("due_at", filter=waiting),
    )
    jobs = dict(Job.objects.values_list("state").annotate(count=Count("pk")))
    schedules = list(Schedule.objects.order_by("name"))
    backup = Backup.objects.first()
    return HouseHealth(
        version=settings.VERSION,
        messages_waiting=messages["waiting"],
        messages_failed=messages["failed"],
        oldest_waiting_at=messages["oldest"],
        jobs_waiting=jobs.get(JobState.WAITING, 0),
        jobs_running=jobs.get(JobState.RUNNING, 0),
        jobs_failed=jobs.get(JobState.FAILED, 0),
        failed_jobs=tuple(Job.objects.filter(state=JobState.FAILED).order_by("-ended_at")[:MOST_FAILED_JOBS]),
        late_schedules=tuple(row for row in schedules if row.next_run_at < now - timedelta(minutes=5)),
        failing_schedules=tuple(row for row in schedules if row.last_problem),
        last_backup=backup,
        is_backup_old=backup is None or backup.taken_at < now - BACKUP_EVERY,
        last_sealed_at=Seal.objects.order_by("-number").values_list("sealed_at", flat=True).first(),
    )
