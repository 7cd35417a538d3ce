from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.people.choices import Side
from foundation.people.models.organisation import Organisation
from foundation.people.models.person import Person
from foundation.places.models import in_language
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class PostQuerySet(RevisionedQuerySet["Post"]):
    def visible_to(self, actor: Actor) -> PostQuerySet:
        """Offices are public knowledge within Concord."""
        return self if actor.is_known else self.none()


class Post(Revisioned):
    """An office in an organisation, such as Mayor of Corma. Commitments stay with it when its holder changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts", verbose_name=_("organisation")
    )
    titles = models.JSONField(_("title"), default=dict)
    is_head = models.BooleanField(_("heads the organisation"), default=False)
    retired_on = models.DateField(null=True, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    journal_facts = ()

    class Meta:
        verbose_name = _("post")
        ordering = ["organisation", "-is_head", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    def get_absolute_url(self) -> str:
        return reverse("people:post", args=[self.pk])


class CurrentQuerySet(models.QuerySet):
    def current(self, *, on: date) -> CurrentQuerySet:
        return self.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)


class TenureQuerySet(CurrentQuerySet):
    def visible_to(self, actor: Actor) -> TenureQuerySet:
        """Who holds what, as far as the holder's name may be known to the reader."""
        if actor.side == Side.MISSION:
            return self
        return self.filter(person__in=Person.objects.visible_to(actor))


class Tenure(models.Model):
    """Who holds a post, from when until when (exclusive); `is_acting` when only for the time being."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("post"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("person"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    is_acting = models.BooleanField(_("acting"), default=False)

    objects = TenureQuerySet.as_manager()

    journal_facts = ("post_id", "from_on", "until_on", "is_acting")

    class Meta:
        verbose_name = _("holding of a post")
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(until_on=None), name="post_has_one_holder"),
            models.CheckConstraint(
                name="tenure_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class DelegationQuerySet(CurrentQuerySet):
    def visible_to(self, actor: Actor) -> DelegationQuerySet:
        """One's own side's, and to the mission everybody's: it must know for whom somebody speaks."""
        if not actor.is_known:
            return self.none()
        return self if actor.side == Side.MISSION else self.filter(post__organisation__root_id=actor.root_id)


class Delegation(models.Model):
    """The right of a person to act for a post, visibly, from one day until another (exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("post"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("person"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    journal_facts = ("post_id", "from_on", "until_on")

    class Meta:
        verbose_name = _("delegation")
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=Q(until_on=None),
                name="delegation_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.post}"
