"""What the page of a schedule says: its rule in words, its last runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.people.models import Person
from foundation.people.roles import Role
from foundation.ui.dates import WEEKDAYS, page_language, zone_label
from monitoring.calendar.periods import period_of
from monitoring.choices import Rhythm, SendState
from monitoring.models import Edition, ReportSchedule, ScheduleRun

MOST_RUNS = 12


@dataclass(frozen=True)
class ShownRun:
    run: ScheduleRun
    period: str
    editions: list[Any]


@dataclass(frozen=True)
class SchedulePage:
    facts: list[tuple[str, str]]
    runs: list[ShownRun]


def schedule_page(schedule: ReportSchedule, actor: Actor) -> SchedulePage:
    names = dict(settings.LANGUAGES)
    people = Person.objects.visible_to(actor).filter(pk__in=schedule.people.values("pk"))
    facts = [
        (_("Report"), schedule.get_report_display()),
        (_("Areas"), ", ".join(area.name for area in schedule.areas.all())),
        (_("When"), rule_words(schedule)),
        (_("For whom"), ", ".join(str(one) for one in schedule.audiences.select_related("organisation"))),
        (_("Languages"), ", ".join(names[code] for code in schedule.languages)),
        (_("Readers by role"), ", ".join(str(Role(role).label) for role in schedule.roles)),
        (_("Readers by name"), ", ".join(person.full_name for person in people)),
    ]
    return SchedulePage(facts, _runs_of(schedule, actor))


def rule_words(schedule: ReportSchedule) -> str:
    """As people say it: "each month, on day 31 or the last, 06:00 Bangui time"."""
    day = str(schedule.day)
    if schedule.rhythm == Rhythm.WEEKLY:
        day = WEEKDAYS[page_language()][schedule.day - 1]
    words = _("%(rhythm)s, day %(day)s, %(hour)s, %(zone)s") % {
        "rhythm": schedule.get_rhythm_display(),
        "day": day,
        "hour": f"{schedule.hour:02}:00",
        "zone": zone_label(schedule.zone),
    }
    if schedule.rhythm != Rhythm.WEEKLY and schedule.day > 28:
        words = f"{words} ({_('in a shorter month, its last day')})"
    return words


def _runs_of(schedule: ReportSchedule, actor: Actor) -> list[ShownRun]:
    runs = list(ScheduleRun.objects.visible_to(actor).filter(schedule=schedule)[:MOST_RUNS])
    sent = Count("sends", filter=Q(sends__state=SendState.SENT))
    visible = Edition.objects.visible_to(actor).filter(runs__in=runs).select_related("organisation").defer("contents")
    editions = {edition.pk: edition for edition in visible.annotate(sent_count=sent).distinct()}
    pairs: dict[Any, list[Any]] = {}
    for run_id, edition_id in ScheduleRun.editions.through.objects.filter(schedulerun__in=runs).values_list(
        "schedulerun_id", "edition_id"
    ):
        if edition_id in editions:
            pairs.setdefault(run_id, []).append(editions[edition_id])
    return [ShownRun(run, period_of(run.period).name, _in_order(pairs.get(run.pk, []))) for run in runs]


def _in_order(editions: list[Any]) -> list[Any]:
    return sorted(editions, key=lambda one: (one.audience, str(one.organisation_id), one.language))
