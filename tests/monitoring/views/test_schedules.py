from __future__ import annotations

import pytest

from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from monitoring.choices import RunProblem
from monitoring.models import ReportSchedule
from tests.factories import EditionFactory, OrganisationFactory, ReportScheduleFactory, ScheduleRunFactory, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def officer(mission):
    """The M&E officer."""
    return actor_of(mission, Role.ME_OFFICER)


def send(client, actor, path, **fields):
    client.force_login(actor.user)
    return client.post(path, {"submission_key": new_key(actor.user_id), **fields})


def fields(mission, **changes):
    return {
        "report": "liaison", "areas": [str(mission.area_id)], "rhythm": "monthly", "day": "31", "hour": "6",
        "is_mission": "on", "languages": ["fr", "ar"], "roles": ["liaison_officer"],
    } | changes  # fmt: skip


def test_a_schedule_is_added_shown_and_changed(client, mission, officer):
    added = send(client, officer, "/reports/schedules/new/", **fields(mission))
    schedule = ReportSchedule.objects.get()
    page = client.get(added["Location"]).content.decode()

    assert added["Location"] == f"/reports/schedules/{schedule.pk}/"
    assert "in a shorter month, its last day" in page
    shown = client.get(f"/reports/schedules/{schedule.pk}/change/").content.decode()
    assert 'value="31"' in shown
    changed = fields(mission, revision=schedule.revision, rhythm="weekly", day="5")
    assert send(client, officer, f"/reports/schedules/{schedule.pk}/change/", **changed).status_code == 302
    schedule.refresh_from_db()
    assert (schedule.rhythm, schedule.day) == ("weekly", 5)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rhythm": "weekly"}, "A week has the days 1 (Monday) to 7 (Sunday)."),
        ({"day": "32"}, "less than or equal to 31"),
        ({"is_mission": ""}, "Choose at least one audience."),
        ({"roles": []}, "Choose who gets it: a role or a person."),
        ({"languages": []}, "This field is required."),
    ],
)
def test_half_a_schedule_is_refused_in_words(client, mission, officer, changes, words):
    response = send(client, officer, "/reports/schedules/new/", **fields(mission, **changes))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not ReportSchedule.objects.exists()


def test_pause_and_resume(client, mission, officer):
    schedule = ReportScheduleFactory(held_by=mission)
    path = f"/reports/schedules/{schedule.pk}"

    assert send(client, officer, f"{path}/pause/", revision=schedule.revision).status_code == 302
    schedule.refresh_from_db()
    assert schedule.is_paused
    assert send(client, officer, f"{path}/resume/", revision=schedule.revision).status_code == 302
    assert send(client, actor_of(mission), f"{path}/pause/", revision=3).status_code == 403
    assert send(client, actor_of(OrganisationFactory()), f"{path}/pause/", revision=3).status_code == 404


def test_it_is_sent_now_and_stays_due_when_it_was(client, mission, officer):
    schedule = ReportScheduleFactory(held_by=mission)
    path = f"/reports/schedules/{schedule.pk}/run-now/"

    assert send(client, actor_of(mission), path, revision=1).status_code == 403
    assert send(client, officer, path, revision=9).status_code == 409
    assert send(client, officer, path, revision=1).status_code == 302

    assert schedule.runs.get().editions.count() == 1
    assert ReportSchedule.objects.get().next_run_at == schedule.next_run_at


def test_a_failed_run_says_why_and_is_run_again(client, mission, officer):
    schedule = ReportScheduleFactory(held_by=mission)
    run = ScheduleRunFactory(schedule=schedule, problem=RunProblem.EDITION_FAILED, missed_count=2)
    run.editions.set([EditionFactory(held_by=mission, audience="mission", state="failed")])
    client.force_login(officer.user)

    page = client.get(f"/reports/schedules/{schedule.pk}/").content.decode()
    response = send(client, officer, f"/reports/runs/{run.pk}/run-again/")

    assert "An edition could not be built." in page
    assert "2 earlier times passed while Concord was not running" in page
    assert response.status_code == 302
    run.refresh_from_db()
    assert (run.problem, run.editions.get().state) == ("", "waiting")
    assert send(client, officer, f"/reports/runs/{run.pk}/run-again/").status_code == 403
