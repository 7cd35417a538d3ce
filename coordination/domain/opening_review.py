"""The open items of both sides, gone through at the start of the next meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.choices import ActionDeed, ActionStatus, RemarkKind
from coordination.domain.action_item_notices import tell_side
from coordination.domain.action_items import confirm_action_item, report_action_item_done
from coordination.domain.meeting_drafts import ReviewTick
from coordination.domain.remarks import add_remark
from coordination.models import ActionItem, Meeting
from coordination.permissions.meetings import can_record_told_done
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.places.models import Area

MOST_OPEN_ITEMS = 40
DONE, CONFIRMED = "done", "confirmed"


@dataclass(frozen=True)
class OpenItem:
    """One item with the answer that may be ticked: "done", "confirmed", or "" when only others can move it.

    `is_last` when it comes from the latest meeting, else it is still open from before.
    """

    item: ActionItem
    is_ours: bool
    answer: str
    is_last: bool

    def is_late(self, today: date) -> bool:
        return self.item.is_overdue(on=today)


def latest_meeting(actor: Actor, roots: Iterable[UUID], area: Area) -> Meeting | None:
    """The actor's side's last held meeting with any of these sides in this area."""
    meetings = Meeting.objects.visible_to(actor).held().filter(held_by_id=actor.root_id, area__path__within=area.path)
    with_them = meetings.filter(parties__root_id__in=list(roots))
    return with_them.order_by("-day", "-starts_at", "-logged_at").first()


def open_items(actor: Actor, roots: Iterable[UUID], area: Area) -> list[OpenItem]:
    """What this side and those sides still owe each other in the area: the latest meeting's first."""
    roots = [root for root in roots if root != actor.root_id]
    if not roots:
        return []
    last = latest_meeting(actor, roots, area)
    ours = Q(owner_root_id=actor.root_id, agreed_with_root_id__in=roots)
    theirs = Q(owner_root_id__in=roots, agreed_with_root_id=actor.root_id)
    items = (
        ActionItem.objects.visible_to(actor)
        .unfinished()
        .filter(ours | theirs, area__path__within=area.path)
        .select_related("owner", "agreed_with")
        .order_by("due_on", "pk")[:MOST_OPEN_ITEMS]
    )
    found = [_open_item(item, actor, last) for item in items]
    return sorted(found, key=lambda one: (not one.is_last, not one.is_ours))


def _open_item(item: ActionItem, actor: Actor, last: Meeting | None) -> OpenItem:
    is_ours = item.owner_root_id == actor.root_id
    answer = ""
    if item.is_open:
        answer = DONE
    elif item.status == ActionStatus.REPORTED_DONE and not is_ours:
        answer = CONFIRMED
    return OpenItem(item, is_ours, answer, is_last=last is not None and item.meeting_id == last.pk)


@transaction.atomic
def review_open_items(
    ticks: Iterable[ReviewTick], *, by: Actor, meeting: Meeting, party_roots: set[UUID]
) -> list[ActionItem]:
    """Carry out what was ticked: ours reported done, theirs confirmed, theirs recorded as told at the meeting.

    Raises:
        Changed: an item is no longer as it was on the form.
    """
    moved = []
    items = ActionItem.objects.visible_to(by).in_bulk([tick.item_id for tick in ticks])
    for tick in ticks:
        item = items.get(tick.item_id)
        if item is None:
            continue
        if tick.answer == CONFIRMED:
            moved.append(confirm_action_item(item, by=by, seen=tick.seen))
        elif item.owner_root_id == by.root_id:
            moved.append(report_action_item_done(item, by=by, seen=tick.seen, text=_told(meeting)))
        else:
            moved.append(record_told_done(item, by=by, seen=tick.seen, meeting=meeting, party_roots=party_roots))
    return moved


@transaction.atomic
def record_told_done(
    item: ActionItem, *, by: Actor, seen: int | None, meeting: Meeting, party_roots: set[UUID]
) -> ActionItem:
    """Who owes said at the meeting that it is done; the agreed-with side writes that down, and confirms apart."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_record_told_done(by, item, meeting, party_roots))
    item.status = ActionStatus.REPORTED_DONE
    item.reported_by, item.reported_at = by.user, timezone.now()
    item.needs_help_since = None
    item.save_changes("status", "reported_by", "reported_at", "needs_help_since")
    add_remark(item, RemarkKind.REPORT, _told(meeting), by=by)
    record(ActionDeed.REPORTED_DONE, item, by=by, status=item.status)
    tell_side(item.owner, item, "told_done", verb="report_action_item_done", by=by)
    return item


def _told(meeting: Meeting) -> str:
    return _("Told at the meeting on %(day)s.") % {"day": meeting.day.isoformat()}
