"""How much a hand has to do to log a meeting: the promise of the form."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.journeys.house import House, Way
from tests.journeys.roles import Officer
from tests.journeys.test_first_story import committee

MOST_TAPS = 25
WAYS = [Way(size=size, scripts=scripts) for size in ("phone", "laptop") for scripts in (True, False)]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_whole_meeting_is_logged_with_few_taps_beside_typing(house: House, way: Way):
    """The committee of the first story: four sides, three topics with what came of them, two promises, a note."""
    officer = house.visitor(Officer, way, account="officer")
    officer.open("/today/")
    officer.taps = officer.entries = 0

    meeting = committee(uuid4().hex[:6].upper(), way)
    officer.log_meeting(meeting)

    typed = 3 + 2 * len(meeting.topics) + 2 * len(meeting.promises)
    assert officer.entries == typed, "the title, the day, the note, and what each row says"
    # One more for the button that leads to the form.
    print(f"{way}: {officer.taps + 1} taps beside typing into {officer.entries} fields")
    assert officer.taps + 1 <= MOST_TAPS


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_contact_is_three_answers(house: House, way: Way):
    officer = house.visitor(Officer, way, account="officer")
    officer.taps = officer.entries = 0
    officer.open("/meetings/new/")

    officer.fill("title", f"Contact {uuid4().hex[:6]}")
    officer.choose("counterpart", officer.organisation("corma"))
    officer.choose("area", "Corma")
    officer.do("log")

    assert officer.page.locator("article[data-status=held]").count()
    assert (officer.taps, officer.entries) == (5, 1)
