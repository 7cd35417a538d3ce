"""What hangs on an action item: words, proposals that wait for the other side, files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy
from uuid6 import uuid7

from coordination.choices import DateAnswer, NotDoneReason, RemarkKind
from coordination.lists import REASONS
from coordination.models.action_item import ActionItem
from foundation.access import visibility
from foundation.access.actors import Actor
from foundation.files.models import StoredFile
from foundation.people.models import Organisation, Post


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
        verbose_name = pgettext_lazy("kind of record", "word on an action item")
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]


class JointPartQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> JointPartQuerySet:
        return self.filter(item_id__in=ActionItem.objects.visible_to(actor).values("pk"))


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

    objects = JointPartQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "new date")
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(answer="waiting"), name="one_proposed_date_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.old_due_on} → {self.new_due_on}"


class DropProposal(models.Model):
    """One side's wish to drop the item, with its reason; the other answers. Only by both is it dropped."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="drop_proposals")
    reason = models.CharField(max_length=20, choices=NotDoneReason.choices)
    text = models.TextField(blank=True)
    proposed_by_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=DateAnswer.choices, default=DateAnswer.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = JointPartQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "proposal to drop")
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(answer="waiting"), name="one_proposal_to_drop_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    def get_reason_display(self) -> str:  # type: ignore[no-redef]
        return REASONS.label_of(self.reason)


class ActionItemFile(models.Model):
    """A supporting document on an action item."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ActionItemPartQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "supporting document")

    def __str__(self) -> str:
        return str(self.file)
