"""What an edition is made of: sections as they are built, figures with what they counted, files, receipts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.files.models import StoredFile
from monitoring.choices import FileForm, SendState
from monitoring.models.edition import Edition


class EditionPartQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> EditionPartQuerySet:
        """With the edition they belong to."""
        return self.filter(edition_id__in=Edition.objects.visible_to(actor).order_by().values("pk"))


class EditionPart(models.Model):
    """A section that is built, as canonical text. A builder that was killed goes on after the last of them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    content = models.TextField()

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="edition_part_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.name}"


class EditionFigure(models.Model):
    """A number of an edition as it was printed. `question` is what was asked, to be asked again, and `key` says at
    which point of what it is split by the number stands. Where `is_suppressed`, no value is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="figures")
    part = models.ForeignKey(EditionPart, on_delete=models.CASCADE, related_name="figures")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    label = models.CharField(max_length=300)
    question = models.JSONField()
    key = models.JSONField(default=list)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    shown = models.CharField(max_length=60)
    is_suppressed = models.BooleanField(default=False)

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "part__number", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="edition_figure_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.shown}"


class EditionContributionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> EditionContributionQuerySet:
        """With the edition; whether the record itself may be opened, its own model says."""
        figures = EditionFigure.objects.visible_to(actor).order_by().values("pk")
        return self.filter(figure_id__in=figures)


class EditionContribution(models.Model):
    """What one record added to a figure, as `foundation.figures` says it. Ids only: the record may change."""

    figure = models.ForeignKey(EditionFigure, on_delete=models.CASCADE, related_name="contributions")
    record_id = models.UUIDField()
    numerator = models.DecimalField(max_digits=20, decimal_places=6)
    denominator = models.DecimalField(max_digits=20, decimal_places=6)

    objects = EditionContributionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "record_id"], name="edition_contribution_once")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.numerator}/{self.denominator}"


class EditionFile(models.Model):
    """The bytes of one form, rendered once: the same whenever they are fetched."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=4, choices=FileForm.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "form"], name="edition_file_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.form}"


class EditionSendQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> EditionSendQuerySet:
        """Who was sent what is the making side's to know; a reader knows of their own."""
        if actor.user_id is None:
            return self.none()
        own = models.Q(user_id=actor.user_id)
        if actor.may("read_reports"):
            makers = models.Q(edition__held_by_id=actor.root_id)
            return self.filter(own | makers, edition__in=Edition.objects.visible_to(actor).order_by().values("pk"))
        return self.filter(own)


class EditionSend(models.Model):
    """The receipt of one edition sent to one reader: once, however often it is sent."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sends")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SendState.choices, default=SendState.SENT)
    at = models.DateTimeField(auto_now_add=True)

    objects = EditionSendQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="edition_sent_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} to {self.user_id}"
