"""The officer's list, the official's board, my commitments, kept views and the download."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.choices import ActionStatus
from coordination.models import SavedView
from foundation.journal.models import Entry
from foundation.people.roles import Role
from tests.factories import (
    ActionItemFactory,
    DropProposalFactory,
    DueDateChangeFactory,
    MeetingFactory,
    OrganisationFactory,
    SavedViewFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

S = ActionStatus
TODAY = timezone.localdate()
LIST, CSV, LEDGER = "/actions/", "/actions/csv/", "/ledger/"
NOT_COUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT", "select set_config")


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def town():
    return OrganisationFactory(kind="local_authority")


@pytest.fixture
def officer(mission):
    return actor_of(mission)


@pytest.fixture
def mayor(town):
    return actor_of(town)


def read(client, actor, path=LIST):
    client.force_login(actor.user)
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(html):
    return [link.text for link in html.select("a.row-title")]


def statements(client, path):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured if not query["sql"].startswith(NOT_COUNTED)]


@pytest.mark.parametrize("path", [LIST, f"{LIST}?as=list", f"{LIST}mine/", LEDGER])
@pytest.mark.parametrize("side", ["officer", "mayor"])
def test_a_list_costs_the_same_at_any_volume(client, mission, town, path, side, request):
    client.force_login(request.getfixturevalue(side).user)
    add_lively_item(town, mission)
    at_one = statements(client, path)
    for _more in range(2):
        add_lively_item(town, mission)
        add_lively_item(mission, town)

    at_more = statements(client, path)

    assert len(at_one) == len(at_more) <= (10 if path == LEDGER else 8), "\n".join(at_more)


def add_lively_item(owner, other):
    """An item with everything a list may look at."""
    meeting = MeetingFactory(held_by=owner)
    item = ActionItemFactory(owner=owner, agreed_with=other, meeting=meeting, status=S.IN_PROGRESS)
    DueDateChangeFactory(item=item, proposed_by_root=owner)
    DropProposalFactory(item=item, proposed_by_root=owner)
    ActionItemFactory(owner=owner, agreed_with=other, status=S.CONFIRMED, closed_at=timezone.now())


def test_the_list_shows_what_may_be_seen_and_what_comes_next_first(client, mission, town, officer):
    ActionItemFactory(summary="Kept", owner=town, agreed_with=mission, status=S.CONFIRMED, due_on=TODAY)
    ActionItemFactory(summary="Next", owner=town, agreed_with=mission, due_on=TODAY + timedelta(days=2))
    ActionItemFactory(summary="Somebody else's")

    assert titles(read(client, officer)) == ["Next", "Kept"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("owed_by=ours", ["Patrol times"]),
        ("owed_by=theirs", ["Road workers"]),
        ("owed_by=own", ["Order paper"]),
        ("status=in_progress", ["Patrol times"]),
        ("due=late", ["Patrol times"]),
        ("due=7", ["Road workers"]),
        ("sector=roads", ["Road workers"]),
        ("needs_help=1", ["Road workers"]),
        ("q=ROAD+wörk", ["Road workers"]),
        ("q=cor-26-0147-k", ["Patrol times"]),
        ("outcome=open", ["Patrol times", "Road workers"]),
        ("sort=-due", ["Order paper", "Road workers", "Patrol times"]),
        ("status=nonsense&page=900&size=x", ["Patrol times", "Road workers", "Order paper"]),
    ],
)
def test_the_list_is_narrowed(client, mission, town, officer, query, found):
    late = {"due_on": TODAY - timedelta(days=3), "status": S.IN_PROGRESS, "reference": "COR-26-0147-K"}
    ActionItemFactory(summary="Patrol times", owner=mission, agreed_with=town, area=mission.area, **late)
    helped = {"needs_help_since": timezone.now(), "sector": "roads", "area": mission.area}
    ActionItemFactory(summary="Road workers", owner=town, agreed_with=mission, **helped)
    own = {"agreed_with": None, "due_on": TODAY + timedelta(days=40), "sensitivity": "internal"}
    ActionItemFactory(summary="Order paper", owner=mission, **own)

    assert titles(read(client, officer, f"{LIST}?{query}")) == found


def test_the_counterpart_filter_offers_only_those_met(client, mission, town, officer):
    item = ActionItemFactory(owner=town, agreed_with=mission)
    ActionItemFactory(owner=OrganisationFactory(names={"en": "Elsewhere"}))

    html = read(client, officer, f"{LIST}?counterpart={town.pk}")

    offered = [option.text for option in html.select("#filter-counterpart option")]
    assert offered == ["All", town.name]
    assert titles(html) == [item.summary]


def test_the_download_holds_exactly_what_is_filtered(client, mission, town, officer):
    ActionItemFactory(summary="=cmd()", owner=town, agreed_with=mission, sector="roads")
    ActionItemFactory(owner=town, agreed_with=mission)
    ActionItemFactory(sector="roads")
    client.force_login(officer.user)

    response = client.post(f"{CSV}?sector=roads")

    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["'=cmd()"]
    assert Entry.objects.get().verb == "exported_action_items"


def test_a_kept_view_comes_back_under_its_name(client, mission, officer):
    html = read(client, officer, f"{LIST}?due=late&page=2")
    form = html.select_one("button[data-deed=save_view]").find_parent("form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}

    client.post(form["action"], fields | {"name": "Late ones"})

    view = SavedView.objects.get()
    assert (view.name, view.query, view.user_id) == ("Late ones", "due=late", officer.user_id)
    assert read(client, officer).select_one('a[href="?due=late"]').text == "Late ones"


def test_a_name_too_long_for_a_view_comes_back_to_be_shortened(client, mission, officer):
    html = read(client, officer, f"{LIST}?due=late")
    form = html.select_one("button[data-deed=save_view]").find_parent("form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}

    refused = client.post(form["action"], fields | {"name": "Late " * 20})

    assert refused.status_code == 422
    again = BeautifulSoup(refused.content, "html.parser").select_one("main form")
    kept = {field["name"]: field.get("value", "") for field in again.select("input")}
    assert kept["name"].strip() == ("Late " * 20).strip()
    client.post(again["action"], kept | {"name": "Late ones"})
    assert SavedView.objects.get().query == "due=late"


def test_nobody_forgets_anothers_view(client, officer, mayor):
    view = SavedViewFactory(user=mayor.user)
    html = read(client, officer)
    key = html.select_one("input[name=submission_key]")["value"]

    response = client.post(reverse("coordination:saved_view_forget", args=[view.pk]), {"submission_key": key})

    assert response.status_code == 404
    assert SavedView.objects.exists()


def test_the_board_opens_with_what_the_mission_owes(client, mission, town, mayor):
    ActionItemFactory(summary="We send names", owner=town, agreed_with=mission)
    ActionItemFactory(summary="They send times", owner=mission, agreed_with=town)
    proposal = ActionItemFactory(summary="Clear the well", owner=town, agreed_with=mission, status=S.REQUESTED)

    html = read(client, mayor)

    assert [link.text for link in html.select(".action-what")] == ["They send times", "Clear the well", "We send names"]
    deeds = [button["data-deed"] for button in html.select(f"#card-{proposal.pk} button")]
    assert deeds == ["accept", "decline"]


def test_the_board_counts_what_is_done(client, mission, town, mayor):
    ActionItemFactory(owner=town, agreed_with=mission)
    ActionItemFactory(owner=town, agreed_with=mission, status=S.REPORTED_DONE)
    ActionItemFactory(owner=town, agreed_with=mission, status=S.CONFIRMED, closed_at=timezone.now())

    assert "2 of 3 done" in read(client, mayor).text


@pytest.mark.parametrize("by_script", [True, False])
def test_done_on_the_board_with_one_field_and_undo(client, mission, town, mayor, by_script):
    item = ActionItemFactory(owner=town, agreed_with=mission)
    headers = {"HX-Request": "true"} if by_script else {}

    def press(deed, **words):
        form = read(client, mayor).select_one(f"#card-{item.pk} button[data-deed={deed}]").find_parent("form")
        fields = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
        return client.post(form["action"], fields | words, headers=headers)

    response = press("report_done", text="Sent")
    if by_script:
        card = BeautifulSoup(response.content, "html.parser")
        assert (card.article["id"], card.article["data-status"]) == (f"card-{item.pk}", S.REPORTED_DONE)
    else:
        assert response["Location"] == f"/actions/#card-{item.pk}"
    press("undo_report")

    item.refresh_from_db()
    assert item.status == S.IN_PROGRESS


def test_a_card_names_no_meeting_that_may_not_be_seen(client, mission, town, mayor):
    secret = MeetingFactory(held_by=mission, title="About the mayor")
    ActionItemFactory(owner=town, agreed_with=mission, meeting=secret)

    assert "About the mayor" not in read(client, mayor).text


def test_the_ledger_reads_the_same_from_both_sides(client, mission, town, officer, mayor):
    ActionItemFactory(owner=town, agreed_with=mission, status=S.CONFIRMED)
    ActionItemFactory(owner=mission, agreed_with=town)
    elsewhere = OrganisationFactory().area
    ActionItemFactory(owner=mission, agreed_with=town, area=elsewhere)

    def figures(actor, other):
        html = read(client, actor, f"{LEDGER}?counterpart={other.pk}")
        return {mark["data-figure"]: mark["data-value"] for mark in html.select("[data-figure]")}, html

    ours, officers_page = figures(officer, town)
    theirs, _page = figures(mayor, mission)

    assert ours == theirs
    assert ours[f"ledger.open.{mission.pk}"] == "2"
    assert "2 of these items lie outside your areas" in officers_page.text


def test_each_number_of_the_ledger_opens_its_items(client, mission, town, mayor):
    kept = ActionItemFactory(owner=town, agreed_with=mission, status=S.CONFIRMED)
    ActionItemFactory(owner=town, agreed_with=mission)
    ActionItemFactory(owner=mission, agreed_with=town, status=S.CONFIRMED)
    mark = read(client, mayor, LEDGER).select_one(f'[data-figure="ledger.kept_on_time.{town.pk}"]')

    assert titles(read(client, mayor, mark.find_parent("a")["href"])) == [kept.summary]


def test_my_commitments_are_those_of_my_organisation(client, mission, town, mayor):
    works = OrganisationFactory(parent=town)
    ActionItemFactory(summary="Mine", owner=town, agreed_with=mission)
    ActionItemFactory(summary="The works department's", owner=works, agreed_with=mission)

    assert titles(read(client, mayor, f"{LIST}mine/")) == ["Mine"]


def test_an_auditor_reads_no_ledger(client, mission):
    client.force_login(actor_of(mission, Role.AUDITOR).user)

    assert client.get(LEDGER).status_code == 403
