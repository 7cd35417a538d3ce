"""A figure's page taken along: PDF and workbook say what the page says, to the same readers."""

from __future__ import annotations

import io

import openpyxl
import pytest
import time_machine
from django.test import Client

from foundation.people.roles import Role
from tests.factories import MeetingFactory, actor_of

pytestmark = pytest.mark.django_db
TODAY = "2026-11-22T12:00Z"
QUERY = {"area": "", "since": "2026-11", "until": "2026-11", "by": "kind"}


def figures_in(content: bytes) -> dict[str, tuple[object, object]]:
    _head, *rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["figures"].iter_rows(values_only=True)
    return {row[0]: (row[2], row[4]) for row in rows}


@pytest.fixture
def officer(client: Client):
    with time_machine.travel(TODAY, tick=False):
        meeting = MeetingFactory(status="held", day="2026-11-03", kind="visit")
        MeetingFactory(status="held", day="2026-11-04", kind="call", held_by=meeting.held_by, area=meeting.area)
        officer = actor_of(meeting.held_by, Role.LIAISON_OFFICER, areas=[meeting.area])
        client.force_login(officer.user)
        yield officer


def test_the_workbook_holds_each_figure_of_the_page_with_its_instant(client: Client, officer):
    answer = client.get("/figures/meetings/count/xlsx/", QUERY)

    found = figures_in(answer.content)
    assert found["meetings.count"] == (2, "2026-11-22T12:00:00+00:00")
    assert found["meetings.count.visit"][0] == 1
    assert found["meetings.count.community_dialogue"][0] == 0
    assert answer["Content-Disposition"] == 'attachment; filename="meetings-count-internal.xlsx"'
    assert answer["Cache-Control"] == "no-store"


def test_the_same_question_gives_the_same_pdf(client: Client, officer):
    first = client.get("/figures/meetings/count/pdf/", QUERY)

    assert first.content.startswith(b"%PDF")
    assert client.get("/figures/meetings/count/pdf/", QUERY).content == first.content


def test_the_page_links_its_files_with_the_same_question(client: Client, officer):
    page = client.get("/figures/meetings/count/", QUERY).content.decode()

    for form in ("pdf", "xlsx"):
        assert f'data-file="{form}"' in page
        assert f"/figures/meetings/count/{form}/?area=&amp;since=2026-11-01&amp;until=2026-11-30&amp;by=kind" in page


def test_a_share_comes_with_its_parts_and_a_median_as_a_number(client: Client, officer):
    for figure in ("minutes/agreed", "action-items/kept-on-time", "action-items/days-to-report", "contacts/posts"):
        assert client.get(f"/figures/{figure}/xlsx/", {"area": ""}).status_code == 200
        assert client.get(f"/figures/{figure}/pdf/", {"area": "", "by": "month"}).status_code == 200
        assert client.get(f"/figures/{figure}/", {"area": "", "by": "month"}).status_code == 200


def test_a_question_without_sense_and_an_unknown_figure_are_told_apart(client: Client, officer):
    assert client.get("/figures/meetings/count/pdf/", {"since": "nonsense"}).status_code == 422
    assert client.get("/figures/meetings/nothing/pdf/").status_code == 404
    assert client.get("/figures/nothing/count/xlsx/").status_code == 404
