"""How the house itself is: what waits, what failed, when it was last backed up. Counts and kinds, never contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from foundation.backups.models import Backup
from foundation.backups.taking import last_backup
from foundation.jobs.standing import WorkStanding, work_standing
from foundation.journal.sealing import last_sealed_at
from foundation.notices.standing import MessageStanding, message_standing

# What a mission can afford to lose.
BACKUP_EVERY = timedelta(days=1)


@dataclass(frozen=True)
class HouseHealth:
    version: str
    messages: MessageStanding
    work: WorkStanding
    backup: Backup | None
    is_backup_old: bool
    last_sealed_at: datetime | None

    @property
    def is_well(self) -> bool:
        return self.work.is_well and not self.messages.failed and not self.is_backup_old


def house_health(*, at: datetime) -> HouseHealth:
    """Six statements."""
    backup = last_backup()
    return HouseHealth(
        version=settings.VERSION,
        messages=message_standing(),
        work=work_standing(at=at),
        backup=backup,
        is_backup_old=backup is None or backup.taken_at < at - BACKUP_EVERY,
        last_sealed_at=last_sealed_at(),
    )
