"""Where a meeting was: few areas are a select, many are found by typing, also without a script."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from coordination.models import Meeting
from foundation.places.models import Area
from tests.coordination.browser import Page, visit
from tests.coordination.meeting_world import World
from tests.factories import AreaFactory

pytestmark = pytest.mark.django_db

NEW = "/meetings/new/"
SAVE = "button[data-deed=log]"
PAGE_AGAIN = 10_000


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def many(world) -> list[Area]:
    """As many areas as a country has."""
    villages = [AreaFactory(parent=world.area, names={"en": f"Village {n:03d}"}) for n in range(260)]
    AreaFactory(parent=villages[0], names={"en": "Kika"})
    AreaFactory(parent=villages[1], names={"en": "Kika market"})
    return villages


def opened(client, world: World) -> Page:
    page = visit(client, world.officer(), NEW)
    assert page.status == 200
    return page


def test_few_areas_are_a_select_without_those_that_have_ended(client, world):
    AreaFactory(parent=world.area, names={"en": "Kika"})
    AreaFactory(parent=world.area, names={"en": "Gone"}, ended_on=date(2025, 1, 1))

    options = opened(client, world).html.select("select[name=area] option")

    assert [option.get_text(strip=True) for option in options] == ["Choose", "Corma", "Kika"]


def test_many_areas_are_found_by_typing_and_the_page_stays_small(client, world, many):
    zemio = AreaFactory(parent=many[7], names={"en": "Zemio"})
    page = opened(client, world)

    assert page.html.select_one("select[name=area]") is None
    assert [one["value"] for one in page.html.select("input[name=area][checked]")] == [str(world.area.pk)]
    assert len(gzip.compress(page.response.content, 6)) < PAGE_AGAIN

    page.press(SAVE, title="Met at the well", area__words="zemio")
    assert Meeting.objects.get().area == zemio


def test_a_name_that_several_have_is_asked_back_and_nothing_is_lost(client, world, many):
    page = opened(client, world).press(SAVE, title="Met at the well", area__words="kika")

    assert (page.status, Meeting.objects.count()) == (422, 0)
    assert "Choose the one you mean" in page.text
    assert page.html.select_one("input[name=title]")["value"] == "Met at the well"
    market = next(one for one in page.html.select(".picker-found label") if "market" in one.get_text())
    page.press(SAVE, area=market.input["value"])
    assert Meeting.objects.get().area.name == "Kika market"


def test_an_area_outside_ones_own_is_not_found(client, world, many):
    AreaFactory(names={"en": "Elsewhere"})

    page = opened(client, world).press(SAVE, title="Met", area__words="elsewhere")

    assert (page.status, Meeting.objects.count()) == (422, 0)
    assert "No area of this name is known" in page.text


def test_a_meeting_stays_where_it_was_though_the_area_has_ended(client, world):
    meeting = world.logged()
    Area.objects.filter(pk=world.area.pk).update(ended_on=date(2025, 1, 1))

    page = visit(client, world.officer(), f"{meeting.get_absolute_url()}edit/")
    page.press("button[data-deed=edit]", title="Corrected")

    meeting.refresh_from_db()
    assert (meeting.title, meeting.area) == ("Corrected", world.area)
