"""What is done to an edition: asked for, built, failed, run again. See `choices.EDITION_MOVES`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.jobs.models import Job, JobState
from foundation.jobs.work import ask_for
from foundation.journal.entries import record
from foundation.people.models import Organisation
from foundation.places.models import Area
from monitoring.calendar.periods import Period
from monitoring.choices import AudienceKind, BuildProblem, EditionState
from monitoring.models import Edition
from monitoring.models.edition import MARKINGS, key_of_areas
from monitoring.permissions.editions import (
    can_freeze,
    can_make_for,
    can_report_on,
    can_request_edition,
    can_run_edition_again,
)

BUILD = "build_edition"


@dataclass(frozen=True)
class Wanted:
    """What makes an edition this one and no other. `organisation`: the root for which a copy of its own is made."""

    report: str
    areas: tuple[Area, ...]
    period: Period
    language: str
    audience: AudienceKind
    organisation: Organisation | None = None


@transaction.atomic
def request_edition(wanted: Wanted, *, by: Actor, today: date) -> Edition:
    """The edition, waiting to be built; the one there is when it was asked for before."""
    require(can_request_edition(by))
    require(can_report_on(by, wanted.areas))
    require(can_make_for(by, wanted.audience, wanted.organisation))
    return edition_of(wanted, by=by, today=today)


@transaction.atomic
def edition_of(wanted: Wanted, *, by: Actor, today: date) -> Edition:
    """As `request_edition`, for a schedule that was allowed to ask when it was added."""
    require(can_freeze(wanted.period, today=today))
    edition, is_new = Edition.objects.get_or_create(
        held_by_id=by.root_id,
        report=wanted.report,
        areas_key=key_of_areas(area.pk for area in wanted.areas),
        period=wanted.period.code,
        language=wanted.language,
        audience=wanted.audience,
        organisation=wanted.organisation,
        defaults={
            "since": wanted.period.since,
            "until": wanted.period.until,
            "sensitivity": MARKINGS[wanted.audience],
            "requested_by": by.user,
        },
    )
    if is_new:
        edition.areas.set(wanted.areas)
        record("requested", edition, by=by, **_what(edition))
        _ask_to_build(edition, by=by)
    return edition


@transaction.atomic
def run_edition_again(edition: Edition, *, by: Actor, seen: int | None) -> Edition:
    """Build once more what could not be built."""
    edition = Edition.objects.locked(edition, seen=seen)
    require(can_run_edition_again(by, edition))
    edition.state, edition.problem = EditionState.WAITING, ""
    edition.build_number += 1
    edition.save_changes("state", "problem", "build_number")
    record("run_again", edition, by=by, state=edition.state, build_number=edition.build_number)
    _ask_to_build(edition, by=by)
    return edition


@transaction.atomic
def begin_edition(edition: Edition) -> Edition:
    """Its builder starts, or starts again after a kill: what it built on an earlier day is built anew."""
    edition = Edition.objects.locked(edition, seen=None)
    now = timezone.now()
    if edition.as_of is None or timezone.localdate(edition.as_of) != timezone.localdate(now):
        edition.parts.all().delete()
        edition.as_of = now
    if edition.state == EditionState.WAITING:
        record("build_begun", edition, by=builder_of(edition), state=EditionState.BUILDING)
    edition.state = EditionState.BUILDING
    edition.save_changes("state", "as_of")
    return edition


@transaction.atomic
def finish_edition(edition: Edition, *, contents: str, digest: str) -> Edition:
    """Freeze it. From here on the database refuses every change."""
    edition = Edition.objects.locked(edition, seen=None)
    edition.state, edition.built_at = EditionState.READY, timezone.now()
    edition.contents, edition.digest = contents, digest
    edition.save_changes("state", "built_at", "contents", "digest")
    record("built", edition, by=builder_of(edition), state=edition.state, digest=digest)
    return edition


@transaction.atomic
def fail_edition(edition: Edition, problem: BuildProblem) -> Edition:
    edition = Edition.objects.locked(edition, seen=None)
    edition.state, edition.problem = EditionState.FAILED, problem
    edition.save_changes("state", "problem")
    record("build_failed", edition, by=builder_of(edition), state=edition.state)
    return edition


@transaction.atomic
def fail_given_up() -> list[Edition]:
    """Say of the editions whose job has given up that they could not be built; give them."""
    under_way = [EditionState.WAITING, EditionState.BUILDING]
    given_up = Edition.objects.filter(state__in=under_way, job__state=JobState.FAILED).select_related("job")
    return [
        fail_edition(edition, BuildProblem.STOPPED if _was_killed(edition) else BuildProblem.ERROR)
        for edition in given_up.select_for_update(of=("self",), skip_locked=True)
    ]


def _was_killed(edition: Edition) -> bool:
    return edition.job is not None and edition.job.problem.startswith("killed")


def builder_of(edition: Edition) -> Actor:
    """Whoever builds acts for the side that makes the report."""
    return Actor(root_id=edition.held_by_id, via="task")


def _ask_to_build(edition: Edition, *, by: Actor) -> None:
    key = f"{edition.pk}.{edition.build_number}"
    job: Job = ask_for(BUILD, key=key, by=by, edition_id=str(edition.pk))
    Edition.objects.filter(pk=edition.pk).update(job=job)
    edition.job = job


def _what(edition: Edition) -> dict[str, object]:
    return {
        "report": edition.report,
        "period": edition.period,
        "language": edition.language,
        "audience": edition.audience,
        "organisation_id": edition.organisation_id,
    }
