from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access import visibility
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.jobs.models import Job
from foundation.people.models import Organisation
from foundation.places.models import Area
from foundation.submissions.models import Revisioned, RevisionedQuerySet
from monitoring.calendar.periods import Period
from monitoring.choices import AudienceKind, BuildProblem, EditionState, ReportKind

MARKINGS = {
    AudienceKind.INTERNAL: Sensitivity.INTERNAL,
    AudienceKind.MISSION: Sensitivity.INTERNAL,
    AudienceKind.ORGANISATION: Sensitivity.SHARED,
    AudienceKind.PUBLIC: Sensitivity.PUBLIC,
}


def key_of_areas(area_ids: Iterable[UUID]) -> str:
    """One key for one set of areas, whatever their order."""
    return hashlib.sha256(",".join(sorted(str(pk) for pk in area_ids)).encode()).hexdigest()


class EditionQuerySet(RevisionedQuerySet["Edition"]):
    def visible_to(self, actor: Actor) -> EditionQuerySet:
        """The making side's readers in charge of all its areas, an exact one only with the right to what is internal;
        an organisation's copy, its readers; a public one, everybody who reads what is shared.

        What is not ready is known to its makers alone.
        """
        if actor.root_id is None:
            return self.none()
        ready = Q(state=EditionState.READY)
        public = ready & Q(audience=AudienceKind.PUBLIC) if actor.may("see_shared") else visibility.NOTHING
        if not actor.may("read_reports"):
            return self.filter(public)
        theirs = ready & Q(audience=AudienceKind.ORGANISATION, organisation_id=actor.root_id)
        makers: Any = Q(held_by_id=actor.root_id)
        if not actor.may("see_internal"):
            makers &= ~Q(audience=AudienceKind.INTERNAL)
        elsewhere = Edition.areas.through.objects.filter(edition_id=OuterRef("pk"))
        if actor.area_paths or actor.side == "mission":
            elsewhere = elsewhere.exclude(visibility.in_my_areas(actor, area="area__path"))
            makers &= ~Exists(elsewhere)
        return self.filter(public | theirs | makers)

    def ready(self) -> EditionQuerySet:
        return self.filter(state=EditionState.READY)


class Edition(Revisioned):
    """One report on some areas and a period, in one language, for one audience. One only, however often asked for.

    `contents` is the frozen document as canonical text and `digest` the SHA-256 of it. Once it is ready nothing of
    it changes: the database refuses.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.CharField(_("report"), max_length=20, choices=ReportKind.choices)
    areas = models.ManyToManyField(Area, related_name="+", verbose_name=_("areas"))
    areas_key = models.CharField(max_length=64, editable=False)
    period = models.CharField(_("period"), max_length=10)
    since = models.DateField(editable=False)
    until = models.DateField(editable=False)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    audience = models.CharField(_("audience"), max_length=12, choices=AudienceKind.choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity.choices, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=EditionState.choices, default=EditionState.WAITING)
    problem = models.CharField(max_length=10, choices=BuildProblem.choices, blank=True, editable=False)
    # One job builds it; asked for again after a failure, another does.
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    build_number = models.PositiveSmallIntegerField(default=1, editable=False)
    as_of = models.DateTimeField(null=True, editable=False)
    contents = models.TextField(blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    built_at = models.DateTimeField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    journal_facts = ("report", "period", "language", "audience", "organisation_id", "state", "digest", "build_number")

    class Meta:
        ordering = ["-until", "-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["held_by", "report", "areas_key", "period", "language", "audience", "organisation"],
                name="edition_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="edition_organisation_goes_with_its_audience",
                condition=Q(audience="organisation", organisation__isnull=False)
                | (~Q(audience="organisation") & Q(organisation=None)),
            ),
            models.CheckConstraint(
                name="edition_ready_has_contents",
                condition=~Q(state="ready")
                | (Q(built_at__isnull=False, as_of__isnull=False) & ~Q(digest="") & ~Q(contents="")),
            ),
            models.CheckConstraint(
                name="edition_failed_says_why", condition=Q(state="failed") & ~Q(problem="") | ~Q(state="failed")
            ),
        ]
        indexes = [
            models.Index(fields=["held_by", "-until"]),
            models.Index(fields=["organisation", "-until"]),
            models.Index(fields=["digest"]),
        ]
        triggers = [
            pgtrigger.Protect(
                name="ready_editions_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="ready"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_report_display()} · {self.period_name}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:edition", args=[self.pk])

    @property
    def period_range(self) -> Period:
        return Period(self.period, self.since, self.until)

    @property
    def period_name(self) -> str:
        return self.period_range.name

    @property
    def audience_name(self) -> str:
        return self.organisation.name if self.organisation else self.get_audience_display()

    @property
    def is_ready(self) -> bool:
        return self.state == EditionState.READY

    @property
    def is_under_way(self) -> bool:
        return self.state in {EditionState.WAITING, EditionState.BUILDING}

    @property
    def is_failed(self) -> bool:
        return self.state == EditionState.FAILED
