from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.files.models import StoredFile
from foundation.imports.choices import ImportState
from foundation.imports.kinds import ImportKind, kind_of, kinds_for
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class ImportQuerySet(RevisionedQuerySet["Import"]):
    def visible_to(self, actor: Actor) -> ImportQuerySet:
        """A file belongs to who sent it: it may hold rows of areas that colleagues do not see."""
        if actor.root_id is None or not actor.is_known:
            return self.none()
        return self.filter(by_user_id=actor.user_id, root_id=actor.root_id).select_related("file")


class Import(Revisioned):
    """One file taken in, or about to be. Until it is applied nothing of it is written anywhere.

    `root_id` is the side it was taken in for. `mapping` says in which column (from 0) each field stands. Rows are
    numbered as the spreadsheet shows them, less `row_offset`. `last_entry_id`: where the journal stood then.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    root_id = models.UUIDField()
    language = models.CharField(max_length=7)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    sheet = models.CharField(max_length=200)
    header_row = models.PositiveIntegerField(default=1)
    row_offset = models.PositiveSmallIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    added_count = models.PositiveIntegerField(default=0)
    kept_count = models.PositiveIntegerField(default=0)
    left_out_count = models.PositiveIntegerField(default=0)
    last_entry_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    journal_facts = ("kind", "added_count")

    class Meta:
        verbose_name = _("import")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["by_user", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                name="import_applied_at_and_entry_go_together",
                condition=Q(applied_at=None, last_entry_id=None)
                | Q(applied_at__isnull=False, last_entry_id__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_after_applied", condition=Q(undone_at=None) | Q(undone_at__gte=F("applied_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.file.name

    def get_absolute_url(self) -> str:
        return reverse("imports:import", args=[self.pk])

    @property
    def kind_of_rows(self) -> ImportKind:
        return kind_of(self.kind)


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    def visible_to(self, actor: Actor) -> ImportedRowQuerySet:
        """Where a record came from is the business of the side that took it in; it names its people and files."""
        return self.filter(source__root_id=actor.root_id) if actor.is_known else self.none()

    def taken_in(self, *, kind: str, root_id: object) -> ImportedRowQuerySet:
        return self.filter(source__kind=kind, source__root_id=root_id, source__state=ImportState.APPLIED)


class ImportedRow(models.Model):
    """That a record came from this row of that file."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    key = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        ordering = ["source", "number", "pk"]
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="record_imported_once")]
        indexes = [models.Index(fields=["key"], condition=~Q(key=""), name="imported_row_key")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.number}"


class RememberedMappingQuerySet(models.QuerySet["RememberedMapping"]):
    def visible_to(self, actor: Actor) -> RememberedMappingQuerySet:
        return self.filter(root_id=actor.root_id) if actor.is_known else self.none()


class RememberedMapping(models.Model):
    """Which columns a side last took for which fields in a table with these headings."""

    root_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    headings = models.CharField(max_length=64)  # a digest of the plain headings, in their order
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    objects = RememberedMappingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["root_id", "kind", "headings"], name="mapping_remembered_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings[:8]}"


class SheetQuerySet(RevisionedQuerySet["Sheet"]):
    def visible_to(self, actor: Actor) -> SheetQuerySet:
        """Everybody of the side who may take in rows of its kind: one prints, another keys."""
        if actor.root_id is None or not actor.is_known:
            return self.none()
        return self.filter(root_id=actor.root_id, kind__in=[kind.name for kind in kinds_for(actor)])


class Sheet(Revisioned):
    """A printed sheet with numbered rows, keyed beside its photo. `rows` hold what was keyed so far, by field."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=120)
    row_count = models.PositiveSmallIntegerField(_("rows"), default=15)
    rows = models.JSONField(default=list)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    root_id = models.UUIDField()
    taken_in_as = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SheetQuerySet.as_manager()

    journal_facts = ("kind",)

    class Meta:
        verbose_name = _("sheet")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("imports:sheet", args=[self.pk])

    @property
    def kind_of_rows(self) -> ImportKind:
        return kind_of(self.kind)


class SheetPhotoQuerySet(models.QuerySet["SheetPhoto"]):
    def visible_to(self, actor: Actor) -> SheetPhotoQuerySet:
        return self.filter(sheet__in=Sheet.objects.visible_to(actor))


class SheetPhoto(models.Model):
    """A picture of the filled-in sheet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = SheetPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)
