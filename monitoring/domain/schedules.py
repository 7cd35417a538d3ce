"""What people do to a schedule: add, change, pause, resume, run again. When it is due, `running` sees to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.mission.reading import mission
from foundation.people.models import Organisation, Person
from foundation.places.models import Area
from monitoring.choices import AudienceKind, Rhythm
from monitoring.models import ReportSchedule, ScheduleAudience
from monitoring.permissions.editions import can_make_for, can_report_on
from monitoring.permissions.schedules import (
    can_add_schedule,
    can_change_schedule,
    can_pause_schedule,
    can_resume_schedule,
)

FIELDS = ("report", "rhythm", "day", "hour", "zone", "languages", "roles", "next_run_at")


@dataclass(frozen=True)
class Plan:
    """What a schedule is to do. `organisations` are the roots for which an edition of their own is made."""

    report: str
    areas: tuple[Area, ...]
    rhythm: Rhythm
    day: int
    hour: int
    languages: tuple[str, ...]
    is_internal: bool
    is_mission: bool
    is_public: bool
    organisations: tuple[Organisation, ...]
    roles: tuple[str, ...]
    people: tuple[Person, ...]

    def audiences(self) -> list[tuple[AudienceKind, Organisation | None]]:
        kinds = {
            AudienceKind.INTERNAL: self.is_internal,
            AudienceKind.MISSION: self.is_mission,
            AudienceKind.PUBLIC: self.is_public,
        }
        copies = [(AudienceKind.ORGANISATION, organisation) for organisation in self.organisations]
        return [*((kind, None) for kind, is_wanted in kinds.items() if is_wanted), *copies]


@transaction.atomic
def add_schedule(plan: Plan, *, by: Actor, now: datetime) -> ReportSchedule:
    """A schedule of the actor's side, due for the first time after `now`: it never fires for what is past.

    Raises:
        ValidationError: nobody would read it, or in no language.
    """
    require(can_add_schedule(by))
    _check(plan, by=by)
    schedule = ReportSchedule(held_by_id=cast("UUID", by.root_id), added_by=by.user, zone=mission().zone)
    _fill(schedule, plan, now=now)
    schedule.save()
    _fill_parts(schedule, plan)
    record("added", schedule, by=by, rhythm=schedule.rhythm, day=schedule.day, hour=schedule.hour)
    return schedule


@transaction.atomic
def change_schedule(
    schedule: ReportSchedule, plan: Plan, *, by: Actor, seen: int | None, now: datetime
) -> ReportSchedule:
    schedule = ReportSchedule.objects.locked(schedule, seen=seen)
    require(can_change_schedule(by, schedule))
    _check(plan, by=by)
    schedule.zone = mission().zone
    _fill(schedule, plan, now=now)
    schedule.save_changes(*FIELDS)
    _fill_parts(schedule, plan)
    record("changed", schedule, by=by, rhythm=schedule.rhythm, day=schedule.day, hour=schedule.hour)
    return schedule


@transaction.atomic
def pause_schedule(schedule: ReportSchedule, *, by: Actor, seen: int | None) -> ReportSchedule:
    schedule = ReportSchedule.objects.locked(schedule, seen=seen)
    require(can_pause_schedule(by, schedule))
    schedule.is_paused, schedule.next_run_at = True, None
    schedule.save_changes("is_paused", "next_run_at")
    record("paused", schedule, by=by, is_paused=True)
    return schedule


@transaction.atomic
def resume_schedule(schedule: ReportSchedule, *, by: Actor, seen: int | None, now: datetime) -> ReportSchedule:
    """From now on: what was due while it was paused is not made up for."""
    schedule = ReportSchedule.objects.locked(schedule, seen=seen)
    require(can_resume_schedule(by, schedule))
    schedule.is_paused, schedule.next_run_at = False, schedule.rule.next_after(now)
    schedule.save_changes("is_paused", "next_run_at")
    record("resumed", schedule, by=by, is_paused=False)
    return schedule


def _check(plan: Plan, *, by: Actor) -> None:
    require(can_report_on(by, plan.areas))
    for audience, organisation in plan.audiences():
        require(can_make_for(by, audience, organisation))
    if not plan.languages:
        raise ValidationError({"languages": _("Choose at least one language.")})
    if not plan.audiences():
        raise ValidationError({"is_mission": _("Choose at least one audience.")})
    if not (plan.roles or plan.people):
        raise ValidationError({"roles": _("Choose who gets it: a role or a person.")})
    if plan.rhythm == Rhythm.WEEKLY and plan.day > 7:
        raise ValidationError({"day": _("A week has the days 1 (Monday) to 7 (Sunday).")})


def _fill(schedule: ReportSchedule, plan: Plan, *, now: datetime) -> None:
    schedule.report, schedule.rhythm = plan.report, plan.rhythm
    schedule.day, schedule.hour = plan.day, plan.hour
    schedule.languages, schedule.roles = list(plan.languages), list(plan.roles)
    schedule.next_run_at = None if schedule.is_paused else schedule.rule.next_after(now)


def _fill_parts(schedule: ReportSchedule, plan: Plan) -> None:
    schedule.areas.set(plan.areas)
    schedule.people.set(plan.people)
    schedule.audiences.all().delete()
    ScheduleAudience.objects.bulk_create(
        ScheduleAudience(schedule=schedule, audience=audience, organisation=organisation)
        for audience, organisation in plan.audiences()
    )
