from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.places.folding import folded_column
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class PersonQuerySet(RevisionedQuerySet["Person"]):
    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """People of one's own side, and those who hold an office: outside a side the office is named.

        National staff of the mission are seen by the mission alone.
        """
        if not actor.is_known:
            return self.none()
        own_side = models.Q(memberships__organisation__root_id=actor.root_id)
        office_holders = models.Q(tenures__until_on=None, tenures__isnull=False)
        if actor.side == "mission":
            return self.distinct()
        return self.filter(own_side | office_holders & ~models.Q(memberships__organisation__kind="mission")).distinct()


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

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name
