"""Action items that stood in an old tracker: written like any other, moved only by the deeds of this subject."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from coordination.choices import ActionStatus
from coordination.domain.action_items import report_action_item_done, start_action_item
from coordination.domain.new_action_items import ActionItemDraft, add_action_items
from coordination.domain.requests import add_own_task, answer_by_day
from coordination.models import ActionItem
from coordination.permissions.new_action_items import can_add_action_item
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.places.models import Area


@transaction.atomic
def take_in_action_item(draft: ActionItemDraft, *, area: Area, status: ActionStatus, by: Actor) -> ActionItem:
    """An item as an old tracker had it, internal until shared; nobody is told.

    A file binds nobody: between two sides it is requested, whatever the tracker said. A side's own task goes on to
    where it stood, as far as one person may take it.
    """
    if draft.agreed_with is not None:
        require(can_add_action_item(by))
        answer_by = max(min(draft.due_on, answer_by_day(area, on=timezone.localdate())), timezone.localdate())
        [item] = add_action_items([replace(draft, answer_by=answer_by)], by=by, area=area)
        return item
    item = add_own_task(draft, by=by, area=area)
    if status in {ActionStatus.IN_PROGRESS, ActionStatus.REPORTED_DONE}:
        item = start_action_item(item, by=by, seen=None)
    if status == ActionStatus.REPORTED_DONE and not item.needs_evidence:
        item = report_action_item_done(item, by=by, seen=None, text="")
    return item
