from __future__ import annotations

import uuid

from django.db import models


class Meeting(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    status = models.CharField(max_length=20)
    area = models.CharField(max_length=100)
    place = models.CharField(max_length=200)
    day = models.DateField(db_index=True)
    party = models.CharField(max_length=200)
    note = models.TextField()

    class Meta:
        db_table = "bare_meeting"

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    presence = models.CharField(max_length=12)

    class Meta:
        db_table = "bare_participant"

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="items")
    reference = models.CharField(max_length=20, unique=True)
    summary = models.CharField(max_length=300)
    owner = models.CharField(max_length=200)
    agreed_with = models.CharField(max_length=200)
    status = models.CharField(max_length=15, db_index=True)
    due_on = models.DateField(db_index=True)

    class Meta:
        db_table = "bare_item"

    def __str__(self) -> str:
        return self.reference
