from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coordination.choices import MinutesStatus
from coordination.domain.meetings import edit_meeting
from coordination.domain.minutes import circulate_minutes
from coordination.domain.sharing import share_meeting
from coordination.models import Meeting, Minutes, MinutesVersion
from tests.coordination.meeting_world import World

pytestmark = pytest.mark.django_db

URL = "/api/v1/meetings/"


def body(world: World, **changes):
    words = {
        "title": "Market road",
        "area": str(world.area.pk),
        "day": "2026-11-20",
        "time": "10:30",
        "parties": [str(world.town.pk)],
        "attendance": [{"name": "Joseph Mandaba", "organisation": str(world.town.pk)}],
        "topics": [{"title": "Night patrols", "outcome": "decision"}, {"title": "Ours", "is_own": True}],
        "own_note": "Candid",
        "action_items": [
            {
                "summary": "Send the list",
                "owner": str(world.town.pk),
                "agreed_with": str(world.component.pk),
                "due_on": "2026-12-01",
            }
        ],
    }
    return words | changes


def post(client, actor, url, data=None, **headers):
    client.force_login(actor.user)
    return client.post(url, json.dumps(data or {}), content_type="application/json", headers=headers)


def test_create_and_read_back(client):
    world = World()
    officer = world.officer()

    response = post(client, officer, URL, body(world))

    assert response.status_code == 201
    made = response.json()
    assert response["Location"] == f"{URL}{made['id']}/"
    assert (made["title"], made["own_note"], made["status"]) == ("Market road", "Candid", "held")
    assert [topic["title"] for topic in made["record"]["topics"]] == ["Night patrols"]
    again = client.get(response["Location"])
    assert again.json() == made
    assert again["ETag"] == '"1"'


def test_sent_twice_with_one_key_it_is_written_once(client):
    world = World()
    officer = world.officer()

    first = post(client, officer, URL, body(world), **{"Idempotency-Key": "k1"})
    second = post(client, officer, URL, body(world), **{"Idempotency-Key": "k1"})

    assert Meeting.objects.count() == 1
    assert second["X-Replayed"] == "1"
    assert (second.status_code, second.json()) == (201, first.json())


