from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from foundation.access.decisions import ActionDenied
from foundation.journal.models import Entry
from foundation.mission.reading import Mission, forget, know
from foundation.people.roles import Role
from foundation.submissions.models import Changed
from monitoring.choices import AudienceKind, ReportKind, Rhythm
from monitoring.domain.schedules import Plan, add_schedule, change_schedule, pause_schedule, resume_schedule
from tests.factories import AreaFactory, OrganisationFactory, ReportScheduleFactory, actor_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def bangui():
    know(Mission(zone="Africa/Bangui"))
    yield
    forget()


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def officer(mission):
    """The M&E officer."""
    return actor_of(mission, Role.ME_OFFICER)


def plan(mission, **changes):
    wanted = {
        "report": ReportKind.LIAISON,
        "areas": (mission.area,),
        "rhythm": Rhythm.MONTHLY,
        "day": 1,
        "hour": 6,
        "languages": ("fr", "ar"),
        "is_internal": False,
        "is_mission": True,
        "is_public": False,
        "organisations": (),
        "roles": (Role.LIAISON_OFFICER,),
        "people": (),
    }
    return Plan(**(wanted | changes))


def test_a_schedule_is_due_in_the_missions_zone(mission, officer):
    town = OrganisationFactory()
    schedule = add_schedule(plan(mission, organisations=(town,)), by=officer, now=NOW)

    assert schedule.zone == "Africa/Bangui"
    assert schedule.next_run_at == datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert [(one.audience, one.organisation) for one in schedule.audiences.all()] == [
        (AudienceKind.MISSION, None), (AudienceKind.ORGANISATION, town),
    ]  # fmt: skip
    assert Entry.objects.get().verb == "added"


def test_a_schedule_never_fires_for_what_is_past(mission, officer):
    """Day 22 at 06:00 in Bangui was this morning."""
    schedule = add_schedule(plan(mission, day=22), by=officer, now=NOW)

    assert schedule.next_run_at == datetime(2026, 12, 22, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"languages": ()}, "languages"),
        ({"is_mission": False}, "is_mission"),
        ({"roles": ()}, "roles"),
        ({"rhythm": Rhythm.WEEKLY, "day": 8}, "day"),
    ],
)
def test_half_a_schedule_is_refused_in_words(mission, officer, changes, field):
    with pytest.raises(ValidationError) as refused:
        add_schedule(plan(mission, **changes), by=officer, now=NOW)

    assert list(refused.value.message_dict) == [field]
    assert not Entry.objects.exists()


def test_only_who_makes_reports_adds_one(mission):
    with pytest.raises(ActionDenied, match="role does not include"):
        add_schedule(plan(mission), by=actor_of(mission), now=NOW)


def test_only_for_own_areas(mission, officer):
    with pytest.raises(ActionDenied, match="is not one of your areas"):
        add_schedule(plan(mission, areas=(AreaFactory(),)), by=officer, now=NOW)


def test_a_change_counts_from_now(mission, officer):
    schedule = add_schedule(plan(mission), by=officer, now=NOW)

    changed = change_schedule(
        schedule, plan(mission, rhythm=Rhythm.WEEKLY, day=1), by=officer, seen=schedule.revision, now=NOW
    )

    assert changed.next_run_at == datetime(2026, 11, 23, 5, tzinfo=UTC)
    with pytest.raises(Changed):
        pause_schedule(schedule, by=officer, seen=schedule.revision)


def test_a_pause_is_not_made_up_for(mission, officer):
    schedule = ReportScheduleFactory(held_by=mission, next_run_at=datetime(2026, 9, 1, 5, tzinfo=UTC))

    paused = pause_schedule(schedule, by=officer, seen=None)
    assert (paused.is_paused, paused.next_run_at) == (True, None)
    with pytest.raises(ActionDenied, match="paused already"):
        pause_schedule(schedule, by=officer, seen=None)
    resumed = resume_schedule(schedule, by=officer, seen=None, now=NOW)

    assert resumed.next_run_at == datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["paused", "resumed"]
