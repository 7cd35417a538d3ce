from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.people.models.organisation import Organisation
from foundation.people.models.person import Person
from foundation.people.models.post import CurrentQuerySet
from foundation.people.roles import Role
from foundation.places.models import Area
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class MembershipQuerySet(CurrentQuerySet, RevisionedQuerySet["Membership"]):  # type: ignore[override]
    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        """Administrators see who has which role; everybody sees their own."""
        if not actor.is_known or actor.user_id is None:
            return self.none()
        if actor.may("manage_members"):
            return self
        return self.filter(person__user_id=actor.user_id)


class Membership(Revisioned):
    """The place of a person in an organisation: a role, the areas in charge of, from when until when (exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    journal_facts = ("role", "organisation_id", "from_on", "until_on")

    class Meta:
        verbose_name = _("place in an organisation")
        ordering = ["organisation", "role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on=None), name="one_place_at_a_time"),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        return self if actor.may("manage_members") else self.none()

    def open(self, *, at: datetime) -> InvitationQuerySet:
        """Those whose link works at this moment."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """A link by which a person makes their account. Only its hash is kept; it works once, until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=7, default="en")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    journal_facts = ("expires_at",)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.membership)
