from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.people.choices import Side
from foundation.places.folding import folded_column
from foundation.submissions.models import Revisioned, RevisionedQuerySet

# Outside their own side and the mission, people of these are named by their office alone.
NAMED_BY_OFFICE = (Side.MISSION, Side.COMMUNITY_GROUP)


class PersonQuerySet(RevisionedQuerySet["Person"]):
    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """The mission sees everybody. Others see their own side and who holds a public office outside the mission.

        The names of the mission's own people never leave it: outside, their office is named. So is that of who
        speaks for a community group: it is no public office, and to be known for it can bring harm.
        """
        if not actor.is_known:
            return self.none()
        if actor.side == Side.MISSION:
            return self
        return self.filter(_own_people(actor) | _office_holders()).exclude(_of_the_mission())


def _still_open() -> models.Q:
    return models.Q(until_on=None) | models.Q(until_on__gt=timezone.localdate())


def _own_people(actor: Actor) -> models.Q:
    places = _membership().objects.filter(person_id=models.OuterRef("pk"), organisation__root_id=actor.root_id)
    tenures = _tenure().objects.filter(person_id=models.OuterRef("pk"), post__organisation__root_id=actor.root_id)
    return models.Q(models.Exists(places)) | models.Q(models.Exists(tenures))


def _office_holders() -> models.Q:
    tenures = _tenure().objects.filter(_still_open(), person_id=models.OuterRef("pk"))
    return models.Q(models.Exists(tenures.exclude(post__organisation__kind__in=NAMED_BY_OFFICE)))


def _of_the_mission() -> models.Q:
    """Who works for the mission, or is about to, by membership or by office."""
    places = _membership().objects.filter(_still_open(), person_id=models.OuterRef("pk"))
    tenures = _tenure().objects.filter(_still_open(), person_id=models.OuterRef("pk"))
    return models.Q(models.Exists(places.filter(organisation__kind=Side.MISSION))) | models.Q(
        models.Exists(tenures.filter(post__organisation__kind=Side.MISSION))
    )


def _membership() -> Any:
    return apps.get_model("people", "Membership")


def _tenure() -> Any:
    return apps.get_model("people", "Tenure")


class Person(Revisioned):
    """A human being. Offices they hold are tenures; what they may do in Concord is a membership."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    full_name = models.CharField(_("full name"), max_length=200)
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        editable=False,
    )

    folded = folded_column("full_name", "latin_name")

    objects = PersonQuerySet.as_manager()

    journal_facts = ()

    class Meta:
        verbose_name = _("person")
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])
