from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access import visibility
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.people.models import Organisation, Person
from foundation.people.roles import Role
from foundation.places.models import Area
from foundation.submissions.models import Revisioned, RevisionedQuerySet
from monitoring.calendar.rhythms import Rule
from monitoring.choices import AudienceKind, ReportKind, Rhythm, RunProblem
from monitoring.models.edition import Edition


class ReportScheduleQuerySet(RevisionedQuerySet["ReportSchedule"]):
    def visible_to(self, actor: Actor) -> ReportScheduleQuerySet:
        """Those of the making side who read reports and are in charge of all its areas."""
        if actor.root_id is None or not actor.may("read_reports"):
            return self.none()
        makers: Any = Q(held_by_id=actor.root_id)
        if actor.area_paths or actor.side == "mission":
            areas = ReportSchedule.areas.through.objects.filter(reportschedule_id=OuterRef("pk"))
            makers &= ~Exists(areas.exclude(visibility.in_my_areas(actor, area="area__path")))
        return self.filter(makers)

    def due(self, *, at: datetime) -> ReportScheduleQuerySet:
        return self.filter(is_paused=False, next_run_at__lte=at)


class ReportSchedule(Revisioned):
    """A report that writes and sends itself: at each due instant one edition for each audience and language.

    The rule is told in the mission's zone, which is kept beside it. `next_run_at` is empty while it is paused.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.CharField(_("report"), max_length=20, choices=ReportKind.choices, default=ReportKind.LIAISON)
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    areas = models.ManyToManyField(Area, related_name="+", verbose_name=_("areas"))
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.MONTHLY)
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    hour = models.PositiveSmallIntegerField(_("hour"), default=6)
    zone = models.CharField(max_length=60, editable=False)
    languages = ArrayField(models.CharField(max_length=7), verbose_name=_("languages"))
    # Whoever holds one of these roles, and these persons, as far as they may read the edition.
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), default=list, verbose_name=_("roles"))
    people = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("people"))
    is_paused = models.BooleanField(default=False, editable=False)
    next_run_at = models.DateTimeField(null=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    added_at = models.DateTimeField(auto_now_add=True)
    sensitivity = Sensitivity.INTERNAL

    objects = ReportScheduleQuerySet.as_manager()

    journal_facts = ("report", "rhythm", "day", "hour", "zone", "languages", "roles", "is_paused")

    class Meta:
        ordering = ["next_run_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="schedule_paused_has_no_next_run",
                condition=Q(is_paused=True, next_run_at=None) | Q(is_paused=False, next_run_at__isnull=False),
            ),
            models.CheckConstraint(
                name="schedule_day_fits_its_rhythm",
                condition=Q(rhythm="weekly", day__range=(1, 7)) | (~Q(rhythm="weekly") & Q(day__range=(1, 31))),
            ),
            models.CheckConstraint(name="schedule_hour_is_one", condition=Q(hour__lte=23)),
        ]
        indexes = [models.Index(fields=["next_run_at"], condition=Q(is_paused=False), name="report_schedule_due")]

    def __str__(self) -> str:
        return f"{self.get_report_display()} · {self.get_rhythm_display()}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:schedule", args=[self.pk])

    @property
    def rule(self) -> Rule:
        return Rule(Rhythm(self.rhythm), self.day, self.hour, self.zone)


class SchedulePartQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> SchedulePartQuerySet:
        return self.filter(schedule_id__in=ReportSchedule.objects.visible_to(actor).order_by().values("pk"))


class ScheduleAudience(models.Model):
    """One of the audiences for which a schedule makes editions."""

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="audiences")
    audience = models.CharField(max_length=12, choices=AudienceKind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SchedulePartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "audience", "organisation"], name="schedule_audience_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="schedule_organisation_goes_with_its_audience",
                condition=Q(audience="organisation", organisation__isnull=False)
                | (~Q(audience="organisation") & Q(organisation=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else str(self.get_audience_display())


class ScheduleRun(models.Model):
    """One time a schedule was due: what it made, and what went wrong. `missed_count` due times before it passed
    unserved, while nothing ran."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="runs")
    due_at = models.DateTimeField()
    period = models.CharField(max_length=10)
    editions = models.ManyToManyField(Edition, related_name="runs")
    missed_count = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=20, choices=RunProblem.choices, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)

    objects = SchedulePartQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["schedule", "due_at"], name="schedule_run_once")]

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.due_at:%Y-%m-%d %H:%M}"
