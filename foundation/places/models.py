from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.places.choices import ALL_AGES, Sex
from foundation.places.fields import PathField
from foundation.places.folding import Folded, Joined, NameValues, folded
from foundation.submissions.models import Revisioned, RevisionedQuerySet


def in_language(names: dict[str, str]) -> str:
    """The name in the reader's language, else English, else French, else whichever there is."""
    for language in (get_language() or "en", "en", "fr"):
        if names.get(language):
            return names[language]
    return next(iter(names.values()), "")


class AreaQuerySet(RevisionedQuerySet["Area"]):
    def visible_to(self, actor: Actor) -> Self:
        """The map of a country is no secret: whoever has a place in an organisation sees all of it."""
        return self if actor.is_known else self.none()

    def current(self, *, on: date) -> Self:
        """Those that exist on this day: an area whose map has ended stays on old records only."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def found(self, words: str) -> Self:
        """Those whose name in any language, or whose code, holds every one of the words."""
        rows = self
        for word in words.split()[:8]:
            rows = rows.filter(folded__contains=folded(word))
        return rows


class Area(Revisioned):
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
    # The first day on which it is no more. Kept by `places.areas` and by the import beside its last version.
    ended_on = models.DateField(null=True, blank=True, editable=False)
    folded = models.GeneratedField(
        expression=Folded(Joined(NameValues(F("names")), F("code"))), output_field=models.TextField(), db_persist=True
    )
    succeeded_by = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")

    objects = AreaQuerySet.as_manager()

    journal_facts = ("radio_code", "time_zone", "ended_on", "year")

    class Meta:
        verbose_name = _("area")
        ordering = ["path"]
        indexes = [GistIndex(fields=["path"], name="area_path")]
        constraints = [
            # Two areas of one radio code would give two action items the same reference.
            models.UniqueConstraint(fields=["radio_code"], condition=~Q(radio_code=""), name="radio_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    def get_absolute_url(self) -> str:
        return reverse("places:area", args=[self.pk])


class BoundarySet(models.Model):
    """One edition of a country's administrative map, or what was entered by hand beside them."""

    country = models.CharField(max_length=3)
    edition = models.CharField(max_length=40)
    as_of = models.DateField()
    is_by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "edition"], name="boundary_set_once")]

    def __str__(self) -> str:
        return f"{self.country} {self.edition}"


class AreaVersion(models.Model):
    """An area as one boundary set drew and named it.

    `geometry` and `outline` are the same shape at two finenesses, a list of rings of [longitude, latitude], filled
    by the even-odd rule: `geometry` for one area on its own, `outline` for a map of many. Both are simplified with
    their neighbours, so that borders still meet. `drawn_as` is a digest of the shape as the file drew it.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="versions")
    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.PROTECT, related_name="area_versions")
    names = models.JSONField(default=dict)
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    geometry = models.JSONField(null=True)
    outline = models.JSONField(null=True)
    drawn_as = models.CharField(max_length=64, blank=True)
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

    @property
    def name(self) -> str:
        return in_language(self.names)


class PopulationQuerySet(models.QuerySet["Population"]):
    def visible_to(self, actor: Actor) -> Self:
        """As public as the map it belongs to."""
        return self if actor.is_known else self.none()


class Population(models.Model):
    """How many people of one sex and age lived in an area in a year, as one source says."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="population")
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=200)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.ALL)
    # "0-4", "60+"; empty: every age.
    age_band = models.CharField(max_length=10, blank=True, default=ALL_AGES)
    count = models.PositiveBigIntegerField()

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("population")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "source", "sex", "age_band"], name="population_counted_once"
            ),
            models.CheckConstraint(name="population_sex_is_known", condition=Q(sex__in=["all", "female", "male"])),
            models.CheckConstraint(
                name="population_age_band_is_well_formed",
                condition=Q(age_band="") | Q(age_band__regex=r"^\d{1,3}(-\d{1,3}|\+)$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}: {self.count}"
