from __future__ import annotations

from datetime import date

import factory

from foundation.calendars.models import Holiday, WorkingWeek
from tests.factories.places import AreaFactory


class WorkingWeekFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingWeek

    area = factory.SubFactory(AreaFactory)
    days = factory.LazyFunction(lambda: [0, 1, 2, 3, 4])


class HolidayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holiday

    area = factory.SubFactory(AreaFactory)
    on = date(2026, 12, 1)
    names = factory.LazyFunction(lambda: {"en": "National day"})
