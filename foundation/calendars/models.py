from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.places.models import Area, in_language


class OpenToMembers(models.QuerySet[models.Model]):
    def visible_to(self, actor: Actor) -> OpenToMembers:
        """When offices are open is no secret."""
        return self if actor.is_known else self.none()


class WorkingWeek(models.Model):
    """The weekdays worked in an area and below it, unless an area below has its own. Monday is 0."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="working_week")
    days = ArrayField(models.PositiveSmallIntegerField())

    objects = OpenToMembers.as_manager()

    journal_facts = ("days",)

    class Meta:
        verbose_name = _("working week")
        constraints = [
            models.CheckConstraint(
                name="working_week_has_days",
                condition=Q(days__len__gte=1) & Q(days__contained_by=[0, 1, 2, 3, 4, 5, 6]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.days}"


class Holiday(models.Model):
    """A day on which nobody is expected to answer, in an area and everywhere below it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="holidays")
    on = models.DateField()
    names = models.JSONField(default=dict)

    objects = OpenToMembers.as_manager()

    journal_facts = ("on",)

    class Meta:
        verbose_name = _("holiday")
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["area", "on"], name="holiday_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)
