"""The log form, used by a browser without scripts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.choices import ActionStatus, MeetingStatus
from coordination.domain.meetings import edit_meeting
from coordination.models import ActionItem, Attendance, Meeting
from foundation.submissions.keys import new_key
from tests.coordination.browser import Page, visit
from tests.coordination.meeting_world import World
from tests.factories import ActionItemFactory, MeetingFactory, MeetingPartyFactory, PostFactory, TenureFactory

pytestmark = pytest.mark.django_db

NEW = "/meetings/new/"
SAVE = "button[data-deed=log]"


def opened(client, officer, query: str = "") -> Page:
    page = visit(client, officer, NEW + query)
    assert page.status == 200
    return page


def test_a_short_contact_needs_a_title_alone(client):
    world = World()

    page = opened(client, world.officer()).press(SAVE, title="Met at the market")

    meeting = Meeting.objects.get()
    assert page.url == meeting.get_absolute_url()
    assert (meeting.title, meeting.area, meeting.day) == ("Met at the market", world.area, timezone.localdate())
    assert "Met at the market" in page.text


def test_a_full_log_without_a_script(client):
    world = World()
    TenureFactory(
        post=PostFactory(organisation=world.town, titles={"en": "Mayor of Corma"}), person__full_name="Joseph"
    )

    page = opened(client, world.officer(), f"?with={world.town.pk}")
    page = page.press("button[name=add_row][value=items]", title="Market road", items__0__summary="Patrol times")
    page = page.press(
        SAVE,
        attendance__0__who="Joseph, Mayor of Corma",
        attendance__1__who="A neighbour",
        topics__0__title="Night patrols",
        topics__0__outcome="decision",
        pasted="Market road: twelve workers\nDiesel",
        items__0__owner="ours",
        items__0__due_on="2026-12-01",
        items__1__summary="List of workers",
        items__1__owner=str(world.town.pk),
        own_note="Candid",
    )

    meeting = Meeting.objects.get()
    assert page.status == 200
    assert [topic.title for topic in meeting.topics.order_by("number")] == ["Night patrols", "Market road", "Diesel"]
    items = {item.summary: item for item in meeting.action_items.all()}
    assert (items["Patrol times"].owner, items["Patrol times"].agreed_with) == (world.component, world.town)
    assert (items["List of workers"].owner, items["List of workers"].agreed_with) == (world.town, world.component)
    assert items["Patrol times"].due_on == date(2026, 12, 1)
    assert items["List of workers"].due_is_approximate
    first, second = meeting.attendances.all()
    assert (first.person.full_name, first.organisation, first.name) == ("Joseph", world.town, "")
    assert (second.name, second.organisation) == ("A neighbour", None)


@pytest.mark.parametrize("prefix", ["attendance", "topics", "items"])
def test_adding_a_row_by_the_server_loses_nothing_and_stores_nothing(client, prefix):
    world = World()
    page = opened(client, world.officer())
    rows = len(page.html.select("[data-repeater-rows] [data-repeater-row]"))

    page = page.press(f"button[name=add_row][value={prefix}]", title="Typed", own_note="Kept", topics__0__title="Road")

    assert page.status == 200
    assert len(page.html.select("[data-repeater-rows] [data-repeater-row]")) == rows + 1
    assert page.html.select_one("[name=title]")["value"] == "Typed"
    assert page.html.select_one("[name=own_note]").text.strip() == "Kept"
    assert page.html.select_one("[name=topics-0-title]")["value"] == "Road"
    assert page.html.select(".errorlist") == []
    assert not Meeting.objects.exists()


def test_a_helping_button_does_not_use_up_the_forms_key(client):
    """Back after "Add a row", then Save: the first form still works."""
    first = opened(client, World().officer())
    first.press("button[name=add_row][value=items]", title="Road")

    page = first.press(SAVE, title="Road")

    assert page.status == 200
    assert Meeting.objects.count() == 1


def test_sent_twice_it_is_written_once(client):
    page = opened(client, World().officer())
    first = page.press(SAVE, follow=False, title="Road")

    again = page.press(SAVE, follow=False, title="Road")

    assert Meeting.objects.count() == 1
    assert again.response["X-Replayed"] == "1"
    assert again.response["Location"] == first.response["Location"]


def test_last_attendance_is_repeated_in_one_tap(client):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer)
    Attendance.objects.create(meeting=meeting, name="Old friend", organisation=world.town)
    mayor = PostFactory(organisation=world.town, titles={"en": "Mayor of Corma", "fr": "Maire de Corma"})
    TenureFactory(post=mayor, person__full_name="Joseph")
    Attendance.objects.create(meeting=meeting, post=mayor, organisation=world.town)

    page = opened(client, officer, f"?with={world.town.pk}")
    page = page.press("button[name=repeat_attendance]", title="Typed", attendance__0__who="Somebody new")

    names = [field["value"] for field in page.html.select("[data-repeater-rows] [name$=-who]")]
    assert names == ["Somebody new", "Old friend", "Mayor of Corma"]
    page.press(SAVE)
    assert Meeting.objects.get(title="Typed").attendances.filter(post=mayor).exists()


def test_pasted_notes_become_rows(client):
    page = opened(client, World().officer())

    page = page.press("button[name=make_topics]", pasted="- Road: bad\n- Well")

    assert [field["value"] for field in page.html.select("[data-repeater-rows] [name$=-title]")] == ["Road", "Well"]
    assert page.html.select_one("[name=pasted]").text.strip() == ""


def open_item(world: World, **changes) -> ActionItem:
    words = {"owner": world.town, "agreed_with": world.component, "area": world.area, "meeting": world.last}
    return ActionItemFactory(**(words | changes))


def reviewed(world: World) -> World:
    world.last = MeetingFactory(held_by=world.mission, area=world.area, component=world.component)
    MeetingPartyFactory(meeting=world.last, organisation=world.town)
    return world


@pytest.mark.parametrize(
    ("owed_by", "before", "after"),
    [
        ("ours", ActionStatus.IN_PROGRESS, ActionStatus.REPORTED_DONE),
        ("theirs", ActionStatus.REPORTED_DONE, ActionStatus.CONFIRMED),
        ("theirs", ActionStatus.ACCEPTED, ActionStatus.REPORTED_DONE),
    ],
)
def test_an_open_item_of_last_time_is_ticked(client, owed_by, before, after):
    world = reviewed(World())
    sides = {"owner": world.component, "agreed_with": world.town} if owed_by == "ours" else {}
    item = open_item(world, status=before, **sides)

    page = opened(client, world.officer(), f"?with={world.town.pk}")
    tick = page.html.select_one(f"[name=review-{item.pk}]")
    page = page.press(SAVE, **{"title": "Again", f"review-{item.pk}".replace("-", "__"): tick["value"]})

    item.refresh_from_db()
    assert page.status == 200
    assert item.status == after
    if after == ActionStatus.REPORTED_DONE:
        assert "Told at the meeting" in item.remarks.get().text


def test_choosing_a_counterpart_without_a_script_shows_what_is_open(client):
    world = reviewed(World())
    item = open_item(world)
    page = opened(client, world.officer())
    assert item.summary not in page.text

    page = page.press("button[name=show_open]", counterpart=str(world.town.pk))

    assert item.summary in page.text


def test_what_is_open_elsewhere_or_with_others_is_not_on_the_form(client):
    world, other = reviewed(World()), reviewed(World())
    with_the_court = open_item(world, owner=world.court)
    elsewhere = open_item(other)
    closed = open_item(world, status=ActionStatus.CONFIRMED)

    text = opened(client, world.officer(), f"?with={world.town.pk}").text

    assert [item for item in (with_the_court, elsewhere, closed) if item.summary in text] == []


def test_an_item_that_moved_meanwhile_stops_the_log_and_loses_nothing(client):
    world = reviewed(World())
    item = open_item(world, status=ActionStatus.REPORTED_DONE)
    page = opened(client, world.officer(), f"?with={world.town.pk}")
    ActionItem.objects.update(revision=7, status=ActionStatus.IN_PROGRESS)

    page = page.press(SAVE, **{"title": "Typed", f"review-{item.pk}".replace("-", "__"): "confirmed"})

    assert page.status == 422
    assert "changed meanwhile" in page.text
    assert page.html.select_one("[name=title]")["value"] == "Typed"
    assert Meeting.objects.count() == 1


def test_a_day_to_come_is_planned_and_held_later(client):
    world = World()
    officer = world.officer()
    to_come = (timezone.localdate() + timedelta(days=2)).isoformat()
    opened(client, officer).press(SAVE, title="To come", day=to_come)
    meeting = Meeting.objects.get()
    assert meeting.status == MeetingStatus.PLANNED

    page = visit(client, officer, f"/meetings/{meeting.pk}/hold/")
    page.press("button[data-deed=hold]", day=timezone.localdate().isoformat(), topics__0__title="Came up")

    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.HELD


def test_cancelled_with_a_reason(client):
    world = World()
    officer = world.officer()
    meeting = MeetingFactory(held_by=world.mission, area=world.area, status=MeetingStatus.PLANNED)

    refused = visit(client, officer, meeting.get_absolute_url()).press("button[data-deed=cancel]", reason=" ")
    assert refused.status == 422
    refused.press("button[data-deed=cancel]", reason="Road cut")

    meeting.refresh_from_db()
    assert (meeting.status, meeting.cancel_reason) == (MeetingStatus.CANCELLED, "Road cut")


WRONG = [
    ({"title": " "}, "title"),
    ({"area": "nowhere"}, "area"),
    ({"day": "2026-02-31"}, "day"),
    ({"day": "0001-01-01"}, "day"),
    ({"items__0__summary": "No owner"}, "items-0-owner"),
    ({"items__0__owner": "ours"}, "items-0-summary"),
    ({"items__0__summary": "Ours", "items__0__owner": "ours"}, "items-0-agreed_with"),
    ({"topics__0__text": "No title"}, "topics-0-title"),
    ({"attendance__0__who": "X", "attendance__0__presence": "represented"}, "attendance-0-represented_by"),
    ({"attendance__0__represented_by": "His deputy"}, "attendance-0-who"),
    ({"place": "a\x00b"}, "place"),
]


@pytest.mark.parametrize(("typed", "field"), WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_all_is_kept(client, typed, field):
    page = opened(client, World().officer())

    page = page.press(SAVE, **({"title": "Road", "own_note": "Long work"} | typed))

    assert page.status == 422
    assert page.html.select_one(f"[name={field}]").find_parent(class_="field-bad") is not None
    assert page.html.select_one("[name=own_note]").text.strip() == "Long work"
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("prefix", "most", "field"), [("attendance", 100, "who"), ("topics", 60, "title")])
def test_too_many_rows_are_refused_and_kept(client, prefix, most, field):
    page = opened(client, World().officer())
    rows = {f"{prefix}__{n}__{field}": f"Row {n}" for n in range(most + 1)}

    page = page.press(SAVE, **({"title": "Road", f"{prefix}__TOTAL_FORMS": str(most + 1)} | rows))

    assert page.status == 422
    kept = page.html.select(f"[data-repeater-rows] [name^={prefix}-][name$=-{field}]")
    assert kept[-1]["value"] == f"Row {most}"


def test_the_second_editor_sees_both_and_may_send_his_on_top(client):
    world = World()
    first, second = world.officer(), world.officer()
    meeting = world.logged(first, own_note="Before")
    page = visit(client, second, f"/meetings/{meeting.pk}/edit/")
    edit_meeting(meeting, world.draft(title="Theirs", own_note="Before", items=()), by=first, seen=meeting.revision)

    conflict = page.press("button[data-deed=edit]", title="Mine")

    assert conflict.status == 409
    assert "Theirs" in conflict.text
    assert first.name in conflict.text
    assert conflict.html.select(".conflict-pair time")
    assert "Mine" in conflict.text
    assert Meeting.objects.get().title == "Theirs"
    assert conflict.press("button[data-deed=send_mine]").status == 200
    assert Meeting.objects.get().title == "Mine"


def test_an_edited_row_keeps_its_person_and_a_removed_one_goes(client):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, attendances=world.crowd(2))
    page = visit(client, officer, f"/meetings/{meeting.pk}/edit/")

    page.press("button[data-deed=edit]", attendance__1__DELETE="on", title="Same people")

    only = meeting.attendances.get()
    assert (only.post.title, only.name) == ("Mayor", "")


@pytest.mark.parametrize("deed", ["edit", "hold", "cancel", "share", "circulate", "side-note", "files", "minutes"])
def test_a_stranger_finds_nothing(client, deed):
    meeting = World().logged()
    stranger = World().officer()
    client.force_login(stranger.user)
    url = f"/meetings/{meeting.pk}/{deed}/"

    looked = client.get(url).status_code
    sent = client.post(url, {"submission_key": new_key(stranger.user_id), "revision": meeting.revision}).status_code

    assert {looked, sent} <= {404, 405}
    assert 404 in {looked, sent}


def test_who_may_not_log_is_refused_with_a_reason(client):
    page = visit(client, World().mayor(), NEW)

    assert page.status == 403
    assert "Your role does not include this." in page.text


def hostile() -> list[str]:
    strings = json.loads(Path(__file__).with_name("hostile.json").read_text())
    return [text for text in strings if text.strip()]


def test_hostile_text_is_kept_exactly_and_never_runs(client):
    world = World()
    officer = world.officer()
    for text in hostile():
        page = opened(client, officer).press(
            SAVE, title=text[:200], topics__0__title=text[:200], own_note=text, attendance__0__who=text[:200]
        )
        assert page.status in {200, 422}
        assert page.html.select("main script, main img, main iframe") == []
        if page.status == 200:
            meeting = Meeting.objects.order_by("-logged_at").first()
            assert meeting.title == text[:200]
            assert meeting.notes.get().text == text


def test_the_address_of_the_form_is_the_settled_one():
    assert reverse("coordination:meeting_new") == NEW
