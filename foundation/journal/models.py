from __future__ import annotations

import pgtrigger
from django.db import connection, models
from django.db.models import Func, Q
from django.db.models.functions import Now

from foundation.access.choices import Sensitivity


class CurrentTransaction(Func):
    """The number of the writing transaction, by which the relay reads entries in commit order."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class EntryQuerySet(models.QuerySet["Entry"]):
    def settled(self) -> EntryQuerySet:
        """Those before which no entry can appear any more, in their lasting order.

        An entry counts only once every transaction that began before its own has ended.
        """
        with connection.cursor() as cursor:
            cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            (horizon,) = cursor.fetchone()
        return self.filter(transaction_id__lt=horizon).order_by("transaction_id", "pk")

    def after(self, transaction_id: int, entry_id: int) -> EntryQuerySet:
        same = Q(transaction_id=transaction_id, pk__gt=entry_id)
        return self.filter(same | Q(transaction_id__gt=transaction_id))

    def up_to(self, transaction_id: int, entry_id: int) -> EntryQuerySet:
        same = Q(transaction_id=transaction_id, pk__lte=entry_id)
        return self.filter(same | Q(transaction_id__lt=transaction_id))


class Entry(models.Model):
    """Who did what to which record, and when. Written once, never changed.

    Holds ids and the facts a model lists as safe, never free text: entries outlive what they speak of,
    so there are no foreign keys. `sensitivity` is the record's at that moment.
    """

    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    by_user_id = models.UUIDField(null=True)
    by_root_id = models.UUIDField(null=True)
    for_post_id = models.UUIDField(null=True)
    via = models.CharField(max_length=10)
    facts = models.JSONField(default=dict)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity.choices, default=Sensitivity.INTERNAL)
    at = models.DateTimeField(db_default=Now())
    transaction_id = models.BigIntegerField(db_default=CurrentTransaction())

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "id"]),
            models.Index(fields=["transaction_id", "id"]),
            models.Index(fields=["by_user_id", "id"]),
        ]
        triggers = [
            pgtrigger.Protect(name="entries_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"


class Cursor(models.Model):
    """How far a follower has read the journal."""

    follower = models.CharField(max_length=200, primary_key=True)
    transaction_id = models.BigIntegerField(default=0)
    entry_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.follower} at {self.entry_id}"


class Seal(models.Model):
    """A batch of entries closed under one digest that also covers the batch before it.

    It reaches from just after the seal before up to `last_transaction_id` and `last_entry_id`, in the order of
    `Entry.settled`. Seals are numbered without a gap.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    last_transaction_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField(unique=True)
    entry_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=200)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        triggers = [pgtrigger.Protect(name="seals_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"seal {self.number}"
