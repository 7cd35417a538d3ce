from __future__ import annotations

from django.db import models

from foundation.places.models import Area


class ReferenceCounter(models.Model):
    """The last number given in an area and year."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="counter_once_per_area_and_year")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}: {self.last_number}"
