from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid6 import uuid7

from coordination.choices import MeetingKind, MeetingStatus, Outcome, Presence
from coordination.lists import MEETING_KINDS, OUTCOMES
from foundation.access import visibility
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.figures.countables import Audience
from foundation.files.models import StoredFile
from foundation.people.models import Organisation, Person, Post
from foundation.places.folding import folded_column
from foundation.places.models import Area
from foundation.submissions.models import Revisioned, RevisionedQuerySet
from foundation.ui.addresses import address_of


class MeetingQuerySet(RevisionedQuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> MeetingQuerySet:
        """Own side's meetings in own areas; others' once shared by name; restricted ones by assignment alone."""
        parties = MeetingParty.objects.all()
        # Who reads what is internal reads all that is shared with it.
        own = visibility.held_by_mine(actor, verb="see_internal")
        return self.filter(
            visibility.public(actor)
            | visibility.named_party(actor, parties, record="meeting_id")
            | (own if actor.may("see_internal") else visibility.shared_by_mine(actor))
            | visibility.assigned(actor, MeetingAssignment.objects.all(), record="meeting_id")
        )

    def counted_for(self, audience: Audience) -> MeetingQuerySet:
        """What may be counted for an audience. Restricted meetings and another side's own are in no figure."""
        shared = Q(sensitivity=Sensitivity.PUBLIC)
        if audience.is_public or audience.root_id is None:
            return self.filter(shared) if audience.is_public else self.none()
        sides = MeetingParty.objects.filter(meeting_id=OuterRef("pk"), root_id=audience.root_id)
        theirs = Q(held_by_id=audience.root_id) | Q(Exists(sides))
        counted = shared | (Q(sensitivity=Sensitivity.SHARED) & theirs)
        if not audience.is_shared_only:
            counted |= Q(held_by_id=audience.root_id, sensitivity=Sensitivity.INTERNAL)
        return self.filter(counted)

    def held(self) -> MeetingQuerySet:
        return self.filter(status=MeetingStatus.HELD)

    def upcoming(self, *, on: date) -> MeetingQuerySet:
        return self.filter(status=MeetingStatus.PLANNED, day__gte=on)

    def with_counterpart(self, organisation: Organisation) -> MeetingQuerySet:
        return self.filter(parties__organisation__root_id=organisation.root_id).distinct()


class Meeting(Revisioned):
    """A liaison meeting, visit, call or short contact. Changes only through `coordination.domain.meetings`.

    `day` is a date in `zone`, `starts_at` the instant when the hour is known. `held_by` is the side that keeps
    the record; what the other side reads is the last `MinutesVersion`, never this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("What was it about?"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=MeetingKind.choices, default=MeetingKind.LIAISON_MEETING)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=MeetingStatus.choices,
        default=MeetingStatus.HELD,
        editable=False,
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("area"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    day = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("time"), null=True, blank=True)
    zone = models.CharField(max_length=60, editable=False)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES, default="en")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    component = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("mission component"),
        editable=False,
    )
    sensitivity = models.CharField(
        max_length=10, choices=Sensitivity.choices, default=Sensitivity.INTERNAL, editable=False
    )
    # Why a planned meeting did not take place; the keeping side's own words.
    cancel_reason = models.TextField(_("reason"), blank=True, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    logged_at = models.DateTimeField(auto_now_add=True)
    folded = folded_column("title", "place")

    objects = MeetingQuerySet.as_manager()

    journal_facts = ("status", "kind", "day", "area_id", "sensitivity")

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "meeting")
        ordering = ["-day", "-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["held_by", "-day"]),
            models.Index(fields=["area", "-day"]),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="meeting_folded"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        return MEETING_KINDS.label_of(self.kind)

    def get_absolute_url(self) -> str:
        return address_of("coordination:meeting", self.pk)

    @property
    def local_start(self) -> datetime | None:
        """The hour as the meeting's own place counts it."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)) if self.starts_at else None

    @property
    def is_internal(self) -> bool:
        return self.sensitivity in {Sensitivity.INTERNAL, Sensitivity.RESTRICTED}


class MeetingParty(models.Model):
    """A side of the meeting: with whom the record may be shared. `root` is the organisation's side."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "party to a meeting")
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="party_once_per_meeting")]
        indexes = [models.Index(fields=["root", "meeting"])]

    def __str__(self) -> str:
        return str(self.organisation)


class MeetingAssignment(models.Model):
    """A user to whom a restricted meeting is open."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "assignment to a meeting")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="assigned_once_per_meeting")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.meeting_id}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor) -> AttendanceQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))

    def counted_for(self, audience: Audience) -> AttendanceQuerySet:
        return self.filter(meeting__in=Meeting.objects.counted_for(audience))


class Attendance(models.Model):
    """Somebody at the meeting: a person, an office, or a name that no register holds."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=12, choices=Presence.choices, default=Presence.PRESENT)
    represented_by = models.CharField(max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "attendance")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_names_somebody",
                condition=Q(person__isnull=False) | Q(post__isnull=False) | ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person or self.post)


class Topic(models.Model):
    """What was talked about and what came of it. `held_by` empty: joint; else one side's own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, default=Outcome.INFORMATION)
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "topic")
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="topic_number_once")]

    def __str__(self) -> str:
        return self.title

    def get_outcome_display(self) -> str:  # type: ignore[no-redef]
        return OUTCOMES.label_of(self.outcome)


class NoteQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> NoteQuerySet:
        """Joint layers with the record they hang on; a side's own only to that side, where its role reads internal."""
        meetings = Meeting.objects.visible_to(actor).values("pk")
        own = Q(held_by_id=actor.root_id) if actor.root_id and actor.may("see_internal") else visibility.NOTHING
        return self.filter(Q(held_by=None) | own, meeting_id__in=meetings)

    def own_of(self, actor: Actor) -> NoteQuerySet:
        """What the actor's side keeps for itself, on meetings that are known to be visible to the actor."""
        return self.filter(held_by_id=actor.root_id) if actor.root_id and actor.may("see_internal") else self.none()


class MeetingNote(models.Model):
    """A layer of text on a meeting. `held_by` empty: part of the joint record; else one side's own note."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "note on a meeting")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "held_by"], name="note_once_per_side", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class MeetingFile(models.Model):
    """A file on a meeting, joint or one side's own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "file of a meeting")

    def __str__(self) -> str:
        return str(self.file)