WRONG = [
    ({"title": "  "}, "title"),
    ({"title": None}, "title"),
    ({"title": "a\x00b"}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"area": "01a203b9-4672-7713-b1f2-cf6284902433"}, "area"),
    ({"day": "0001-01-01"}, "day"),
    ({"parties": ["01a203b9-4672-7713-b1f2-cf6284902433"]}, "parties"),
    ({"attendance": [{}]}, "attendance"),
    ({"topics": [{"title": "x"}] * 61}, "topics"),
    ({"action_items": [{"summary": "x"}]}, "action_items"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_is_wrong_is_a_problem_that_names_the_field(client, changes, field):
    world = World()

    response = post(client, world.officer(), URL, body(world, **changes))

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert field in response.json()["errors"]
    assert not Meeting.objects.exists()


def test_an_item_between_two_other_sides_is_refused(client):
    world = World()
    item = {"summary": "x", "owner": str(world.town.pk), "agreed_with": str(world.court.pk), "due_on": "2026-12-01"}

    response = post(client, world.officer(), URL, body(world, action_items=[item]))

    assert response.status_code == 422


def test_a_lone_surrogate_is_refused_not_a_crash(client):
    world = World()
    client.force_login(world.officer().user)
    sent = json.dumps(body(world)).replace("Market road", "a\\ud800b")

    assert client.post(URL, sent, content_type="application/json").status_code == 422


@pytest.mark.parametrize("text", json.loads((Path(__file__).parents[1] / "views" / "hostile.json").read_text()))
def test_hostile_text_is_stored_exactly(client, text):
    world = World()

    response = post(client, world.officer(), URL, body(world, title=text[:200], own_note=text))

    assert response.status_code == 201
    assert (response.json()["title"], response.json()["own_note"]) == (text[:200], text)


def test_the_list_shows_others_the_last_version(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = world.logged(officer)
    share_meeting(meeting, by=officer, seen=None)
    edit_meeting(meeting, world.draft(title="Secret", items=()), by=officer, seen=None)

    client.force_login(mayor.user)
    listed = client.get(URL).json()

    assert set(listed) == {"next", "previous", "results"}
    assert [one["title"] for one in listed["results"]] == ["Market road"]
    assert client.get(f"{URL}?q=secret").json()["results"] == []
    assert "Secret" not in client.get(f"{URL}{meeting.pk}/").content.decode()
    client.force_login(officer.user)
    assert [one["title"] for one in client.get(f"{URL}?q=secret&kind=liaison_meeting").json()["results"]] == ["Secret"]


@pytest.mark.parametrize("verb", ["hold", "cancel", "share", "circulate"])
def test_a_stranger_finds_nothing_and_another_side_is_refused(client, verb):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer)
    share_meeting(meeting, by=officer, seen=None)

    stranger = post(client, World().officer(), f"{URL}{meeting.pk}/{verb}/", {"reason": "x"})
    nowhere = post(client, World().officer(), f"{URL}01a203b9-4672-7713-b1f2-cf6284902433/{verb}/", {"reason": "x"})
    mayor = post(client, world.mayor(), f"{URL}{meeting.pk}/{verb}/", {"reason": "x"})

    assert (stranger.status_code, stranger.content) == (404, nowhere.content)
    assert mayor.status_code == 403


def test_planned_held_shared_circulated_answered(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    today = timezone.localdate().isoformat()
    made = post(client, officer, URL, body(world, day=today, is_planned=True)).json()
    url = f"{URL}{made['id']}/"

    assert post(client, officer, f"{url}hold/", **{"If-Match": '"7"'}).status_code == 409
    held = post(client, officer, f"{url}hold/", **{"If-Match": f'"{made["revision"]}"'}).json()
    assert held["status"] == "held"
    assert post(client, officer, f"{url}share/", {"digest": "0" * 64}).status_code == 409
    assert post(client, officer, f"{url}share/", {"digest": held["digest"]}).json()["sensitivity"] == "shared"
    version = post(client, officer, f"{url}circulate/", {"answer_by": "2026-12-01"})
    assert version.status_code == 201
    minutes = version["Location"]
    assert minutes == f"/api/v1/minutes/{version.json()['id']}/"
    assert post(client, officer, f"{minutes}endorse/").status_code == 403
    assert post(client, mayor, f"{minutes}object/", {"text": " "}).status_code == 422
    answered = post(client, mayor, f"{minutes}endorse-with-reservation/", {"text": "Not at night"}).json()

    assert [one["answer"] for one in answered["endorsements"]] == ["reservation"]
    assert Minutes.objects.get().status == MinutesStatus.AGREED_WITH_RESERVATIONS
    assert client.get(url).json()["minutes_status"] == "agreed_with_reservations"


def test_cancel_needs_a_reason(client):
    world = World()
    officer = world.officer()
    made = post(client, officer, URL, body(world, is_planned=True)).json()

    assert post(client, officer, f"{URL}{made['id']}/cancel/", {"reason": " "}).status_code == 422
    assert post(client, officer, f"{URL}{made['id']}/cancel/", {"reason": "Road cut"}).json()["status"] == "cancelled"


@pytest.mark.parametrize("verb", ["endorse", "endorse-with-reservation", "object"])
def test_minutes_are_found_by_their_readers_alone(client, verb):
    world = World()
    officer = world.officer()
    version = circulate_minutes(world.logged(officer), by=officer, seen=None, answer_by=None)
    url = f"/api/v1/minutes/{version.pk}/"
    stranger = World().mayor()

    assert post(client, stranger, f"{url}{verb}/", {"text": "x"}).status_code == 404
    assert client.get(url).status_code == 404
    assert client.get("/api/v1/minutes/").json()["results"] == []
    assert post(client, world.mayor(), f"{url}{verb}/", {"text": "x"}).status_code == 200
    assert [one["id"] for one in client.get("/api/v1/minutes/").json()["results"]] == [str(version.pk)]
    assert MinutesVersion.objects.get().digest == client.get(url).json()["digest"]


def test_the_lists_need_as_many_statements_for_three_as_for_one(client):
    world = World()
    officer = world.officer()
    counts = {}
    for number in (1, 3):
        while Meeting.objects.count() < number:
            circulate_minutes(world.logged(officer), by=officer, seen=None, answer_by=None)
        client.force_login(officer.user)
        for url in (URL, "/api/v1/minutes/"):
            with CaptureQueriesContext(connection) as captured:
                assert len(client.get(url).json()["results"]) == number
            counts.setdefault(url, []).append(len(captured))
    assert all(one == three for one, three in counts.values())
