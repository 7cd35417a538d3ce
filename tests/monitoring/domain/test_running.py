from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from foundation.access.decisions import ActionDenied
from foundation.jobs.models import Job, JobState
from foundation.notices.models import Notice
from foundation.people.models import Membership
from foundation.people.roles import Role
from monitoring.choices import AudienceKind, EditionState, RunProblem, SendState
from monitoring.domain.delivering import announce
from monitoring.domain.running import claim_due_schedules, keep_the_clock, run_schedule_again
from monitoring.models import Edition, EditionSend, ScheduleRun
from tests.factories import (
    EditionFactory,
    MembershipFactory,
    OrganisationFactory,
    ReportScheduleFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 11, 1, 5, tzinfo=UTC)  # 06:00 in Bangui
LATER = datetime(2026, 11, 1, 5, 0, 30, tzinfo=UTC)


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


def make_ready(edition: Edition) -> Edition:
    now = timezone.now()
    Edition.objects.filter(pk=edition.pk).update(
        state=EditionState.READY, contents="{}", digest="d" * 64, as_of=now, built_at=now
    )
    edition.refresh_from_db()
    announce(edition)
    return edition


def test_a_due_schedule_asks_for_its_editions_once(mission):
    town = OrganisationFactory()
    schedule = ReportScheduleFactory(
        held_by=mission, next_run_at=FIRST, languages=["fr", "ar"], audiences=[None, town], areas=[mission.area]
    )

    assert claim_due_schedules(now=LATER) == 1
    assert claim_due_schedules(now=LATER) == 0

    run = ScheduleRun.objects.get()
    assert (run.period, run.due_at, run.missed_count) == ("2026-10", FIRST, 0)
    assert set(run.editions.values_list("audience", "organisation", "language", "period")) == {
        (audience, organisation, language, "2026-10")
        for audience, organisation in ((AudienceKind.INTERNAL, None), (AudienceKind.ORGANISATION, town.pk))
        for language in ("fr", "ar")
    }
    assert Job.objects.filter(kind="build_edition").count() == 4
    schedule.refresh_from_db()
    assert schedule.next_run_at == datetime(2026, 12, 1, 5, tzinfo=UTC)


def test_missed_runs_are_made_up_for_once(mission):
    """Nothing ran since the first of September: of three due times, the last is served."""
    ReportScheduleFactory(held_by=mission, next_run_at=datetime(2026, 9, 1, 5, tzinfo=UTC))

    claim_due_schedules(now=LATER)

    run = ScheduleRun.objects.get()
    assert (run.period, run.missed_count) == ("2026-10", 2)
    assert Edition.objects.count() == 1


def test_what_is_paused_or_not_due_does_not_run(mission):
    ReportScheduleFactory(held_by=mission, is_paused=True)
    ReportScheduleFactory(held_by=mission, next_run_at=datetime(2026, 11, 1, 6, tzinfo=UTC))

    assert claim_due_schedules(now=LATER) == 0
    assert not ScheduleRun.objects.exists()


def test_a_run_at_midnight_reports_the_month_that_just_ended(mission):
    """Midnight in Bangui is still the last day of the month in UTC."""
    due = datetime(2026, 10, 31, 23, tzinfo=UTC)
    ReportScheduleFactory(held_by=mission, hour=0, next_run_at=due)

    claim_due_schedules(now=due)

    assert ScheduleRun.objects.get().editions.get().period == "2026-10"


def test_each_reader_is_told_once_in_their_own_language(mission):
    officer = actor_of(mission)
    francophone = actor_of(mission)
    francophone.user.language = "fr"
    francophone.user.save()
    portuguese = actor_of(mission)
    portuguese.user.language = "pt"
    portuguese.user.save()
    ReportScheduleFactory(held_by=mission, next_run_at=FIRST, languages=["en", "fr"], roles=["liaison_officer"])
    claim_due_schedules(now=LATER)

    for edition in Edition.objects.all():
        make_ready(edition)
        announce(edition)

    got = set(EditionSend.objects.values_list("user", "edition__language"))
    assert got == {(officer.user_id, "en"), (francophone.user_id, "fr"), (portuguese.user_id, "en")}
    told = sorted(Notice.objects.filter(kind="edition_ready").values_list("user", flat=True))
    assert told == sorted([officer.user_id, francophone.user_id, portuguese.user_id])
    assert ScheduleRun.objects.get().problem == ""


