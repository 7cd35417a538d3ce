"""Everything that changes which days are worked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.calendars.models import Holiday, WorkingWeek
from foundation.calendars.permissions import can_change_calendars
from foundation.journal.entries import record
from foundation.places.models import Area


@transaction.atomic
def set_working_week(area: Area, *, days: Iterable[int], by: Actor) -> WorkingWeek:
    """From now on these weekdays (Monday is 0) are worked there; answers already promised keep their dates."""
    require(can_change_calendars(by))
    chosen = sorted(set(days))
    week, _is_new = WorkingWeek.objects.update_or_create(area=area, defaults={"days": chosen})
    record("changed", week, by=by, days=chosen)
    return week


@transaction.atomic
def clear_working_week(week: WorkingWeek, *, by: Actor) -> None:
    """The week of the area above holds again."""
    require(can_change_calendars(by))
    record("removed", week, by=by, days=week.days)
    week.delete()


@transaction.atomic
def add_holiday(area: Area, *, on: date, names: dict[str, str], by: Actor) -> Holiday:
    """One holiday for an area and day; saying it again changes its name."""
    require(can_change_calendars(by))
    holiday, is_new = Holiday.objects.update_or_create(area=area, on=on, defaults={"names": names})
    record("added" if is_new else "changed", holiday, by=by, on=on)
    return holiday


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by: Actor) -> None:
    require(can_change_calendars(by))
    record("removed", holiday, by=by, on=holiday.on)
    holiday.delete()
