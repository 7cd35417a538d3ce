"""Run beside the servers: schedules that are due, each for an area of its own, and readers."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.db.models import F  # noqa: E402
from django.utils import timezone  # noqa: E402

from foundation.access.choices import Sensitivity  # noqa: E402
from foundation.people.roles import Role  # noqa: E402
from monitoring.models import ReportSchedule  # noqa: E402
from tests.factories import (  # noqa: E402
    AreaFactory,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    ReportScheduleFactory,
)

LANGUAGES = ["en", "fr"]


def main(schedules: int, readers: int) -> None:
    province = AreaFactory()
    mission = OrganisationFactory(kind="mission", area=province)
    for number in range(readers):
        MembershipFactory(
            organisation=mission, role=Role.LIAISON_OFFICER, areas=[province],
            person__user__email=f"reader{number}@carana.example", person__user__language=LANGUAGES[number % 2],
        )  # fmt: skip
    now = timezone.now()
    for _number in range(schedules):
        area = AreaFactory(parent=province)
        schedule = ReportScheduleFactory(held_by=mission, areas=[area], languages=LANGUAGES, hour=0)
        period = schedule.rule.period_at(now)
        MeetingFactory.create_batch(3, held_by=mission, area=area, day=period.since, sensitivity=Sensitivity.INTERNAL)
    # Due twice while nothing ran: at the last due time and the one before.
    rule = ReportSchedule.objects.all()[0].rule
    last = rule.last_until(now)
    ReportSchedule.objects.update(next_run_at=rule.last_until(last - timedelta(days=1)), revision=F("revision") + 1)
    json.dump({"due_at": last.isoformat()}, sys.stdout)


main(*(int(word) for word in sys.argv[1:]))
