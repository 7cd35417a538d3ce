from __future__ import annotations

import pytest

from coordination.choices import ActionStatus
from coordination.domain.action_items import confirm_action_item, report_action_item_done
from foundation.access.decisions import ActionDenied
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from foundation.submissions.models import Changed
from tests.factories import ActionItemFactory, actor_of

pytestmark = pytest.mark.django_db


def test_report_done_tells_the_other_side_and_stands_in_the_journal():
    item = ActionItemFactory(status=ActionStatus.ACCEPTED)
    mayor, officer = actor_of(item.owner), actor_of(item.agreed_with)

    report_action_item_done(item, by=mayor, seen=item.revision, text="Twelve names sent")

    item.refresh_from_db()
    assert item.status == ActionStatus.REPORTED_DONE
    assert item.remarks.get().text == "Twelve names sent"
    entry = Entry.objects.get()
    assert (entry.verb, entry.by_user_id, entry.facts) == (
        "reported_done",
        mayor.user_id,
        {"status": "reported_done"},
    )
    notice = Notice.objects.get()
    assert (notice.user_id, notice.kind) == (officer.user_id, "action_item_reported_done")


def test_confirm_needs_the_other_side():
    item = ActionItemFactory(status=ActionStatus.REPORTED_DONE)
    mayor = actor_of(item.owner)

    with pytest.raises(ActionDenied, match="The other side confirms"):
        confirm_action_item(item, by=mayor, seen=item.revision)

    item.refresh_from_db()
    assert item.status == ActionStatus.REPORTED_DONE
    assert not Entry.objects.exists()


def test_confirm_closes_the_item():
    item = ActionItemFactory(status=ActionStatus.REPORTED_DONE)
    officer = actor_of(item.agreed_with)

    confirm_action_item(item, by=officer, seen=item.revision)

    item.refresh_from_db()
    assert item.status == ActionStatus.CONFIRMED
    assert item.confirmed_by_id == officer.user_id


def test_confirm_of_what_somebody_changed_meanwhile_shows_theirs():
    item = ActionItemFactory(status=ActionStatus.REPORTED_DONE)
    officer = actor_of(item.agreed_with)

    with pytest.raises(Changed):
        confirm_action_item(item, by=officer, seen=item.revision - 1)


@pytest.mark.parametrize("status", sorted(set(ActionStatus) - {ActionStatus.REPORTED_DONE}))
def test_confirm_only_what_was_reported_done(status):
    item = ActionItemFactory(status=status)
    officer = actor_of(item.agreed_with)

    with pytest.raises(ActionDenied, match="cannot become"):
        confirm_action_item(item, by=officer, seen=item.revision)
