"""Send an edition to its readers: a receipt and a notice in one transaction, once for each."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.notices.outbox import tell
from foundation.people.models import Person
from monitoring.choices import EditionState, RunProblem, SendState
from monitoring.domain.readers import readers_among
from monitoring.models import Edition, EditionSend, ReportSchedule, ScheduleRun
from monitoring.permissions.editions import can_send_edition

READY = "edition_ready"
FAILED = "edition_failed"


@transaction.atomic
def send_edition(edition: Edition, *, by: Actor, people: Iterable[Person]) -> int:
    """To these persons, as far as they may read it; give to how many it was new."""
    require(can_send_edition(by, edition))
    readers = list(readers_among(edition, people=[person.pk for person in people]))
    count = _hand_over(edition, readers)
    record("sent", edition, by=by)
    return count


@transaction.atomic
def announce(edition: Edition) -> None:
    """An edition is ready or has failed: whoever asked is told, and the runs that wait for it go on."""
    if edition.requested_by_id:
        tell([edition.requested_by_id], READY if edition.is_ready else FAILED, about=edition)
    for run in edition.runs.select_for_update().order_by("pk"):
        deliver_run(run)


@transaction.atomic
def deliver_run(run: ScheduleRun) -> None:
    """Send what is ready of this run, and say in the end what went wrong. Harmless to repeat."""
    editions = list(run.editions.select_related("organisation", "held_by"))
    for edition in editions:
        if edition.is_ready:
            _hand_over(edition, _readers_of(run.schedule, edition))
    if any(edition.is_under_way for edition in editions):
        return
    if problem := _problem_of(editions):
        fail_run(run, problem)
    elif run.problem:
        ScheduleRun.objects.filter(pk=run.pk).update(problem="")
        run.problem = ""


def fail_run(run: ScheduleRun, problem: str) -> None:
    """Keep the reason with the run and tell who added the schedule."""
    ScheduleRun.objects.filter(pk=run.pk).update(problem=problem)
    run.problem = problem
    if run.schedule.added_by_id:
        tell([run.schedule.added_by_id], "schedule_run_failed", about=run.schedule, key=str(run.pk))


def _problem_of(editions: list[Edition]) -> str:
    if any(edition.state == EditionState.FAILED for edition in editions):
        return RunProblem.EDITION_FAILED
    sent = EditionSend.objects.filter(edition__in=editions, state=SendState.SENT)
    return "" if sent.exists() else RunProblem.NOBODY


def _readers_of(schedule: ReportSchedule, edition: Edition) -> list[Actor]:
    """Those who are to get the edition in this language: their own, else the first that the schedule names."""
    people = schedule.people.values_list("pk", flat=True)
    return [
        actor
        for actor in readers_among(edition, roles=schedule.roles, people=people)
        if edition.language == language_for(actor, schedule.languages)
    ]


def language_for(actor: Actor, languages: list[str]) -> str:
    return actor.user.language if actor.user.language in languages else languages[0]


def _hand_over(edition: Edition, readers: Iterable[Actor]) -> int:
    """Receipts and notices; give how many are new."""
    user_ids = {actor.user_id for actor in readers if actor.user_id}
    sent = EditionSend.objects.filter(edition=edition, state=SendState.SENT)
    new = user_ids - set(sent.values_list("user_id", flat=True))
    EditionSend.objects.filter(edition=edition, user_id__in=new).update(state=SendState.SENT)
    EditionSend.objects.bulk_create(
        [EditionSend(edition=edition, user_id=user_id) for user_id in sorted(new)], ignore_conflicts=True
    )
    tell(new, READY, about=edition)
    return len(new)
