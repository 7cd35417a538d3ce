from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from coordination.choices import (
    ACTION_OPEN,
    ACTION_UNFINISHED,
    ACTION_WORDS,
    ActionStatus,
    ActionWord,
    DateAnswer,
    NotDoneReason,
    Priority,
    RemarkKind,
    Sector,
)
from coordination.models.meeting import Meeting, Topic
from foundation.access import visibility
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.files.models import StoredFile
from foundation.people.models import Organisation, Post
from foundation.places.folding import folded_column
from foundation.places.models import Area
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class ActionItemQuerySet(RevisionedQuerySet["ActionItem"]):
    def visible_to(self, actor: Actor) -> ActionItemQuerySet:
        """Shared ones to the two sides they bind; internal ones to the side that wrote them, in its areas."""
        return self.filter(self._bound_side(actor) | visibility.held_by_mine(actor, verb="see_internal"))

    @staticmethod
    def _bound_side(actor: Actor) -> Q:
        if actor.root_id is None or not actor.may("see_shared"):
            return visibility.NOTHING
        bound = Q(owner_root_id=actor.root_id) | Q(agreed_with_root_id=actor.root_id)
        shared = Q(sensitivity__in=[Sensitivity.SHARED, Sensitivity.PUBLIC])
        return bound & shared & visibility.in_my_areas(actor)

    def unfinished(self) -> ActionItemQuerySet:
        return self.filter(status__in=ACTION_UNFINISHED)

    def overdue(self, *, on: date) -> ActionItemQuerySet:
        return self.filter(status__in=ACTION_OPEN, due_on__lt=on)

    def owed_by(self, root_id: object) -> ActionItemQuerySet:
        return self.filter(owner_root_id=root_id)

    def between(self, one_root_id: object, other_root_id: object) -> ActionItemQuerySet:
        return self.filter(
            Q(owner_root_id=one_root_id, agreed_with_root_id=other_root_id)
            | Q(owner_root_id=other_root_id, agreed_with_root_id=one_root_id)
        )


class ActionItem(Revisioned):
    """Something one side does and another side (or, for an own task, another person) confirms.

    The status changes only through `coordination.domain.action_items`. `due_on` is a date in the mission's zone;
    `first_due_on` is what was agreed first, so that each new date stays countable.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    summary = models.CharField(_("What will be done?"), max_length=300)
    details = models.TextField(_("details"), blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("area"))
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("responsible"))
    owner_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    owner_post = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("post"),
    )
    agreed_with = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreed with"),
    )
    agreed_with_root = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    requested_by_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    sensitivity = models.CharField(
        max_length=10, choices=Sensitivity.choices, default=Sensitivity.INTERNAL, editable=False
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
        editable=False,
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="action_items",
        editable=False,
    )
    status = models.CharField(
        _("status"),
        max_length=15,
        choices=ActionStatus.choices,
        default=ActionStatus.REQUESTED,
        editable=False,
    )
    priority = models.CharField(_("priority"), max_length=10, choices=Priority.choices, default=Priority.NORMAL)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, default=Sector.OTHER)
    due_on = models.DateField(_("due date"))
    due_is_approximate = models.BooleanField(_("approximate"), default=False)
    first_due_on = models.DateField(editable=False)
    needs_help_since = models.DateTimeField(null=True, blank=True, editable=False)
    not_done_reason = models.CharField(max_length=20, choices=NotDoneReason.choices, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    reported_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    added_at = models.DateTimeField(auto_now_add=True)
    folded = folded_column("summary", "reference")

    objects = ActionItemQuerySet.as_manager()

    journal_facts = (
        "status",
        "due_on",
        "old_due_on",
        "owner_id",
        "agreed_with_id",
        "not_done_reason",
        "reference",
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_item_binds_two_sides",
                condition=Q(agreed_with_root=None) | ~Q(owner_root=F("agreed_with_root")),
            ),
            models.CheckConstraint(
                name="action_item_agreed_with_and_its_root_go_together",
                condition=Q(agreed_with=None, agreed_with_root=None)
                | Q(agreed_with__isnull=False, agreed_with_root__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_confirmed_by_and_at_go_together",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_reported_by_and_at_go_together",
                condition=Q(reported_by=None, reported_at=None)
                | Q(reported_by__isnull=False, reported_at__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_accepted_by_and_at_go_together",
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["owner_root", "status", "due_on"]),
            models.Index(fields=["agreed_with_root", "status", "due_on"]),
            models.Index(fields=["area", "due_on"]),
            models.Index(fields=["meeting"]),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="action_item_folded"),
        ]

    def __str__(self) -> str:
        return self.summary

    def get_absolute_url(self) -> str:
        return reverse("coordination:action_item", args=[self.pk])

    @property
    def is_own_task(self) -> bool:
        return self.agreed_with_id is None

    @property
    def is_open(self) -> bool:
        return self.status in ACTION_OPEN

    @property
    def word(self) -> ActionWord:
        """One of the four words an official reads."""
        return ACTION_WORDS[ActionStatus(self.status)]

    def is_overdue(self, *, on: date) -> bool:
        return self.is_open and self.due_on < on


class ActionItemPartQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> ActionItemPartQuerySet:
        """Joint parts with the item they hang on; a side's own only to that side."""
        items = ActionItem.objects.visible_to(actor).values("pk")
        own = Q(held_by_id=actor.root_id) if actor.root_id and actor.may("see_internal") else visibility.NOTHING
        return self.filter(Q(held_by=None) | own, item_id__in=items)


class ActionItemRemark(models.Model):
    """The words beside a move. `held_by` empty: both sides read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    text = models.TextField()
    language = models.CharField(max_length=7, default="en")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    for_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ActionItemPartQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]


class DueDateChange(models.Model):
    """A new date that one side proposes and the other answers. Each is counted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="due_date_changes")
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    proposed_by_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=DateAnswer.choices, default=DateAnswer.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(answer="waiting"), name="one_proposed_date_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.old_due_on} → {self.new_due_on}"


class ActionItemFile(models.Model):
    """A supporting document on an action item."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ActionItemPartQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.file)


class ReferenceCounter(models.Model):
    """The last number given in an area and year."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="counter_once_per_area_and_year")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}: {self.last_number}"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> SavedViewQuerySet:
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()


class SavedView(models.Model):
    """A person's own name for a set of filters of a list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
