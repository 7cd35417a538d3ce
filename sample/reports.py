"""The report that writes itself: a schedule like any other, due since the month began."""

from __future__ import annotations

from datetime import date

from django.contrib.auth import get_user_model

from foundation.people.domain.actors import build_actor
from foundation.people.models import Person
from foundation.people.roles import Role
from foundation.places.models import Area
from monitoring.choices import ReportKind, Rhythm
from monitoring.domain.schedules import Plan, add_schedule
from monitoring.models import ReportSchedule
from sample.clock import Clock
from sample.people import DOMAIN


def add_monthly_report(today: date) -> ReportSchedule:
    """The Liaison report of Leppko, on the first of each month, for the mission and for the town of Corma.

    The clock finds its first run missed and makes up for it once.
    """
    mayor = Person.objects.get(user__email=f"mayor@{DOMAIN}")
    town = mayor.memberships.get().organisation
    plan = Plan(
        report=ReportKind.LIAISON.value,
        areas=(Area.objects.get(code="CRN08"),),
        rhythm=Rhythm.MONTHLY,
        day=1,
        hour=6,
        languages=("en", "fr", "ar"),
        is_internal=False,
        is_mission=True,
        is_public=False,
        organisations=(town,),
        roles=(Role.HEAD_OF_OFFICE.value, Role.ME_OFFICER.value),
        people=(mayor,),
    )
    clock = Clock(today)
    author = get_user_model().objects.get(email=f"me@{DOMAIN}")
    return add_schedule(plan, by=build_actor(author), now=clock.at((today.replace(day=1) - today).days - 1))
