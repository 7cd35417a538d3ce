"""From an area's page to what is recorded in it and below."""

from __future__ import annotations

import pytest
from django.test import Client

from foundation.people.roles import Role
from tests.factories import ActionItemFactory, AreaFactory, MeetingFactory, actor_of

pytestmark = pytest.mark.django_db


def test_an_area_leads_to_the_records_in_it_and_below(client: Client):
    province = AreaFactory(time_zone="Etc/GMT-4")
    below, beside = AreaFactory(parent=province), AreaFactory()
    meeting = MeetingFactory(area=below, title="Market committee")
    MeetingFactory(area=beside, title="Elsewhere", held_by=meeting.held_by)
    item = ActionItemFactory(area=below, owner=meeting.held_by, summary="Repair the well")
    ActionItemFactory(area=beside, owner=meeting.held_by, summary="Paint the school")
    officer = actor_of(meeting.held_by, Role.LIAISON_OFFICER, areas=[province, beside])
    client.force_login(officer.user)

    page = client.get(f"/places/{province.pk}/").content.decode()
    meetings = client.get("/meetings/", {"area": province.pk}).content.decode()
    items = client.get("/actions/", {"area": province.pk}).content.decode()

    assert f"/meetings/?area={province.pk}" in page
    assert f"/actions/?area={province.pk}" in page
    assert "UTC+4" in page
    assert "Etc/GMT" not in page
    assert "Market committee" in meetings
    assert "Elsewhere" not in meetings
    assert item.summary in items
    assert "Paint the school" not in items


def test_a_stray_area_in_the_address_is_left_out(client: Client):
    meeting = MeetingFactory(title="Market committee")
    client.force_login(actor_of(meeting.held_by, Role.LIAISON_OFFICER, areas=[meeting.area]).user)

    for stray in ("no-id", "0190b0f0-0000-7000-8000-000000000000"):
        assert "Market committee" in client.get("/meetings/", {"area": stray}).content.decode()
        assert client.get("/actions/", {"area": stray}).status_code == 200
