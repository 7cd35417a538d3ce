from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from coordination.domain.joint_records import joint_record, loaded
from coordination.models import Meeting
from foundation.access.choices import Sensitivity
from foundation.access.decisions import ActionDenied
from foundation.documents import canonical
from foundation.jobs import work
from foundation.jobs.models import Job, JobState
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from foundation.people.roles import Role
from monitoring.calendar.periods import period_of
from monitoring.choices import AudienceKind, BuildProblem, EditionState, ReportKind
from monitoring.domain import building
from monitoring.domain.editions import Wanted, request_edition
from monitoring.domain.restatements import restated_of
from monitoring.models import Edition, EditionContribution, EditionFigure, EditionPart
from monitoring.sections import ReportSection, sections_of
from tests.factories import (
    AreaFactory,
    AreaVersionFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesVersionFactory,
    OrganisationFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def town(mission):
    return OrganisationFactory(area=mission.area)


@pytest.fixture
def officer(mission):
    """The M&E officer."""
    return actor_of(mission, Role.ME_OFFICER)


def asked(officer, mission, **changes):
    wanted = {
        "report": ReportKind.LIAISON,
        "areas": (mission.area,),
        "period": period_of("2026-10"),
        "language": "en",
        "audience": AudienceKind.MISSION,
    }
    return request_edition(Wanted(**(wanted | changes)), by=officer, today=TODAY)


def meet(mission, *others, day=date(2026, 10, 7), sensitivity=Sensitivity.SHARED, **fields):
    meeting = MeetingFactory(held_by=mission, day=day, sensitivity=sensitivity, **fields)
    for other in others:
        MeetingPartyFactory(meeting=meeting, organisation=other)
    if sensitivity == Sensitivity.SHARED:
        joint = joint_record(loaded(meeting))
        MinutesVersionFactory(meeting=meeting, content=joint.content, digest=joint.digest, asks_endorsement=False)
    return meeting


def built(edition):
    work.run(edition.job_id)
    edition.refresh_from_db()
    assert edition.is_ready, (
        edition.state,
        edition.problem,
        edition.job and Job.objects.get(pk=edition.job_id).problem,
    )
    return edition


def test_an_edition_is_built_frozen_and_announced(mission, town, officer):
    meetings = [meet(mission, town) for _number in range(3)]
    edition = built(asked(officer, mission))

    figure = edition.figures.get(name="meetings.count")
    assert (figure.shown, figure.value) == ("3", 3)
    counted = figure.contributions.values_list("record_id", "numerator")
    assert set(counted) == {(meeting.pk, 1) for meeting in meetings}
    assert canonical.digest(canonical.read(edition.contents)) == edition.digest
    assert {one.form for one in edition.files.all()} == {"pdf", "docx", "xlsx"}
    assert Job.objects.get(pk=edition.job_id).state == JobState.DONE
    assert Notice.objects.get(user=officer.user).kind == "edition_ready"
    assert set(Entry.objects.filter(subject_id=edition.pk).values_list("verb", flat=True)) == {
        "requested", "build_begun", "built",
    }  # fmt: skip


def test_the_files_are_the_same_bytes_whenever_they_are_fetched(client, mission, town, officer):
    meet(mission, town)
    edition = built(asked(officer, mission))
    client.force_login(officer.user)

    for kept in edition.files.select_related("file"):
        answers = [b"".join(client.get(f"/editions/{edition.pk}/{kept.form}/").streaming_content) for _n in range(2)]
        assert answers[0] == answers[1]
        assert hashlib.sha256(answers[0]).hexdigest() == kept.file.sha256


def test_asking_twice_gives_the_same_edition(mission, officer):
    first, second = asked(officer, mission), asked(officer, mission)

    assert first == second
    assert Edition.objects.count() == Job.objects.count() == 1


def test_contributions_add_up_to_every_count(mission, town, officer):
    for number in range(12):
        meet(mission, town, kind=["visit", "call", "liaison_meeting"][number % 3])
    edition = built(asked(officer, mission))

    for figure in edition.figures.filter(question__measure="count", is_suppressed=False):
        added = sum(figure.contributions.values_list("numerator", flat=True))
        assert (added, figure.name) == (figure.value or 0, figure.name)


def test_a_killed_builder_goes_on_after_the_last_section(mission, town, officer, monkeypatch):
    meet(mission, town)
    edition = asked(officer, mission)
    gathered = []

    def counting(section, *, dies=False):
        def gather(sheet):
            if dies:
                raise SystemExit("killed")
            gathered.append(section.name)
            return section.gather(sheet)

        return ReportSection(section.name, gather)

    first, *others = sections_of("liaison")
    monkeypatch.setattr(
        building, "sections_of", lambda _r: (counting(first), *(counting(one, dies=True) for one in others))
    )
    with pytest.raises(SystemExit):
        work.run(edition.job_id)
    assert [part.name for part in EditionPart.objects.all()] == [first.name]
    assert Job.objects.get(pk=edition.job_id).done_count == 1

    monkeypatch.setattr(building, "sections_of", lambda _r: tuple(counting(one) for one in (first, *others)))
    built(edition)

    assert gathered == [one.name for one in (first, *others)], "the first was not built twice"


def test_what_was_built_on_another_day_is_built_anew(mission, town, officer):
    edition = asked(officer, mission)
    EditionPart.objects.create(edition=edition, number=0, name="meetings", content="stale")
    Edition.objects.filter(pk=edition.pk).update(as_of=timezone.now() - timedelta(days=1))

    built(edition)

    assert EditionPart.objects.get(edition=edition, name="meetings").content != "stale"


def test_an_edition_without_areas_fails_in_words(mission, officer):
    edition = asked(officer, mission)
    edition.areas.clear()

    work.run(edition.job_id)

    edition.refresh_from_db()
    assert (edition.state, edition.problem) == (EditionState.FAILED, BuildProblem.NO_AREA)
    assert Notice.objects.get(user=officer.user).kind == "edition_failed"


def test_an_empty_period_says_so(mission, officer):
    edition = built(asked(officer, mission, period=period_of("2020-01")))

    assert "Nothing is recorded of this period." in edition.contents
    assert edition.figures.get(name="meetings.count").shown == "no data"


def test_a_late_meeting_is_a_restatement_and_the_edition_stays(mission, town, officer):
    meet(mission, town)
    edition = built(asked(officer, mission))
    before = (edition.contents, edition.digest)
    assert restated_of(edition) == []

    late = meet(mission, town, day=date(2026, 10, 30))
    Entry.objects.create(verb="logged", subject_kind="coordination.meeting", subject_id=late.pk, via="page")

    found = {one.name: (one.was, one.now) for one in restated_of(edition)}
    assert found["meetings.count"] == ("1", "2")
    edition.refresh_from_db()
    assert (edition.contents, edition.digest) == before
    assert EditionContribution.objects.filter(record_id=late.pk).count() == 0


def test_what_no_figure_shows_asks_nothing_anew(mission, town, officer, django_assert_max_num_queries):
    meet(mission, town)
    edition = built(asked(officer, mission))
    restated_of(edition)

    user = officer.user
    Entry.objects.create(verb="exported_action_items", subject_kind="accounts.user", subject_id=user.pk, via="page")

    with django_assert_max_num_queries(1):
        assert restated_of(edition) == []


def test_an_organisations_copy_holds_what_is_shared_with_it_alone(mission, town, officer):
    other = OrganisationFactory(area=mission.area)
    meet(mission, town)
    meet(mission, other)
    meet(mission, town, sensitivity=Sensitivity.INTERNAL)
    meet(town, sensitivity=Sensitivity.INTERNAL, area=mission.area)

    edition = built(asked(officer, mission, audience=AudienceKind.ORGANISATION, organisation=town))

    assert edition.figures.get(name="meetings.count").shown == "1"
    assert edition.sensitivity == Sensitivity.SHARED


def test_what_few_internal_records_say_is_withheld_from_the_whole_mission(mission, town, officer):
    """Also who opens only what is shared reads that edition; the officers have an exact one."""
    for _number in range(2):
        meet(mission, town, sensitivity=Sensitivity.INTERNAL)
    Meeting.objects.update(logged_at=datetime(2026, 10, 8, tzinfo=UTC))
    edition = built(asked(officer, mission))

    figure = EditionFigure.objects.get(edition=edition, name="meetings.count")
    assert (figure.is_suppressed, figure.value, figure.shown) == (True, None, "withheld")
    assert not figure.contributions.exists()
    with pytest.raises(ActionDenied, match="could not open it yourself"):
        asked(officer, mission, audience=AudienceKind.INTERNAL)
    exact = built(asked(actor_of(mission, Role.HEAD_OF_OFFICE), mission, audience=AudienceKind.INTERNAL))
    assert exact.figures.get(name="meetings.count").shown == "2"


def test_what_lies_in_no_smaller_area_is_told_apart(mission, town, officer):
    district = AreaFactory(parent=mission.area)
    meet(mission, town, area=district)
    meet(mission, town)
    edition = built(asked(officer, mission))

    assert set(edition.figures.filter(name__startswith="meetings.by_area").values_list("name", "shown")) == {
        (f"meetings.by_area.{district.pk}", "1")
    }
    assert "no smaller area given" in edition.contents
    assert restated_of(edition) == []


def test_a_map_is_drawn_and_an_area_without_outline_is_said(mission, town, officer):
    known, unknown = AreaFactory(parent=mission.area), AreaFactory(parent=mission.area)
    square = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
    AreaVersionFactory(area=known, geometry=square, outline=square)
    meet(mission, town, area=known)

    edition = built(asked(officer, mission))

    assert "meetings-map" in edition.contents
    assert f"No outline is known of {unknown.name}" in edition.contents
