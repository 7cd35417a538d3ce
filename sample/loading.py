"""The sample mission as a whole: all of it or nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from foundation.places.models import Area
from sample.clock import Clock
from sample.coordination import plan_coordination
from sample.organisations import plan_organisations
from sample.people import plan_people
from sample.places import COUNTRY, plan_places


def is_loaded() -> bool:
    return Area.objects.filter(code=COUNTRY[0][0]).exists()


@transaction.atomic
def load() -> None:
    """Write the sample mission, alive around this moment."""
    clock = Clock(timezone.now())
    areas = plan_places()
    organisations = plan_organisations(areas)
    cast = plan_people(clock, organisations, areas)
    plan_coordination(clock, areas, organisations, cast)
