"""The pages, the file and the API of figures."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Meeting
from foundation.access.choices import Sensitivity
from foundation.journal.entries import record
from foundation.people.roles import Role
from tests.factories import (
    ActionItemFactory,
    AreaFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesFactory,
    MinutesVersionFactory,
    OrganisationFactory,
    PostFactory,
    actor_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

AUTUMN = "area=&since=2026-09&until=2026-10"


@pytest.fixture
def november(time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z", tick=False)


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


class Small:
    """North with 7 meetings, south with 2, in September; the officer is at home in the north."""

    def __init__(self):
        self.country = AreaFactory(names={"en": "Carana"})
        self.north = AreaFactory(parent=self.country, names={"en": "North"})
        self.south = AreaFactory(parent=self.country, names={"en": "South"})
        self.mission = OrganisationFactory(kind="mission", area=self.country)
        for area, count in ((self.north, 7), (self.south, 2)):
            MeetingFactory.create_batch(count, held_by=self.mission, area=area, day=date(2026, 9, 10))
        Meeting.objects.update(logged_at="2026-09-11T00:00Z")
        self.head = actor_of(self.mission, Role.HEAD_OF_OFFICE, areas=[self.country])
        self.officer = actor_of(self.mission, Role.LIAISON_OFFICER, areas=[self.north])


@pytest.fixture
def small():
    return Small()


def figure(actor, query="", countable="meetings", measure="count"):
    return client_of(actor).get(f"/figures/{countable}/{measure}/?{query}")


def numbers(response):
    page = BeautifulSoup(response.content, "html.parser")
    return {one["data-figure"]: (one["data-value"], one.text) for one in page.select("main [data-figure]")}


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").text.split())


def test_the_list_names_all_that_can_be_counted(small):
    page = text(client_of(small.officer).get("/figures/"))

    assert "Number of meetings" in page
    assert "Median days to the first meeting" in page


def test_a_number_with_its_table_and_records(small):
    response = figure(small.head, f"{AUTUMN}&by=area&by=month")

    found = numbers(response)
    assert found["meetings.count"] == ("9", "9")
    assert found[f"meetings.count.{small.north.pk}.2026-09-01"] == ("7", "7")
    assert found[f"meetings.count.{small.south.pk}.2026-10-01"] == ("0", "0")
    assert [row.label for row in response.context["rows"]] == list(
        Meeting.objects.order_by("-day", "-pk").values_list("title", flat=True)
    )
    assert "Carana" not in found
    assert b"<svg" in response.content


def test_every_number_of_the_table_opens_to_its_own_page(small):
    page = BeautifulSoup(figure(small.head, f"{AUTUMN}&by=area&by=kind").content, "html.parser")

    cells = [cell for cell in page.select("main td a") if cell.select_one("[data-figure]")]
    assert len(cells) == 14
    for cell in cells:
        opened = numbers(client_of(small.head).get(cell["href"].partition("#")[0]))
        assert opened["meetings.count"][0] == cell.select_one("[data-value]")["data-value"]


def test_what_is_withheld_is_withheld_at_every_door(small):
    query = f"{AUTUMN}&by=area"

    page = numbers(figure(small.officer, query))
    lines = list(csv.reader(io.StringIO(csv_of(small.officer, query))))
    told = client_of(small.officer).get(f"/api/v1/figures/meetings/count/?{query}").json()

    assert page["meetings.count"] == ("", "withheld")
    assert page[f"meetings.count.{small.south.pk}"] == ("", "withheld")
    assert page[f"meetings.count.{small.north.pk}"] == ("7", "7")
    assert lines[1][:3] == ["North", "7", "7"]
    assert lines[-1][:3] == ["All", "", "withheld"]
    assert (told["total"]["value"], told["total"]["withheld"], told["total"]["open_count"]) == (None, None, 7)
    assert "How many more are counted is withheld." in text(figure(small.officer, query))


def csv_of(actor, query):
    response = client_of(actor).get(f"/figures/meetings/count/csv/?{query}")
    assert response["Content-Type"].startswith("text/csv")
    return response.content.decode().removeprefix("\ufeff")


def test_the_mayor_counts_what_was_shared_with_his_town(small):
    town = OrganisationFactory(area=small.south)
    mayor = actor_of(town)
    shared = Meeting.objects.filter(area=small.south).first()
    Meeting.objects.filter(pk=shared.pk).update(sensitivity=Sensitivity.SHARED)
    MeetingPartyFactory(meeting=shared, organisation=town)
    MinutesVersionFactory(
        meeting=shared, content={"day": "2026-09-10", "kind": "call", "status": "held", "title": "As shared"}
    )

    response = figure(mayor, f"{AUTUMN}&by=kind")

    assert numbers(response)["meetings.count"] == ("1", "1")
    assert numbers(response)["meetings.count.call"] == ("1", "1")
    assert [row.label for row in response.context["rows"]] == ["As shared"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=2026-10-05&until=2026-10-01", "The period ends before it begins."),
        ("since=yesterday", "Write a day as 2026-10-05 or a month as 2026-10."),
        ("since=1900-01&until=2026-01", "A period can be ten years long at most."),
        ("by=colour", "This cannot be split in this way."),
        ("by=month&by=month", "A figure can be split by each thing once, and by months or by quarters."),
        ("by=month&by=quarter", "A figure can be split by each thing once, and by months or by quarters."),
        ("colour=red", "This cannot be narrowed by “colour”."),
        ("kind=picnic", "Kind of meeting has no such value."),
        ("component=picnic", "mission component has no such value."),
        ("area=nowhere", "There is no such area."),
        ("area=01890000-0000-7000-8000-000000000000", "There is no such area."),
        ("audience=everybody", "There is no such audience."),
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(small, query, sentence):
    response = figure(small.head, query)
    told = client_of(small.head).get(f"/api/v1/figures/meetings/count/?{query}")
    in_file = client_of(small.head).get(f"/figures/meetings/count/csv/?{query}")

    assert (response.status_code, told.status_code, in_file.status_code) == (422, 422, 422)
    assert sentence in text(response)
    assert sentence in str(told.json()["errors"])
    assert sentence in in_file.content.decode()


@pytest.mark.parametrize(
    ("query", "value", "sentence"),
    [
        ("since=2027-03&until=2027-04", "no data", "This period has not begun yet."),
        ("since=2020-03&until=2020-04", "no data", "Concord was not yet in use in this period."),
        ("since=2026-10&until=2026-10", "0", "Nothing was counted here in this period."),
    ],
)
def test_nothing_is_zero_only_where_it_was_looked_for(small, query, value, sentence):
    MeetingFactory(held_by=small.mission, status="planned")
    MeetingFactory(held_by=small.mission, area=small.country, day=date(2026, 8, 1))
    query = f"since=2026-08&until=2026-10&{query}" if "2026-10&until" in query else query

    response = figure(small.head, query if value == "no data" else "since=2026-08&until=2026-10&kind=visit")

    assert numbers(response)["meetings.count"][1] == value
    assert sentence in text(response)


def test_who_reads_no_figures_is_told_so(small):
    auditor = actor_of(small.mission, Role.AUDITOR)

    for path in ("/figures/", "/figures/meetings/count/", "/figures/meetings/count/csv/", "/api/v1/figures/",
                 "/api/v1/figures/meetings/count/"):  # fmt: skip
        assert client_of(auditor).get(path).status_code == 403, path
        assert Client().get(path).status_code in {302, 401, 403}, path


def test_what_cannot_be_counted_is_not_there(small):
    for path in ("meetings/weight", "people/count"):
        for address in (f"/figures/{path}/", f"/figures/{path}/csv/", f"/api/v1/figures/{path}/"):
            assert client_of(small.head).get(address).status_code == 404, address


def test_the_api_tells_what_can_be_asked(small):
    told = client_of(small.head).get(reverse("figure-list")).json()

    meetings = next(one for one in told if one["name"] == "meetings")
    assert [one["name"] for one in meetings["dimensions"]] == ["kind", "component"]
    assert meetings["measures"][0]["definition"] == "How many meetings were held."


@pytest.mark.parametrize(
    ("countable", "split"),
    [("meetings", "kind"), ("minutes", "way"), ("action-items", "side"), ("contacts", "post")],
)
def test_a_page_asks_eight_statements_whatever_it_shows(small, countable, split):
    client = client_of(small.head)
    town = OrganisationFactory(area=small.south)
    for meeting in Meeting.objects.all():
        AttendanceFactory(meeting=meeting, post=PostFactory(organisation=town))
        MinutesFactory(meeting=meeting, status="agreed")
        ActionItemFactory(owner=town, agreed_with=small.mission, area=small.south, due_on=date(2026, 9, 5))
    record("held", meeting, by=small.head)
    path = f"/figures/{countable}/count/?{AUTUMN}&by=area&by={split}"
    client.get(path)

    with CaptureQueriesContext(connection) as captured:
        page = client.get(path)

    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "select set_config"))]
    assert len(page.context["rows"]) == 9
    assert len(asked) <= 8, asked
