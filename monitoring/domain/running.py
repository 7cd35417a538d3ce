"""The clock's side of schedules: claim what is due, make its editions, go on with what failed.

A due row is claimed, its run written and its next instant set in one transaction: however often the worker, the beat
or the broker is killed, there is one run for each due instant, and its editions are one each by their own key.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from monitoring.calendar.periods import period_of
from monitoring.choices import AudienceKind, EditionState, RunProblem
from monitoring.domain.delivering import announce, deliver_run, fail_run
from monitoring.domain.editions import Wanted, edition_of, fail_given_up, run_edition_again
from monitoring.models import ReportSchedule, ScheduleRun
from monitoring.permissions.schedules import can_run_schedule_again, can_run_schedule_now

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 100


def keep_the_clock() -> None:
    """What comes round each minute. Harmless to repeat."""
    for edition in fail_given_up():
        announce(edition)
    claim_due_schedules(now=timezone.now())


def claim_due_schedules(*, now: datetime) -> int:
    """Run the schedules that are due; give how many. Another tick passes over those that this one holds."""
    due = ReportSchedule.objects.due(at=now).order_by("next_run_at")[:MOST_AT_ONCE]
    count = 0
    for pk in list(due.values_list("pk", flat=True)):
        count += _claim(pk, now=now)
    return count


@transaction.atomic
def _claim(pk: UUID, *, now: datetime) -> bool:
    held = ReportSchedule.objects.due(at=now).select_for_update(of=("self",), skip_locked=True)
    schedule = held.filter(pk=pk).first()
    if schedule is None or schedule.next_run_at is None:
        return False
    rule = schedule.rule
    # However many due times passed while nothing ran, they are made up for once: by the latest of them.
    due_at = rule.last_until(now)
    missed = rule.due_between(schedule.next_run_at, due_at)
    schedule.next_run_at = rule.next_after(now)
    schedule.revision += 1
    schedule.save_changes("next_run_at")
    run, is_new = ScheduleRun.objects.get_or_create(
        schedule=schedule,
        due_at=due_at,
        defaults={"period": rule.period_at(due_at).code, "missed_count": missed},
    )
    if is_new:
        record("run", schedule, by=_clock_of(schedule))
        _make_editions_or_say_why(run)
    return is_new


def _make_editions_or_say_why(run: ScheduleRun) -> None:
    """What breaks one schedule stops no other, and is not tried again each minute: a person runs it again."""
    try:
        with transaction.atomic():
            _make_editions(run)
    except Exception:
        logger.exception("Run %s of schedule %s made no editions", run.pk, run.schedule_id)
        fail_run(run, RunProblem.ERROR)


def _make_editions(run: ScheduleRun) -> None:
    """One edition for each audience and language; those there are already are sent at once."""
    schedule = run.schedule
    areas = tuple(schedule.areas.all())
    if not areas:
        fail_run(run, RunProblem.NO_AREA)
        return
    by, today = _clock_of(schedule), run.due_at.astimezone(ZoneInfo(schedule.zone)).date()
    editions = [
        edition_of(
            Wanted(
                report=schedule.report,
                areas=areas,
                period=period_of(run.period),
                language=language,
                audience=AudienceKind(audience.audience),
                organisation=audience.organisation,
            ),
            by=by,
            today=today,
        )
        for audience in schedule.audiences.select_related("organisation")
        for language in schedule.languages
    ]
    run.editions.set(editions)
    deliver_run(run)


@transaction.atomic
def run_schedule_now(schedule: ReportSchedule, *, by: Actor, seen: int | None, now: datetime) -> ScheduleRun:
    """Once more than the rule says, of the last whole period; when it is due next stays as it is."""
    schedule = ReportSchedule.objects.locked(schedule, seen=seen)
    require(can_run_schedule_now(by, schedule))
    schedule.save_changes()
    period = schedule.rule.period_at(now)
    run = ScheduleRun.objects.create(schedule=schedule, due_at=now, period=period.code)
    record("run", schedule, by=by)
    _make_editions_or_say_why(run)
    return run


@transaction.atomic
def run_schedule_again(run: ScheduleRun, *, by: Actor) -> ScheduleRun:
    """Take up a run that went wrong: build what failed and send what was not sent."""
    run = ScheduleRun.objects.select_for_update(of=("self",)).select_related("schedule").get(pk=run.pk)
    require(can_run_schedule_again(by, run))
    ScheduleRun.objects.filter(pk=run.pk).update(problem="")
    run.problem = ""
    record("run_again", run.schedule, by=by)
    failed = list(run.editions.filter(state=EditionState.FAILED))
    for edition in failed:
        run_edition_again(edition, by=by, seen=None)
    if not failed:
        _make_editions_or_say_why(run)
    return run


def _clock_of(schedule: ReportSchedule) -> Actor:
    """A schedule acts for the side that keeps it, for whoever leaves."""
    return Actor(root_id=schedule.held_by_id, via="task")
