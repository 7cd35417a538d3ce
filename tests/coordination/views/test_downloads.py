"""The lists as files: exactly what the reader's filters leave, as the reader knows it."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from bs4 import BeautifulSoup

from foundation.journal.models import Entry
from tests.factories import ActionItemFactory, MeetingFactory, MeetingPartyFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission", names={"en": "Mission"})


@pytest.fixture
def town():
    return OrganisationFactory(kind="local_authority", names={"en": "Town", "fr": "Ville"})


def csv_of(client, actor, path, **headers):
    client.force_login(actor.user)
    response = client.post(path, headers=headers)
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def sheet_of(client, actor, path):
    client.force_login(actor.user)
    response = client.post(path)
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(response.getvalue())).active]


def test_meetings_come_with_their_sides_once(client, mission, town):
    meeting = MeetingFactory(held_by=mission, title="=the well", place="Market")
    MeetingPartyFactory(meeting=meeting, organisation=town, root=town)
    MeetingPartyFactory(
        meeting=meeting, organisation=OrganisationFactory(parent=town, root=town, names={"en": "Clerks"})
    )
    MeetingFactory(held_by=mission, title="Elsewhere")

    rows = csv_of(client, actor_of(mission), f"/meetings/csv/?with={town.pk}")

    assert [row[1:5] for row in rows[1:]] == [["'=the well", "liaison meeting", "held", "Clerks; Town"]]
    assert rows[1][8] == "Mission"
    assert Entry.objects.get().verb == "exported_meetings"


def test_meetings_that_are_not_shared_are_in_no_file_of_the_other_side(client, mission, town):
    meeting = MeetingFactory(held_by=mission, title="Only ours")
    MeetingPartyFactory(meeting=meeting, organisation=town, root=town)

    assert len(csv_of(client, actor_of(town), "/meetings/csv/")) == 1
    assert len(sheet_of(client, actor_of(town), "/meetings/xlsx/")) == 1


def test_csv_and_workbook_hold_the_same_rows_in_the_readers_language(client, mission, town):
    ActionItemFactory(owner=town, agreed_with=mission, summary="Deuxième", sector="roads")
    ActionItemFactory(owner=town, agreed_with=mission, summary="Première", sector="roads")
    ActionItemFactory(owner=town, agreed_with=mission, summary="Other")
    officer = actor_of(mission)
    client.cookies["concord_language"] = "fr"

    lines = csv_of(client, officer, "/actions/csv/?sector=roads&sort=reference&hxl=1")
    rows = sheet_of(client, officer, "/actions/xlsx/?sector=roads&sort=reference&hxl=1")

    assert lines[0][0] == "Référence"
    assert lines[1][0] == "#activity+code"
    assert [line[2] for line in lines[2:]] == ["Ville", "Ville"]
    assert [[cell.date().isoformat() if hasattr(cell, "date") else cell or "" for cell in row] for row in rows] == lines


def test_the_buttons_carry_the_filters(client, mission):
    client.force_login(actor_of(mission).user)
    html = BeautifulSoup(client.get("/meetings/?status=held").content, "html.parser")

    for form in ("csv", "xlsx"):
        button = html.select_one(f"button[data-deed=download_{form}]")
        assert button.find_parent("form")["action"] == f"/meetings/{form}/?status=held"


def test_organisations_come_without_names_of_persons(client, mission, town):
    rows = csv_of(client, actor_of(town), "/organisations/csv/?kind=local_authority")

    assert [row[:3] for row in rows] == [["Name", "Kind", "part of"], ["Town", "local authority", ""]]
    assert Entry.objects.get().verb == "exported_organisations"


def test_a_list_too_long_for_a_workbook_is_refused_with_a_sentence(client, mission, town, monkeypatch):
    monkeypatch.setattr("foundation.documents.lists.xlsx.MOST_ROWS", 1)
    ActionItemFactory(owner=town, agreed_with=mission)
    ActionItemFactory(owner=town, agreed_with=mission)
    client.force_login(actor_of(mission).user)

    response = client.post("/actions/xlsx/")

    assert response.status_code == 422
    assert "more rows than a workbook can hold" in response.content.decode()
