from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.domain.action_items import report_action_item_done
from desk.navigation import navigation
from foundation.notices.models import Notice
from foundation.people.roles import Role
from tests.desk.conftest import signed_in
from tests.factories import ActionItemFactory, MembershipFactory, PersonFactory, actor_of


def soup_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def form_of(soup, deed):
    form = soup.find(attrs={"data-deed": deed}).find_parent("form")
    fields = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("name")}
    return form["action"], fields


@pytest.mark.parametrize(
    ("who", "page"), [("mayor", "/actions/"), ("officer", "/today/"), ("head", "/today/"), ("stranger", "/actions/")]
)
def test_the_front_leads_each_role_to_its_first_page(world, who, page):
    assert signed_in(getattr(world, who)).get("/").url == page


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("url", ["/today/", "/notices/", "/search/", "/search/?q=corma"])
def test_every_role_finds_every_desk_page(world, role, url):
    organisation = world.mission
    if role in {Role.LOCAL_OFFICIAL, Role.PARTNER_STAFF}:
        organisation = world.town
    client = signed_in(actor_of(organisation, role))

    soup = soup_of(client, url)

    assert soup.html["lang"] == "en"
    assert soup.find("h1")


@pytest.mark.parametrize("url", ["/", "/today/", "/notices/", "/search/"])
def test_without_an_account_one_is_asked_to_sign_in(client, db, url):
    assert client.get(url).url.startswith("/accounts/login/")


def test_somebody_without_a_place_is_told(db):
    client = signed_in(MembershipFactory(person=PersonFactory(), until_on="2026-01-02").person)

    assert "no place in an organisation" in soup_of(client, "/today/").text


def test_the_tiles_carry_their_figures(world):
    tile = soup_of(signed_in(world.officer), "/today/").find(attrs={"data-figure": "open_action_items"})

    assert tile["data-value"] == "2"


def test_the_administrator_sees_accounts_and_no_record(world):
    soup = soup_of(signed_in(actor_of(world.mission, Role.ADMINISTRATOR)), "/today/")

    assert soup.find(attrs={"data-figure": "without_second_factor"})
    assert "Patrol times" not in soup.text


def test_a_notice_is_opened_once_by_post_and_leads_to_its_record(world):
    report_action_item_done(world.town_owes, by=world.mayor, seen=None, text="Sent")
    client = signed_in(world.officer)
    soup = soup_of(client, "/notices/")
    assert soup.find(attrs={"class": "badge"}).text == "1"
    assert Notice.objects.filter(user=world.officer.user, read_at=None).count() == 1

    url, fields = form_of(soup, "open_notice")
    response = client.post(url, fields)

    assert response.url == world.town_owes.get_absolute_url()
    assert not Notice.objects.filter(user=world.officer.user, read_at=None).exists()


def test_all_notices_are_read_at_once(world):
    report_action_item_done(world.town_owes, by=world.mayor, seen=None, text="Sent")
    client = signed_in(world.officer)

    client.post(*form_of(soup_of(client, "/notices/"), "read_all_notices"))

    assert not Notice.objects.filter(user=world.officer.user, read_at=None).exists()
    assert Notice.objects.filter(user=world.head.user, read_at=None).exists()


def test_three_notices_cost_no_more_statements_than_one(world):
    def count() -> int:
        client = signed_in(world.officer)
        client.get("/notices/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/notices/")
        assert not any("UPDATE" in query["sql"] for query in captured)
        return len([query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    report_action_item_done(world.town_owes, by=world.mayor, seen=None, text="Sent")
    one = count()
    for _number in range(2):
        item = ActionItemFactory(owner=world.town, agreed_with=world.mission, area=world.area)
        report_action_item_done(item, by=world.mayor, seen=None, text="Sent")

    assert Notice.objects.filter(user=world.officer.user).count() == 3
    assert count() == one


def test_an_official_reads_the_four_words(world):
    ActionItemFactory(owner=world.town, agreed_with=world.mission, area=world.area, status="in_progress")
    ActionItemFactory(owner=world.mission, agreed_with=world.town, area=world.area, status="requested")

    today, all_items = (soup_of(signed_in(world.mayor), url).text for url in ("/today/", "/actions/?as=list"))

    assert "being done" in today
    assert "in progress" not in today
    assert "Waiting for an answer from Mission" in all_items
    assert "being done" not in soup_of(signed_in(world.officer), "/today/").text


def test_another_persons_notice_does_not_exist(world):
    report_action_item_done(world.town_owes, by=world.mayor, seen=None, text="Sent")
    client = signed_in(world.officer)
    _url, fields = form_of(soup_of(client, "/notices/"), "open_notice")
    theirs = Notice.objects.get(user=world.head.user)

    response = client.post(reverse("desk:notice_open", args=[theirs.pk]), fields)

    assert response.status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_a_notice_of_what_may_no_longer_be_seen_is_not_listed(world):
    report_action_item_done(world.town_owes, by=world.mayor, seen=None, text="Sent")
    type(world.town_owes).objects.update(sensitivity="restricted")

    assert "Liste des ouvriers" not in soup_of(signed_in(world.officer), "/notices/").text


def test_the_sheet_before_a_meeting_shows_what_is_owed(world):
    soup = soup_of(signed_in(world.officer), reverse("desk:before", args=[world.town.pk]))

    assert soup.find(attrs={"data-figure": "we_owe"})["data-value"] == "1"
    assert soup.find(attrs={"data-figure": "they_owe"})["data-value"] == "1"


@pytest.mark.parametrize("url", ["/today/", "/search/?q=item"])
def test_a_page_costs_at_most_eight_statements(world, url):
    client = signed_in(world.head)
    client.get(url)

    with CaptureQueriesContext(connection) as captured:
        client.get(url)

    uncounted = ("SAVEPOINT", "RELEASE", "select set_config")
    statements = [query["sql"] for query in captured if not query["sql"].startswith(uncounted)]
    assert len(statements) <= 8, statements


def test_the_frame_costs_no_statement(world, rf, django_assert_num_queries):
    request = rf.get("/today/")
    request.user, request.actor = world.officer.user, world.officer

    with django_assert_num_queries(0):
        context = navigation(request)

    assert [item.url for item in context["navigation"] if item.current] == ["/today/"]
