from __future__ import annotations

import pytest
from django.utils import timezone

from foundation.accounts.models import User
from foundation.people.models import Membership
from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from monitoring.choices import AudienceKind, EditionState
from monitoring.models import Edition, EditionSend
from tests.factories import (
    AreaFactory,
    EditionFactory,
    EditionFileFactory,
    OrganisationFactory,
    ReportScheduleFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

READY = EditionState.READY


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


def send(client, actor, path, **fields):
    client.force_login(actor.user)
    return client.post(path, {"submission_key": new_key(actor.user_id), **fields})


def wanted(mission, **changes):
    fields = {
        "report": "liaison", "areas": [str(mission.area_id)], "period": "2020-10", "audience": "mission",
        "languages": ["fr"],
    }  # fmt: skip
    return fields | changes


def test_a_new_edition_is_asked_for_and_led_to(client, mission, officer):
    response = send(client, officer, "/reports/new/", **wanted(mission))

    edition = Edition.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/editions/{edition.pk}/")
    assert (edition.language, edition.audience, edition.period) == ("fr", AudienceKind.MISSION, "2020-10")


def test_several_languages_are_several_editions(client, mission, officer):
    response = send(client, officer, "/reports/new/", **wanted(mission, languages=["fr", "ar", "en"]))

    assert response["Location"] == "/reports/"
    assert set(Edition.objects.values_list("language", flat=True)) == {"fr", "ar", "en"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period": "2100-01"}, "This period has not begun: there is nothing to report yet."),
        ({"period": "soon"}, "There is no such period."),
        ({"period": ""}, "This field is required."),
        ({"areas": []}, "This field is required."),
        ({"languages": []}, "This field is required."),
        ({"audience": "internal"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_reported_is_said_in_a_sentence(client, mission, officer, changes, words):
    response = send(client, officer, "/reports/new/", **wanted(mission, **changes))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Edition.objects.exists()


def test_a_period_that_runs_is_for_the_preview(client, mission, officer):
    month = timezone.localdate().strftime("%Y-%m")

    response = send(client, officer, "/reports/new/", **wanted(mission, period=month))
    preview = client.get("/reports/preview/", wanted(mission, period=month))

    assert "Until then, look at the preview." in response.content.decode()
    assert preview.status_code == 200
    assert not Edition.objects.exists()


def test_an_area_of_others_is_refused(client, mission, officer):
    response = send(client, officer, "/reports/new/", **wanted(mission, areas=[str(AreaFactory().pk)]))

    assert response.status_code == 422


def test_only_who_makes_reports_makes_one(client, mission, town):
    for actor in (actor_of(mission), actor_of(town), actor_of(mission, Role.ADMINISTRATOR)):
        assert send(client, actor, "/reports/new/", **wanted(mission)).status_code == 403
    assert not Edition.objects.exists()


def test_the_preview_is_in_the_reports_language(client, mission, officer):
    client.force_login(officer.user)

    page = client.get("/reports/preview/", wanted(mission, languages=["ar"])).content.decode()

    assert '<html lang="ar" dir="rtl">' in page


@pytest.mark.parametrize("state", EditionState.values)
def test_the_page_shows_how_far_it_is(client, mission, officer, state):
    edition = EditionFactory(held_by=mission, audience=AudienceKind.MISSION, state=state)
    client.force_login(officer.user)

    page = client.get(f"/editions/{edition.pk}/").content.decode()

    assert f'data-state="{state}"' in page
    assert ('data-deed="run_edition_again"' in page) == (state == EditionState.FAILED)
    assert ("/pdf/" in page) is False, "it has no files"


def test_the_part_is_the_progress_alone(client, mission, officer):
    edition = EditionFactory(held_by=mission, audience=AudienceKind.MISSION)
    client.force_login(officer.user)

    part = client.get(f"/editions/{edition.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'data-state="waiting"' in part


def test_a_stranger_finds_no_edition_and_no_file(client, mission, town):
    edition = EditionFactory(held_by=mission, audience=AudienceKind.ORGANISATION, organisation=town, state=READY)
    EditionFileFactory(edition=edition)
    client.force_login(actor_of(OrganisationFactory()).user)

    for path in ("", "pdf/", "docx/", "xlsx/"):
        assert client.get(f"/editions/{edition.pk}/{path}").status_code == 404


def test_who_lost_the_right_after_it_was_sent_finds_nothing(client, mission, town):
    mayor = actor_of(town)
    edition = EditionFactory(held_by=mission, audience=AudienceKind.ORGANISATION, organisation=town, state=READY)
    client.force_login(mayor.user)
    assert client.get(f"/editions/{edition.pk}/").status_code == 200

    Membership.objects.filter(person__user=mayor.user).update(until_on=timezone.localdate())

    assert client.get(f"/editions/{edition.pk}/").status_code == 404
    assert client.get(f"/editions/{edition.pk}/pdf/").status_code == 404


def test_it_is_sent_to_whom_one_chooses_once(client, mission, town, officer):
    mayor, deputy = actor_of(town), actor_of(town)
    edition = EditionFactory(held_by=mission, audience=AudienceKind.ORGANISATION, organisation=town, state=READY)
    person = str(User.objects.get(pk=mayor.user_id).person.pk)

    for _number in range(2):
        assert send(client, officer, f"/editions/{edition.pk}/send/", people=[person]).status_code == 302
    outside = str(User.objects.get(pk=officer.user_id).person.pk)
    refused = send(client, officer, f"/editions/{edition.pk}/send/", people=[outside])

    assert list(EditionSend.objects.values_list("user", flat=True)) == [mayor.user_id]
    assert deputy.user_id != mayor.user_id
    assert refused.status_code == 422, "not one of its readers"


def test_a_failed_edition_is_run_again_by_who_saw_it_so(client, mission, officer):
    edition = EditionFactory(held_by=mission, audience=AudienceKind.MISSION, state=EditionState.FAILED)
    path = f"/editions/{edition.pk}/run-again/"

    assert send(client, officer, path, revision=edition.revision + 1).status_code == 409
    assert send(client, actor_of(mission), path, revision=edition.revision).status_code == 403
    assert send(client, officer, path, revision=edition.revision).status_code == 302
    edition.refresh_from_db()
    assert edition.state == EditionState.WAITING
    assert send(client, officer, path, revision=edition.revision).status_code == 403


def test_a_copy_is_genuine_only_to_who_may_open_it(client, mission, officer):
    edition = EditionFactory(held_by=mission, audience=AudienceKind.MISSION, state=READY)
    kept = EditionFileFactory(edition=edition)
    spaced = " ".join(edition.digest[at : at + 8] for at in range(0, 64, 8)).upper()
    client.force_login(officer.user)

    for digest in (edition.digest, spaced, kept.file.sha256):
        page = client.get("/reports/check/", {"digest": digest}).content.decode()
        assert 'data-genuine="yes"' in page
        assert str(edition.pk) in page
    assert 'data-genuine="no"' in client.get("/reports/check/", {"digest": "f" * 64}).content.decode()
    assert client.get("/reports/check/", {"digest": "abcdef12"}).status_code == 422
    client.force_login(actor_of(OrganisationFactory()).user)
    assert 'data-genuine="no"' in client.get("/reports/check/", {"digest": edition.digest}).content.decode()


@pytest.mark.parametrize("path", ["/reports/", "/reports/schedules/"])
def test_a_list_costs_the_same_however_long(client, mission, officer, django_assert_max_num_queries, path):
    client.force_login(officer.user)
    for number in range(3):
        EditionFactory(held_by=mission, audience=AudienceKind.MISSION, state=READY, period=f"2026-0{number + 1}")
        ReportScheduleFactory(held_by=mission)

    assert client.get(path).status_code == 200, "the mission's settings are known from now on"
    with django_assert_max_num_queries(8 + 2):  # and the savepoint around the request
        assert client.get(path).status_code == 200
