from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7


class Backup(models.Model):
    """A backup that was written and read back. Where it lies is not kept: that is the operator's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    taken_at = models.DateTimeField()
    size = models.PositiveBigIntegerField()  # bytes
    row_count = models.PositiveBigIntegerField()
    file_count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    journal_facts = ("size", "row_count", "file_count", "sha256")

    class Meta:
        verbose_name = _("backup")
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return self.taken_at.isoformat()
