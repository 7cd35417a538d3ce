"""The list and the page of meetings: what the keeping side sees, and what others may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coordination.domain.meetings import edit_meeting, plan_meeting
from coordination.domain.sharing import share_meeting
from coordination.domain.side_notes import write_side_note
from coordination.models import Meeting, MeetingFile
from foundation.files.storing import Checked, store
from foundation.people.roles import Role
from tests.coordination.browser import fetched, visit
from tests.coordination.meeting_world import World
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def shared(world: World, officer=None, **changes) -> Meeting:
    officer = officer or world.officer()
    meeting = world.logged(officer, **changes)
    share_meeting(meeting, by=officer, seen=None)
    return Meeting.objects.get(pk=meeting.pk)


def statements(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    ours = [one["sql"] for one in captured if "set_config" not in one["sql"]]
    return len([sql for sql in ours if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_full_meeting_page_needs_eight_statements_at_most(client, is_shared):
    world = World()
    officer = world.officer()
    full = {"attendances": world.crowd(10), "items": world.owed(20), "own_note": "x", "joint_note": "y"}
    meeting = shared(world, officer, **full) if is_shared else world.logged(officer, **full)
    client.force_login(officer.user)

    assert statements(client, meeting.get_absolute_url()) <= 8
    if is_shared:
        client.force_login(world.mayor().user)
        assert statements(client, meeting.get_absolute_url()) <= 8


def test_the_list_needs_as_many_statements_for_three_as_for_one(client):
    world = World()
    officer = world.officer()
    client.force_login(officer.user)
    world.logged(officer)
    one = statements(client, "/meetings/")
    world.logged(officer)
    world.logged(officer)

    assert statements(client, "/meetings/") == one


def test_the_other_side_reads_the_last_version_never_the_live_row(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = shared(world, officer)
    edit_meeting(meeting, world.draft(title="Secret turn", place="Back room", items=()), by=officer, seen=None)

    item = meeting.action_items.get()
    more = (item.get_absolute_url(), "/actions/", "/search/?q=market", f"/before/{world.mission.pk}/")
    for url in ("/meetings/", meeting.get_absolute_url(), f"{meeting.get_absolute_url()}minutes/", *more):
        page = visit(client, mayor, url)
        assert "Market road" in page.html.text
        assert "Secret turn" not in page.html.text
        assert "Back room" not in page.html.text
    for url in ("/today/", "/notices/", "/search/?q=secret", "/ledger/", "/actions/mine/"):
        assert "Secret turn" not in visit(client, mayor, url).html.text
    assert "Not yet shared changes" in visit(client, officer, meeting.get_absolute_url()).text
    assert "Secret turn" in visit(client, officer, item.get_absolute_url()).html.text


def test_today_names_a_planned_meeting_as_it_was_shared(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    draft = world.draft(day=timezone.localdate() + timedelta(days=3), items=())
    meeting = plan_meeting(draft, by=officer)
    share_meeting(meeting, by=officer, seen=None)
    edit_meeting(meeting, replace(draft, title="Secret turn"), by=officer, seen=None)

    assert "Market road" in visit(client, mayor, "/today/").html.text
    assert "Secret turn" not in visit(client, mayor, "/today/").html.text
    assert "Secret turn" in visit(client, officer, "/today/").html.text


def test_each_side_reads_what_it_may_of_what_happened(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = shared(world, officer)
    edit_meeting(meeting, world.draft(items=()), by=officer, seen=None)
    write_side_note(meeting, by=mayor, text="He was nervous")

    def lines(who):
        return [line.text for line in visit(client, who, meeting.get_absolute_url()).html.select(".timeline b")]

    assert lines(officer) == ["logged", "shared with the other sides", "corrected"]
    assert lines(mayor) == ["shared with the other sides", "wrote a note for our side"]
    assert officer.name not in visit(client, mayor, meeting.get_absolute_url()).html.text


def test_a_search_does_not_tell_what_is_not_shared(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = shared(world, officer, title="Marché")
    edit_meeting(meeting, world.draft(title="Sécret", items=()), by=officer, seen=None)

    assert visit(client, officer, "/meetings/?q=secret").html.select(".row-title")
    assert not visit(client, officer, "/meetings/?q=marche").html.select(".row-title")
    assert visit(client, mayor, "/meetings/?q=MARCHE").html.select(".row-title")
    assert not visit(client, mayor, "/meetings/?q=secret").html.select(".row-title")


FILTERS = [
    ("kind=visit", {"Visit"}),
    ("status=cancelled", {"Cancelled"}),
    ("with={court}", {"Court"}),
    ("area={elsewhere}", {"Elsewhere"}),
    ("from=2026-11-25", {"Late"}),
    ("until=2026-11-02", {"Early"}),
    ("kind=nonsense&status=&page=9", {"Visit", "Cancelled", "Court", "Elsewhere", "Late", "Early"}),
]


@pytest.mark.parametrize(("query", "titles"), FILTERS)
def test_the_list_is_narrowed(client, query, titles):
    world = World()
    officer = world.officer()
    common = {"held_by": world.mission, "component": world.component, "area": world.area, "day": "2026-11-20"}
    MeetingFactory(**common | {"title": "Visit", "kind": "visit"})
    MeetingFactory(**common | {"title": "Cancelled", "status": "cancelled"})
    elsewhere = type(world.area).objects.create(
        code="X1", names={"en": "Elsewhere"}, level=2, path=f"{world.area.path}.X1", parent=world.area
    )
    MeetingFactory(**common | {"title": "Elsewhere", "area": elsewhere})
    MeetingFactory(**common | {"title": "Late", "day": "2026-11-28"})
    MeetingFactory(**common | {"title": "Early", "day": "2026-11-01"})
    court = MeetingFactory(**common | {"title": "Court"})
    court.parties.create(organisation=world.court, root=world.court)

    page = visit(client, officer, "/meetings/?" + query.format(court=world.court.pk, elsewhere=elsewhere.pk))

    assert {one.text for one in page.html.select(".row-title")} == titles


SEES_INTERNAL = {Role.LIAISON_OFFICER, Role.HEAD_OF_OFFICE}


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.HEAD_OF_OFFICE, Role.ME_OFFICER, Role.AUDITOR])
@pytest.mark.parametrize("is_shared", [False, True])
def test_who_of_the_mission_sees_which_page(client, role, is_shared):
    world = World()
    meeting = shared(world) if is_shared else world.logged()
    actor = world.officer(role)

    status = visit(client, actor, meeting.get_absolute_url()).status

    sees = role in SEES_INTERNAL or (is_shared and role == Role.ME_OFFICER)
    assert status == (200 if sees else 404)


def test_an_official_of_the_mission_who_reads_no_internal_record_reads_the_shared_one(client):
    world = World()
    meeting = shared(world, own_note="Candid words")

    page = visit(client, world.officer(Role.ME_OFFICER), meeting.get_absolute_url())

    assert "Market road" in page.text
    assert "Candid words" not in page.text


def test_each_side_keeps_its_own_note(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = shared(world, officer, own_note="Ours alone")

    visit(client, mayor, meeting.get_absolute_url()).press("button[data-deed=write_side_note]", text="The town's own")

    assert "The town's own" in visit(client, mayor, meeting.get_absolute_url()).html.text
    assert "Ours alone" not in visit(client, mayor, meeting.get_absolute_url()).html.text
    assert "The town's own" not in visit(client, officer, meeting.get_absolute_url()).html.text


def test_two_of_one_side_writing_its_note_both_see_both(client):
    world = World()
    meeting = shared(world)
    first, second = world.mayor(), world.mayor()
    page = visit(client, second, meeting.get_absolute_url())
    visit(client, first, meeting.get_absolute_url()).press("button[data-deed=write_side_note]", text="First")
    client.force_login(second.user)

    conflict = page.press("button[data-deed=write_side_note]", text="Second")

    assert conflict.status == 409
    assert "First" in conflict.text
    assert "Second" in conflict.text
    conflict.press("button[data-deed=send_mine]")
    assert meeting.notes.get(held_by=world.town).text == "Second"


PDF = b"%PDF-1.4\n%%EOF\n"


def test_files_go_only_where_the_record_goes(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = world.logged(officer)
    kept = {}
    for name, side in (("joint", None), ("ours", world.mission)):
        stored = store(Checked(f"{name}.pdf", "application/pdf", PDF), by=officer)
        kept[name] = MeetingFile.objects.create(meeting=meeting, file=stored, held_by=side)
    share_meeting(meeting, by=officer, seen=None)
    stored = store(Checked("later.pdf", "application/pdf", PDF), by=officer)
    kept["later"] = MeetingFile.objects.create(meeting=meeting, file=stored)

    def status(actor, name):
        client.force_login(actor.user)
        return fetched(client, f"/meetings/{meeting.pk}/files/{kept[name].pk}/")

    assert [status(officer, name) for name in kept] == [200, 200, 200]
    assert [status(mayor, name) for name in kept] == [200, 404, 404]
    assert [status(World().officer(), name) for name in kept] == [404, 404, 404]


def test_the_daily_report_paragraph_stands_ready_to_copy(client):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, attendances=world.crowd(2))

    text = visit(client, officer, meeting.get_absolute_url()).html.select_one("#daily-report").text

    assert text == (
        "Fri 20 Nov, Corma: Civil Affairs, liaison meeting with Town of Corma about: Market road. "
        "(1) Night patrols [decision]: At 20:00 To be done: Send the list (Town of Corma, by Fri 27 Nov)."
    )
