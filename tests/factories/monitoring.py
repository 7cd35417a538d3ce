from __future__ import annotations

from datetime import date, timedelta

import factory
from django.utils import timezone
from uuid6 import uuid7

from monitoring.choices import AudienceKind, BuildProblem, EditionState, FileForm, ReportKind, Rhythm
from monitoring.models import (
    Edition,
    EditionContribution,
    EditionFigure,
    EditionFile,
    EditionPart,
    EditionSend,
    ReportSchedule,
    ScheduleAudience,
    ScheduleRun,
)
from monitoring.models.edition import MARKINGS, key_of_areas
from tests.factories.accounts import UserFactory
from tests.factories.files import StoredFileFactory
from tests.factories.people import OrganisationFactory

# The canonical text of a document that says nothing.
EMPTY = (
    '{"fields":{"as_of":{"instant":"2026-11-01T06:00:00+00:00"},"author":"Concord","language":"en",'
    '"marking":{"fields":{"level":"internal","words":"Internal"},"kind":"Marking"},"name":"liaison-2026-10-en",'
    '"sections":[],"subtitle":"","title":"Liaison report"},"kind":"Document"}'
)


class EditionFactory(factory.django.DjangoModelFactory):
    """The mission's own of October, in its area, waiting to be built; ready with `state=`."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    class Params:
        in_areas = factory.LazyAttribute(lambda edition: [edition.held_by.area])

    report = ReportKind.LIAISON
    held_by = factory.SubFactory(OrganisationFactory, kind="mission")
    areas_key = factory.LazyAttribute(lambda edition: key_of_areas([area.pk for area in edition.in_areas]))
    period = "2026-10"
    since = date(2026, 10, 1)
    until = date(2026, 10, 31)
    language = "en"
    audience = AudienceKind.INTERNAL
    organisation = None
    sensitivity = factory.LazyAttribute(lambda edition: MARKINGS[AudienceKind(edition.audience)])
    state = EditionState.WAITING
    problem = factory.LazyAttribute(lambda one: BuildProblem.ERROR if one.state == EditionState.FAILED else "")
    contents = factory.LazyAttribute(lambda one: EMPTY if one.state == EditionState.READY else "")
    digest = factory.LazyAttribute(lambda one: uuid7().hex * 2 if one.state == EditionState.READY else "")
    as_of = factory.LazyAttribute(lambda one: timezone.now() if one.state == EditionState.READY else None)
    built_at = factory.SelfAttribute("as_of")

    @factory.post_generation
    def areas(self, create, given, **_more):
        if create:
            self.areas.set(given or [self.held_by.area])


class EditionPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EditionPart

    edition = factory.SubFactory(EditionFactory)
    number = factory.Sequence(lambda n: n % 30_000)
    name = factory.Sequence(lambda n: f"part {n}")
    content = EMPTY


class EditionFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EditionFigure

    edition = factory.SubFactory(EditionFactory)
    part = factory.SubFactory(EditionPartFactory, edition=factory.SelfAttribute("..edition"))
    number = 1
    name = factory.Sequence(lambda n: f"figure.{n}")
    label = "Meetings held"
    question = factory.LazyAttribute(
        lambda figure: {
            "countable": "meetings",
            "measure": "count",
            "since": figure.edition.since.isoformat(),
            "until": figure.edition.until.isoformat(),
            "areas": [],
            "by": [],
            "where": {},
            "audience": {
                "root_id": str(figure.edition.held_by_id),
                "is_public": False,
                "is_shared_only": False,
            },
        }
    )
    value = 1
    shown = "1"


class EditionContributionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EditionContribution

    figure = factory.SubFactory(EditionFigureFactory)
    record_id = factory.LazyFunction(uuid7)
    numerator = 1
    denominator = 1


class EditionFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EditionFile

    edition = factory.SubFactory(EditionFactory)
    form = FileForm.PDF
    file = factory.SubFactory(StoredFileFactory)


class EditionSendFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EditionSend

    edition = factory.SubFactory(EditionFactory)
    user = factory.SubFactory(UserFactory)


class ReportScheduleFactory(factory.django.DjangoModelFactory):
    """The mission's, for its liaison officers, each month."""

    class Meta:
        model = ReportSchedule
        skip_postgeneration_save = True

    held_by = factory.SubFactory(OrganisationFactory, kind="mission")
    rhythm = Rhythm.MONTHLY
    day = 1
    hour = 6
    zone = "Africa/Bangui"
    languages = ["en"]
    roles = ["liaison_officer"]
    next_run_at = factory.LazyAttribute(lambda one: None if one.is_paused else timezone.now() + timedelta(days=9))
    is_paused = False

    @factory.post_generation
    def areas(self, create, given, **_more):
        if create:
            self.areas.set(given or [self.held_by.area])

    @factory.post_generation
    def audiences(self, create, given, **_more):
        """Organisations; without any, the mission itself."""
        for side in (given or [None]) if create else []:
            kind = AudienceKind.ORGANISATION if side else AudienceKind.INTERNAL
            ScheduleAudience.objects.create(schedule=self, audience=kind, organisation=side)


class ScheduleAudienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ScheduleAudience

    schedule = factory.SubFactory(ReportScheduleFactory)
    audience = AudienceKind.PUBLIC


class ScheduleRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ScheduleRun

    schedule = factory.SubFactory(ReportScheduleFactory)
    due_at = factory.Sequence(lambda n: timezone.now() - timedelta(hours=n))
    period = "2026-10"
