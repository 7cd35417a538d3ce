from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.access.gates import allowed, gated
from foundation.access.requests import SignedInRequest
from foundation.calendars import domain
from foundation.calendars.forms import HolidayForm, WorkingWeekForm
from foundation.calendars.models import Holiday, WorkingWeek
from foundation.calendars.permissions import can_change_calendar, can_change_calendars
from foundation.calendars.reading import calendar_of
from foundation.places.models import Area
from foundation.submissions.once import once
from foundation.ui.notes import say_saved


@require_safe
@allowed(can_change_calendars)
def calendar_list(request: SignedInRequest) -> HttpResponse:
    """Every area down to the districts; those with days of their own say so."""
    actor = request.actor
    areas = Area.objects.visible_to(actor).current(on=timezone.localdate()).filter(level__lte=2)
    weeks = set(WorkingWeek.objects.visible_to(actor).values_list("area_id", flat=True))
    holidays = set(Holiday.objects.visible_to(actor).values_list("area_id", flat=True))
    rows = [{"area": area, "has_week": area.pk in weeks, "has_holidays": area.pk in holidays} for area in areas]
    return render(request, "calendars/calendar_list.html", {"rows": rows})


@require_safe
@gated(can_change_calendar, model=Area)
def calendar(request: SignedInRequest, area: Area) -> HttpResponse:
    return _page(request, area)


@require_POST
@once
@gated(can_change_calendar, model=Area)
def calendar_set_week(request: SignedInRequest, area: Area) -> HttpResponse:
    form = WorkingWeekForm(request.POST)
    if not form.is_valid():
        return _page(request, area, week_form=form)
    domain.set_working_week(area, days=form.cleaned_data["days"], by=request.actor)
    say_saved(request, _("Saved."))
    return redirect("calendars:calendar", pk=area.pk)


@require_POST
@once
@gated(can_change_calendar, model=WorkingWeek)
def calendar_clear_week(request: SignedInRequest, week: WorkingWeek) -> HttpResponse:
    domain.clear_working_week(week, by=request.actor)
    say_saved(request, _("The days of the area above hold again."))
    return redirect("calendars:calendar", pk=week.area_id)


@require_POST
@once
@gated(can_change_calendar, model=Area)
def holiday_add(request: SignedInRequest, area: Area) -> HttpResponse:
    form = HolidayForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, area, holiday_form=form)
    domain.add_holiday(area, on=form.cleaned_data["on"], names=form.names(), by=request.actor)
    say_saved(request, _("The holiday is added."))
    return redirect("calendars:calendar", pk=area.pk)


@require_POST
@once
@gated(can_change_calendar, model=Holiday)
def holiday_remove(request: SignedInRequest, holiday: Holiday) -> HttpResponse:
    domain.remove_holiday(holiday, by=request.actor)
    say_saved(request, _("The holiday is removed."))
    return redirect("calendars:calendar", pk=holiday.area_id)


def _page(
    request: SignedInRequest, area: Area, *, week_form: Any = None, holiday_form: HolidayForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    own = WorkingWeek.objects.visible_to(request.actor).filter(area=area).first()
    context = {
        "area": area,
        "own_week": own,
        "week_form": week_form or WorkingWeekForm(initial={"days": sorted(calendar_of(area).weekdays)}),
        "holidays": Holiday.objects.visible_to(request.actor).filter(area=area, on__gte=today.replace(month=1, day=1)),
        "holiday_form": holiday_form or HolidayForm(today=today),
        "today": today,
    }
    return render(request, "calendars/calendar.html", context, status=422 if week_form or holiday_form else 200)
