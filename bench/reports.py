"""The report that writes itself, over the whole sample: from asking for it until its files lie ready."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median

from django.utils import timezone

from bench.figures import Limit
from foundation.access.actors import actor_for
from foundation.jobs import work
from foundation.mission.reading import in_mission_time
from foundation.people.models import Membership
from foundation.places.models import Area
from monitoring.calendar.periods import Period, month_of
from monitoring.choices import AudienceKind, ReportKind
from monitoring.domain.editions import Wanted, request_edition
from monitoring.models import EditionFigure
from sample import loading

HEAD_OF_OFFICE = "head@carana.example"
TIMES = 4


def measure() -> list[Limit]:
    """The second edition and later: the first reads the fonts. PDF, DOCX and XLSX together."""
    if not loading.is_loaded():
        loading.load()
    with in_mission_time():
        month = month_of(timezone.localdate())
        seconds, counts = [], []
        for _number in range(TIMES):
            month = month_of(month.since - timedelta(days=1))
            taken, count = built(month)
            seconds.append(taken)
            counts.append(count)
    name = f"Liaison report over the sample, from asking to PDF, DOCX and XLSX, about {round(median(counts))} figures"
    return [Limit(name, round(median(seconds[1:]), 2), 5, "s")]


def built(month: Period) -> tuple[float, int]:
    """Seconds until the edition is ready, and how many figures it holds with the records behind them."""
    head = Membership.objects.select_related("person__user").get(person__user__email=HEAD_OF_OFFICE)
    actor = actor_for(head.person.user)
    areas = tuple(Area.objects.filter(path__in=actor.area_paths))
    wanted = Wanted(ReportKind.LIAISON, areas, month, "fr", AudienceKind.INTERNAL)
    began = time.perf_counter()
    edition = request_edition(wanted, by=actor, today=timezone.localdate())
    while not edition.is_ready:
        if edition.is_failed:
            raise RuntimeError(f"the edition failed: {edition.problem}")
        work.run(edition.job_id)  # unless a worker that waits nearby was quicker
        edition.refresh_from_db()
    return time.perf_counter() - began, EditionFigure.objects.filter(edition=edition).count()
