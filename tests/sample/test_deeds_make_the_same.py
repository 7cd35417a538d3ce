"""What was written in bulk is what the domain's deeds make of the same lives. Replayed at random, another choice each
time; the seed that pytest prints brings the same one back."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from coordination.models import ActionItem, Meeting
from foundation.accounts.models import User
from sample.loading import load
from sample.planning import FULL, SMALL
from sample.records import PlannedItem, PlannedMeeting
from sample.rows.meetings import Meetings
from tests.sample.pictures import picture_of_item, picture_of_meeting
from tests.sample.replay import ITEM_DEEDS, MEETING_DEEDS, NEW_ITEMS, Replay

pytestmark = pytest.mark.django_db

Life = tuple[PlannedMeeting | None, list[PlannedItem]]


def lives_of(written: Meetings) -> list[Life]:
    """Each meeting with what it left, and each item that came up by itself. No deed restricts a meeting yet."""
    plan = written.house.plan
    lives: list[Life] = [(one, written.left.get(one.key, [])) for one in plan.meetings if not one.assigned]
    return [*lives, *((None, [item]) for item in plan.items if not item.meeting)]


def check_life(written: Meetings, life: Life) -> None:
    planned, items = life
    replay = Replay(written)
    replay.run(planned, items)
    if planned is not None:
        bulk = Meeting.objects.get(pk=written.rows[planned.key].meeting.pk)
        again = Meeting.objects.get(pk=replay.meeting.pk)
        assert_same(planned.key, picture_of_meeting(bulk, {}), picture_of_meeting(again, replay.entry_times))
    for item in items:
        bulk_item = ActionItem.objects.get(pk=written.items.rows[item.key].pk)
        again_item = ActionItem.objects.get(pk=replay.items[item.key].pk)
        assert_same(item.key, picture_of_item(bulk_item, {}), picture_of_item(again_item, replay.entry_times))


def assert_same(key: str, bulk: dict[str, Any], again: dict[str, Any]) -> None:
    for part in bulk:
        assert bulk[part] == again[part], f"{key}: {part}"


def test_a_few_lives_of_the_small_sample():
    written = load(size=SMALL)
    User.objects.update(is_active=True)

    for life in random.sample(lives_of(written), 4):
        check_life(written, life)


@pytest.mark.slow
def test_fifty_lives_of_the_sample():
    written = load(size=FULL)
    # Whoever has left since had an account at the time.
    User.objects.update(is_active=True)
    lives = lives_of(written)

    for life in random.sample(lives, 50):
        check_life(written, life)


@pytest.mark.slow
def test_each_kind_of_deed_once():
    """So that no deed is so rare that fifty lives never hold it."""
    written = load(size=FULL)
    User.objects.update(is_active=True)
    lives, missing = lives_of(written), {*ITEM_DEEDS, *MEETING_DEEDS, *NEW_ITEMS, "log", "plan", "hold", "edit"}
    random.shuffle(lives)

    for planned, items in lives:
        verbs = {deed.verb for one in [planned, *items] if one for deed in one.deeds}
        if verbs & missing:
            check_life(written, (planned, items))
            missing -= verbs

    assert not missing, Counter(missing)
