"""Who may do what to schedules. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from monitoring.models import ReportSchedule, ScheduleRun
from monitoring.permissions.editions import role_allows


def can_add_schedule(actor: Actor) -> Decision:
    return role_allows(actor, "manage_schedules")


def can_change_schedule(actor: Actor, schedule: ReportSchedule) -> Decision:
    if actor.root_id != schedule.held_by_id:
        return denied(_("The side that makes this report does that."))
    return role_allows(actor, "manage_schedules")


def can_run_schedule_now(actor: Actor, schedule: ReportSchedule) -> Decision:
    return can_change_schedule(actor, schedule)


def can_pause_schedule(actor: Actor, schedule: ReportSchedule) -> Decision:
    changes = can_change_schedule(actor, schedule)
    if changes and schedule.is_paused:
        return denied(_("This schedule is paused already."))
    return changes


def can_resume_schedule(actor: Actor, schedule: ReportSchedule) -> Decision:
    changes = can_change_schedule(actor, schedule)
    if changes and not schedule.is_paused:
        return denied(_("This schedule is not paused."))
    return changes


def can_run_schedule_again(actor: Actor, run: ScheduleRun) -> Decision:
    changes = can_change_schedule(actor, run.schedule)
    if not changes:
        return changes
    return ALLOWED if run.problem else denied(_("This run needs no help: nothing went wrong."))
