from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.people.choices import Side
from foundation.people.lists import ORGANISATION_KINDS
from foundation.places.folding import folded_column
from foundation.places.models import Area, in_language
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class OrganisationQuerySet(RevisionedQuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> OrganisationQuerySet:
        """The directory of organisations is open to everybody with a place in one of them."""
        return self if actor.is_known else self.none()

    def roots(self) -> OrganisationQuerySet:
        return self.filter(parent=None)

    def of_side(self, root_id: object) -> OrganisationQuerySet:
        """A root organisation and its components."""
        return self.filter(Q(pk=root_id) | Q(root_id=root_id))


class Organisation(Revisioned):
    """A body that meets, owes and is owed. A root organisation is a side; components are its children."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    names = models.JSONField(_("name"), default=dict)
    kind = models.CharField(_("kind"), max_length=30, choices=Side.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="components",
        verbose_name=_("part of"),
    )
    # The top organisation above this one, or itself: the side. Kept by `people.domain.organisations`.
    root = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("area"))
    retired_on = models.DateField(null=True, blank=True, editable=False)
    folded = folded_column("names")

    objects = OrganisationQuerySet.as_manager()

    journal_facts = ("kind",)

    class Meta:
        verbose_name = _("organisation")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="organisation_root_is_itself_or_above",
                condition=Q(parent=None, root_id=F("id")) | (Q(parent__isnull=False) & ~Q(root_id=F("id"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        return ORGANISATION_KINDS.label_of(self.kind)

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def is_mission(self) -> bool:
        return self.kind == Side.MISSION

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.pk])
