"""The rows of a meeting and its action items as plain tables: who owes what to whom, and nothing about who may know."""

from __future__ import annotations

import uuid

from django.db import models


class Side(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200)
    is_own = models.BooleanField(default=False)

    class Meta:
        db_table = "bare_side"

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200)

    class Meta:
        db_table = "bare_area"

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    KINDS = [("liaison_meeting", "liaison meeting"), ("visit", "visit"), ("call", "call")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=KINDS)
    status = models.CharField(max_length=20)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    place = models.CharField(max_length=200)
    day = models.DateField(db_index=True)
    held_by = models.ForeignKey(Side, on_delete=models.PROTECT, related_name="+")
    note = models.TextField()

    class Meta:
        db_table = "bare_meeting"

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parties")
    side = models.ForeignKey(Side, on_delete=models.PROTECT)

    class Meta:
        db_table = "bare_party"

    def __str__(self) -> str:
        return str(self.side)


class Participant(models.Model):
    PRESENCES = [("present", "present"), ("apologies", "apologies"), ("represented", "represented by")]

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Side, on_delete=models.PROTECT)
    presence = models.CharField(max_length=12, choices=PRESENCES)

    class Meta:
        db_table = "bare_participant"

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """What happened to a meeting, in its words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="events")
    words = models.CharField(max_length=60)
    person = models.CharField(max_length=200)
    side = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "bare_event"

    def __str__(self) -> str:
        return self.words


class Topic(models.Model):
    OUTCOMES = [("information", "for information"), ("decision", "decision"), ("action", "action")]

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    outcome = models.CharField(max_length=20, choices=OUTCOMES)

    class Meta:
        db_table = "bare_topic"

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    STATUSES = [
        ("requested", "requested"),
        ("accepted", "accepted"),
        ("declined", "declined"),
        ("withdrawn", "withdrawn"),
        ("in_progress", "in progress"),
        ("reported_done", "reported done"),
        ("confirmed", "confirmed"),
        ("dropped", "dropped by agreement"),
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="items")
    reference = models.CharField(max_length=20, unique=True)
    summary = models.CharField(max_length=300)
    owner = models.ForeignKey(Side, on_delete=models.PROTECT, related_name="+")
    agreed_with = models.ForeignKey(Side, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    status = models.CharField(max_length=15, choices=STATUSES, db_index=True)
    due_on = models.DateField(db_index=True)

    class Meta:
        db_table = "bare_item"

    def __str__(self) -> str:
        return self.reference
