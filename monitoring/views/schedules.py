"""Schedules: what writes and sends itself, when it did last, and what went wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.access.gates import allowed, gated, listing, shown
from foundation.access.requests import SignedInRequest
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved
from monitoring.domain import running, schedules
from monitoring.domain.schedule_pages import schedule_page
from monitoring.forms.choices import choices_for
from monitoring.forms.schedules import ScheduleForm, initial_of
from monitoring.models import ReportSchedule, ScheduleRun
from monitoring.permissions.schedules import (
    can_add_schedule,
    can_change_schedule,
    can_pause_schedule,
    can_resume_schedule,
    can_run_schedule_again,
    can_run_schedule_now,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@listing
def schedule_list(request: SignedInRequest) -> HttpResponse:
    rows = ReportSchedule.objects.visible_to(request.actor).prefetch_related("areas", "audiences__organisation")
    context = {"schedules": rows, "can_add": can_add_schedule(request.actor)}
    return render(request, "monitoring/schedule_list.html", context)


@require_safe
@shown(model=ReportSchedule)
def schedule(request: SignedInRequest, schedule: ReportSchedule) -> HttpResponse:
    context = {
        "schedule": schedule,
        "page": schedule_page(schedule, request.actor),
        "can_change": can_change_schedule(request.actor, schedule),
    }
    return render(request, "monitoring/schedule.html", context)


@require_http_methods(GET_OR_POST)
@once
@allowed(can_add_schedule)
def schedule_add(request: SignedInRequest) -> HttpResponse:
    form = ScheduleForm(request.POST or None, choices=choices_for(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            made = schedules.add_schedule(form.plan(), by=request.actor, now=timezone.now())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            say_saved(request, _("The schedule is added."))
            return redirect(made)
    return form_page(request, form, {})


@require_http_methods(GET_OR_POST)
@once
@gated(can_change_schedule, model=ReportSchedule)
def schedule_change(request: SignedInRequest, schedule: ReportSchedule) -> HttpResponse:
    choices = choices_for(request.actor)
    form = ScheduleForm(request.POST or None, choices=choices, initial=initial_of(schedule))
    if request.method == "POST" and form.is_valid():
        try:
            schedules.change_schedule(
                schedule,
                form.plan(),
                by=request.actor,
                seen=seen_revision(request),
                now=timezone.now(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            say_saved(request, _("The schedule is changed."))
            return redirect(schedule)
    return form_page(request, form, {"schedule": schedule})


@require_POST
@once
@gated(can_pause_schedule, model=ReportSchedule)
def schedule_pause(request: SignedInRequest, schedule: ReportSchedule) -> HttpResponse:
    schedules.pause_schedule(schedule, by=request.actor, seen=seen_revision(request))
    say_saved(request, _("The schedule is paused."))
    return redirect(schedule)


@require_POST
@once
@gated(can_resume_schedule, model=ReportSchedule)
def schedule_resume(request: SignedInRequest, schedule: ReportSchedule) -> HttpResponse:
    schedules.resume_schedule(schedule, by=request.actor, seen=seen_revision(request), now=timezone.now())
    say_saved(request, _("The schedule goes on."))
    return redirect(schedule)


@require_POST
@once
@gated(can_run_schedule_now, model=ReportSchedule)
def schedule_run_now(request: SignedInRequest, schedule: ReportSchedule) -> HttpResponse:
    running.run_schedule_now(schedule, by=request.actor, seen=seen_revision(request), now=timezone.now())
    say_saved(request, _("It is being built and sent."))
    return redirect(schedule)


@require_POST
@once
@gated(can_run_schedule_again, model=ScheduleRun)
def schedule_run_again(request: SignedInRequest, run: ScheduleRun) -> HttpResponse:
    running.run_schedule_again(run, by=request.actor)
    say_saved(request, _("It is run again."))
    return redirect(run.schedule)


def form_page(request: SignedInRequest, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "monitoring/schedule_form.html", {"form": form, **context}, status=status)