def test_a_reader_who_lost_the_right_is_not_told(mission):
    actor = actor_of(mission)
    ReportScheduleFactory(held_by=mission, next_run_at=FIRST)
    claim_due_schedules(now=LATER)
    Membership.objects.filter(person__user=actor.user).update(until_on=timezone.localdate())

    make_ready(Edition.objects.get())

    assert not EditionSend.objects.exists()
    assert not Notice.objects.filter(user=actor.user).exists()
    assert ScheduleRun.objects.get().problem == RunProblem.NOBODY


def test_an_organisations_copy_goes_to_its_readers_alone(mission):
    town, other = OrganisationFactory(), OrganisationFactory()
    mayor, stranger, officer = actor_of(town), actor_of(other), actor_of(mission)
    ReportScheduleFactory(
        held_by=mission, next_run_at=FIRST, audiences=[town], roles=["local_official", "liaison_officer"]
    )
    claim_due_schedules(now=LATER)

    make_ready(Edition.objects.get())

    assert list(EditionSend.objects.values_list("user", "state")) == [(mayor.user_id, SendState.SENT)]
    assert not Notice.objects.filter(user__in=[stranger.user, officer.user]).exists()


def test_an_edition_that_is_there_already_is_sent_at_once(mission):
    officer = actor_of(mission)
    ReportScheduleFactory(held_by=mission, next_run_at=FIRST)
    edition = make_ready(EditionFactory(held_by=mission))

    claim_due_schedules(now=LATER)

    assert EditionSend.objects.get().edition == edition
    assert Notice.objects.get(user=officer.user).about_id == edition.pk


def test_a_failure_is_kept_with_its_reason_told_and_run_again(mission):
    keeper = actor_of(mission, Role.ME_OFFICER)
    ReportScheduleFactory(held_by=mission, next_run_at=FIRST, added_by=keeper.user)
    actor_of(mission)
    claim_due_schedules(now=LATER)
    edition = Edition.objects.get()
    Job.objects.update(state=JobState.FAILED, ended_at=timezone.now(), problem="killed each time")

    keep_the_clock()
    keep_the_clock()

    edition.refresh_from_db()
    run = ScheduleRun.objects.get()
    assert (edition.state, edition.problem, run.problem) == (EditionState.FAILED, "stopped", RunProblem.EDITION_FAILED)
    assert Notice.objects.filter(user=keeper.user, kind="schedule_run_failed").count() == 1
    with pytest.raises(ActionDenied, match="role does not include"):
        run_schedule_again(run, by=actor_of(mission))

    run_schedule_again(run, by=keeper)

    edition.refresh_from_db()
    assert edition.state == EditionState.WAITING
    assert Job.objects.filter(ended_at=None).count() == 1
    make_ready(edition)
    run.refresh_from_db()
    assert (run.problem, EditionSend.objects.count()) == ("", 2), "both liaison officers have it"


def test_a_schedule_that_lost_its_areas_says_so_and_stops_no_other(mission):
    lost = ReportScheduleFactory(held_by=mission, next_run_at=FIRST)
    lost.areas.clear()
    ReportScheduleFactory(held_by=mission, next_run_at=FIRST)

    assert claim_due_schedules(now=LATER) == 2
    assert lost.runs.get().problem == RunProblem.NO_AREA
    assert Edition.objects.count() == 1


def test_readers_by_name_are_readers_too(mission):
    head = MembershipFactory(organisation=mission, role=Role.HEAD_OF_OFFICE, areas=[mission.area])
    schedule = ReportScheduleFactory(held_by=mission, next_run_at=FIRST, roles=[])
    schedule.people.set([head.person])
    claim_due_schedules(now=LATER)

    make_ready(Edition.objects.get())

    assert EditionSend.objects.get().user == head.person.user
