"""The page of one item, its moves by page and by part, and what a stranger gets."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from coordination.choices import ActionStatus
from foundation.submissions.keys import new_key
from tests.factories import ActionItemFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db


def signed_in(client, actor):
    client.force_login(actor.user)
    return client


def page(client, item):
    response = client.get(item.get_absolute_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def form_of(html, deed):
    """The hidden fields and address of the form that does `deed`, as a browser would send them."""
    form = html.select_one(f"button[data-deed={deed}]").find_parent("form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    return form["action"], fields


def send(client, item, deed, *, part=False, **words):
    url, fields = form_of(page(client, item), deed)
    return client.post(url, fields | words, headers={"HX-Request": "true"} if part else {})


def test_report_done_then_confirm_by_page_alone(client):
    item = ActionItemFactory(status=ActionStatus.ACCEPTED)
    mayor, officer = actor_of(item.owner), actor_of(item.agreed_with)

    response = send(signed_in(client, mayor), item, "report_done", text="Twelve names sent")
    assert (response.status_code, response["Location"]) == (302, item.get_absolute_url())
    html = page(signed_in(client, officer), item)
    assert "Twelve names sent" in html.select_one(".timeline").text
    response = send(client, item, "confirm")

    assert response.status_code == 302
    item.refresh_from_db()
    assert item.status == ActionStatus.CONFIRMED


def test_a_part_equals_the_page_after_a_reload(client):
    item = ActionItemFactory(status=ActionStatus.REPORTED_DONE)
    officer = actor_of(item.agreed_with)

    part = send(signed_in(client, officer), item, "confirm", part=True)

    assert part.status_code == 200
    swapped = BeautifulSoup(part.content, "html.parser").article
    assert without_keys(swapped) == without_keys(page(client, item).article)


def test_words_stand_beside_their_move_and_names_stay_inside_the_mission(client):
    item = ActionItemFactory(status=ActionStatus.ACCEPTED)
    mayor, officer = actor_of(item.owner), actor_of(item.agreed_with)
    send(signed_in(client, mayor), item, "report_done", text="Nine names")
    send(signed_in(client, officer), item, "return", text="Twelve were agreed")
    send(signed_in(client, mayor), item, "propose_drop", reason="no_budget", text="No paper")

    lines = page(client, item).select(".timeline li")

    told = [[part.get_text(" ", strip=True) for part in line.select("b, .text")] for line in lines]
    assert told == [
        ["reported done", "Nine names"],
        ["returned with a reason", "Twelve were agreed"],
        ["proposed to drop it", "no budget · No paper"],
    ]
    assert mayor.name in lines[0].text
    assert officer.name not in lines[1].text
    assert item.agreed_with.name in lines[1].text


def without_keys(html):
    text = re.sub(r'(name="(?:submission_key|csrfmiddlewaretoken)"[^>]*?value=")[^"]*', r"\1", str(html))
    return re.sub(r"\s+", " ", text)


def test_a_report_without_words_comes_back_with_its_error(client):
    item = ActionItemFactory(status=ActionStatus.ACCEPTED)
    mayor = actor_of(item.owner)

    response = send(signed_in(client, mayor), item, "report_done", text="   ")

    assert response.status_code == 422
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one("details[open] .error-summary")
    item.refresh_from_db()
    assert item.status == ActionStatus.ACCEPTED


def test_a_refusal_says_why(client):
    item = ActionItemFactory(status=ActionStatus.REPORTED_DONE)
    mayor = actor_of(item.owner)
    fields = {"submission_key": new_key(mayor.user_id), "revision": item.revision}

    response = signed_in(client, mayor).post(reverse("coordination:action_item_confirm", args=[item.pk]), fields)

    assert response.status_code == 403
    assert "The other side confirms" in response.content.decode()


def test_a_stale_form_shows_both(client):
    item = ActionItemFactory(status=ActionStatus.ACCEPTED)
    mayor = actor_of(item.owner)
    url, fields = form_of(page(signed_in(client, mayor), item), "report_done")
    send(client, item, "start")

    response = client.post(url, fields | {"text": "Twelve names sent"})

    assert response.status_code == 409
    assert "Twelve names sent" in response.content.decode()


def test_a_replay_gets_the_first_answer(client):
    item = ActionItemFactory(status=ActionStatus.ACCEPTED)
    mayor = actor_of(item.owner)
    url, fields = form_of(page(signed_in(client, mayor), item), "report_done")
    fields["text"] = "Twelve names sent"
    first = client.post(url, fields)

    second = client.post(url, fields)

    assert second["X-Replayed"] == "1"
    assert second["Location"] == first["Location"]
    assert item.remarks.count() == 1


def test_a_stranger_finds_nothing(client):
    item = ActionItemFactory(status=ActionStatus.REPORTED_DONE)
    stranger = actor_of(OrganisationFactory())
    fields = {"submission_key": new_key(stranger.user_id), "revision": item.revision}

    signed_in(client, stranger)

    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.post(reverse("coordination:action_item_confirm", args=[item.pk]), fields).status_code == 404


@pytest.mark.parametrize("status", list(ActionStatus))
def test_the_page_stands_in_every_status_for_both_sides(client, status):
    item = ActionItemFactory(status=status)

    for side in (item.owner, item.agreed_with):
        html = page(signed_in(client, actor_of(side)), item)
        assert html.article["data-status"] == status
