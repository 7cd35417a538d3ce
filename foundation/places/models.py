from __future__ import annotations

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.places.fields import PathField
from foundation.places.folding import folded_column


def in_language(names: dict[str, str]) -> str:
    """The name in the reader's language, else English, else French, else whichever there is."""
    for language in (get_language() or "en", "en", "fr"):
        if names.get(language):
            return names[language]
    return next(iter(names.values()), "")


class AreaQuerySet(models.QuerySet["Area"]):
    def visible_to(self, actor: Actor) -> AreaQuerySet:
        """The map of a country is no secret: whoever has a place in an organisation sees all of it."""
        return self if actor.is_known else self.none()


class Area(models.Model):
    """An administrative unit that records point at, whatever its boundary and name become."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40, unique=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = PathField(editable=False)
    names = models.JSONField(default=dict)
    # Short enough to say over a radio: the first part of an action item's reference.
    radio_code = models.CharField(max_length=6, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    folded = folded_column("names", "code")
    succeeded_by = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [GistIndex(fields=["path"], name="area_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)


class BoundarySet(models.Model):
    """One edition of a country's administrative map."""

    country = models.CharField(max_length=3)
    edition = models.CharField(max_length=40)
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "edition"], name="boundary_set_once")]

    def __str__(self) -> str:
        return f"{self.country} {self.edition}"


class AreaVersion(models.Model):
    """An area as one boundary set drew and named it."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="versions")
    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.PROTECT, related_name="area_versions")
    names = models.JSONField(default=dict)
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    geometry = models.JSONField(null=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "boundary_set"], name="area_version_once"),
            models.CheckConstraint(
                name="area_version_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.names)
