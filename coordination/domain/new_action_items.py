"""How an action item comes to be: from a meeting, as a request, or as a side's own task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from coordination.choices import ActionDeed, ActionStatus, Priority, Sector
from coordination.domain.references import next_references
from coordination.models import ActionItem, Meeting, Topic
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.access.statements import insert_many
from foundation.journal.entries import record_many
from foundation.people.models import Organisation, Post
from foundation.places.models import Area


@dataclass(frozen=True)
class ActionItemDraft:
    """What a person typed. `agreed_with` empty: the owner's own task. `due_on` is a date in the mission's zone."""

    summary: str
    owner: Organisation
    agreed_with: Organisation | None
    due_on: date
    details: str = ""
    due_is_approximate: bool = False
    owner_post: Post | None = None
    priority: str = Priority.NORMAL
    sector: str = Sector.OTHER
    topic: Topic | None = None
    answer_by: date | None = None


@transaction.atomic(savepoint=False)
def add_action_items(
    drafts: list[ActionItemDraft],
    *,
    by: Actor,
    area: Area,
    meeting: Meeting | None = None,
    sensitivity: str = Sensitivity.INTERNAL,
    deed: ActionDeed = ActionDeed.ADDED,
) -> list[ActionItem]:
    """Write these items, internal until shared. The caller has asked whether `by` may.

    Nobody binds a side by typing: an item that one side writes for another, or for itself towards another, is
    requested until who owes it accepts; an own task is accepted as it is written.
    """
    references = next_references(area, on=timezone.localdate(), count=len(drafts)) if drafts else []
    items = [_item_from(draft, by=by) for draft in drafts]
    for item, reference in zip(items, references, strict=True):
        item.reference, item.area, item.meeting, item.sensitivity = reference, area, meeting, sensitivity
    insert_many(items)
    record_many(deed, items, by=by)
    return items


def _item_from(draft: ActionItemDraft, *, by: Actor) -> ActionItem:
    agreed_with, our_side = draft.agreed_with, cast("UUID", by.root_id)  # the rule asks for a side
    return ActionItem(
        summary=draft.summary,
        details=draft.details,
        owner=draft.owner,
        owner_root_id=draft.owner.root_id,
        owner_post=draft.owner_post,
        agreed_with=agreed_with,
        agreed_with_root_id=agreed_with.root_id if agreed_with else None,
        held_by_id=our_side,
        requested_by_root_id=our_side,
        topic=draft.topic,
        status=ActionStatus.REQUESTED if agreed_with else ActionStatus.ACCEPTED,
        accepted_by=None if agreed_with else by.user,
        accepted_at=None if agreed_with else timezone.now(),
        priority=draft.priority,
        sector=draft.sector,
        due_on=draft.due_on,
        due_is_approximate=draft.due_is_approximate,
        first_due_on=draft.due_on,
        answer_by=draft.answer_by,
        added_by=by.user,
    )


@transaction.atomic
def share_action_items(meeting: Meeting, *, by: Actor) -> list[ActionItem]:
    """Open the meeting's items to the two sides each binds; own tasks stay with their side."""
    items = list(
        meeting.action_items.select_for_update(of=("self",)).filter(
            sensitivity=Sensitivity.INTERNAL, agreed_with__isnull=False
        )
    )
    for item in items:
        item.sensitivity = Sensitivity.SHARED
        item.revision += 1
    ActionItem.objects.bulk_update(items, ["sensitivity", "revision"])
    record_many(ActionDeed.SHARED, items, by=by)
    return items
