"""Who is reminded when: once, however often the schedule runs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from coordination.choices import ActionStatus
from coordination.domain.reminders import remind
from coordination.wording.action_items import action_item_words
from foundation.notices.models import Delivery, Notice
from tests.factories import ActionItemFactory, DueDateChangeFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG_AGO = timezone.now() - timedelta(days=60)


def due_in(days, **more):
    more.setdefault("accepted_at", LONG_AGO)
    more.setdefault("accepted_by", actor_of(OrganisationFactory()).user)
    return ActionItemFactory(due_on=TODAY + timedelta(days=days), **more)


@pytest.mark.parametrize("days", [7, 3, 1, 0])
def test_the_side_that_owes_is_reminded_once(days):
    item = due_in(days)
    mayor, _officer = actor_of(item.owner), actor_of(item.agreed_with)

    remind(on=TODAY)
    remind(on=TODAY)

    notice = Notice.objects.get()
    assert (notice.user_id, notice.key) == (mayor.user_id, f"{item.due_on}:{days}")
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("days", [8, -1, 30])
def test_other_days_remind_nobody(days):
    actor_of(due_in(days).owner)

    assert remind(on=TODAY) == 0


def test_four_reminders_on_the_way_to_the_day():
    item = due_in(10)
    actor_of(item.owner)

    for passed in range(12):
        remind(on=TODAY + timedelta(days=passed))

    keys = sorted(Notice.objects.values_list("key", flat=True))
    assert keys == [f"{item.due_on}:{days}" for days in (0, 1, 3, 7)]


def test_a_day_without_a_worker_is_made_up_for():
    item = due_in(10)
    actor_of(item.owner)

    remind(on=TODAY + timedelta(days=4))
    remind(on=TODAY + timedelta(days=8))

    assert Notice.objects.filter(kind="action_item_due").count() == 2


def test_a_reminder_from_before_the_item_was_accepted_is_not_sent_afterwards():
    actor_of(due_in(5, accepted_at=timezone.now()).owner)

    assert remind(on=TODAY) == 0


def test_a_new_date_is_reminded_of_anew():
    item = due_in(0)
    actor_of(item.owner)
    remind(on=TODAY)
    item.due_on = TODAY + timedelta(days=7)
    item.save_changes("due_on")
    DueDateChangeFactory(item=item, proposed_by_root=item.owner, answer="agreed", answered_at=timezone.now())

    remind(on=TODAY)

    assert Notice.objects.count() == 2


@pytest.mark.parametrize("status", sorted(set(ActionStatus) - {ActionStatus.ACCEPTED, ActionStatus.IN_PROGRESS}))
def test_only_agreed_open_work_is_reminded_of(status):
    actor_of(due_in(1, status=status).owner)

    assert remind(on=TODAY) == 0


def test_an_item_its_owner_cannot_see_reminds_nobody():
    actor_of(due_in(1, sensitivity="internal").owner)

    assert remind(on=TODAY) == 0


@pytest.mark.parametrize(("days", "words"), [(0, "Today"), (1, "Tomorrow"), (3, "In 3 days")])
def test_a_reminder_says_when(days, words):
    item = due_in(days)
    actor_of(item.owner)
    remind(on=TODAY)

    with translation.override("en"):
        told = action_item_words(Notice.objects.get())

    assert words in told.subject
    assert item.reference in told.text
