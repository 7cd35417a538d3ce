from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Submission(models.Model):
    """The first answer to one form or request, found again by its key."""

    key = models.CharField(max_length=200, primary_key=True)
    body_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    etag = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"])]

    def __str__(self) -> str:
        return f"{self.path} {self.status}"


class Changed(Exception):
    """Somebody was quicker: the record is no longer the one this person saw.

    Carries `theirs`, the record as it stands now; the answer is 409 with both versions shown.
    """

    def __init__(self, theirs: models.Model) -> None:
        super().__init__("changed meanwhile")
        self.theirs = theirs


class RevisionedQuerySet(models.QuerySet[M]):
    def locked(self, record: M, *, seen: int | None) -> M:
        """The same record, fresh and held until the transaction ends.

        Raises:
            Changed: its revision is not the one `seen` by the person who acts; `None` skips the question.
        """
        held = self.select_for_update(of=("self",)).get(pk=record.pk)
        if seen is not None and held.revision != seen:  # type: ignore[attr-defined]
            raise Changed(held)
        held.revision += 1  # type: ignore[attr-defined]
        return held


class Revisioned(models.Model):
    """A record that people edit: `revision` grows with each change, so a late save is noticed.

    Its model's `objects` come from a `RevisionedQuerySet` of its own.
    """

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_changes(self, *fields: str) -> Self:
        self.save(update_fields=[*fields, "revision"])
        return self
