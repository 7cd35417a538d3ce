"""Items that do not come from a meeting: one-tap requests, items towards a counterpart, own tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import transaction

from coordination.choices import ActionDeed
from coordination.domain.action_item_files import add_files
from coordination.domain.action_item_notices import tell_side
from coordination.domain.new_action_items import ActionItemDraft, add_action_items
from coordination.domain.pasted_notes import lines_of
from coordination.models import ActionItem
from coordination.permissions.action_item_proposals import can_share_action_item
from coordination.permissions.new_action_items import can_add_action_item, can_add_own_task, can_request_action_item
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.access.decisions import require
from foundation.calendars.reading import calendar_of
from foundation.files.storing import Checked
from foundation.journal.entries import record
from foundation.people.models import Organisation
from foundation.places.models import Area

LONGEST_SUMMARY = 300


def answer_by_day(area: Area, *, on: date) -> date:
    """By when a request made on this day is to be answered, in the working days of the area."""
    return calendar_of(area).after(on, settings.ANSWER_REQUESTS_WITHIN_DAYS)


def area_of_item(counterpart: Organisation, by: Actor) -> Area:
    """The counterpart's area; when that is wider than the actor's own, the actor's part of it."""
    paths = by.area_paths
    if not paths or any(is_within(counterpart.area.path, path) for path in paths):
        return counterpart.area
    mine = [path for path in paths if is_within(path, counterpart.area.path)]
    return Area.objects.get(path=min(mine)) if mine else counterpart.area


def is_within(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}.")


@transaction.atomic
def request_action_item(
    *, by: Actor, side: Organisation, to: Organisation, area: Area, text: str, on: date, photos: Sequence[Checked] = ()
) -> ActionItem:
    """Ask the other side, in a person's own words. It binds nobody until the other side accepts.

    `side` is the organisation that asks. The date by which an answer is due stands on the request; the date of the
    work is settled when it is accepted.
    """
    require(can_request_action_item(by))
    answer_by = answer_by_day(area, on=on)
    summary, details = in_brief(text)
    draft = ActionItemDraft(
        summary=summary, details=details, owner=to, agreed_with=side, due_on=answer_by, answer_by=answer_by
    )
    [item] = add_action_items([draft], by=by, area=area, sensitivity=Sensitivity.SHARED, deed=ActionDeed.REQUESTED)
    add_files(item, photos, by=by)
    _tell_both(item, by=by)
    return item


def in_brief(text: str) -> tuple[str, str]:
    """A summary that fits its column, and the whole text where the summary is not all of it."""
    first = next((line for line in lines_of(text) if line.strip()), "")
    if len(first) > LONGEST_SUMMARY:
        return first[: LONGEST_SUMMARY - 1] + "…", text
    return first, "" if first.strip() == text.strip() else text


@transaction.atomic
def add_action_item(draft: ActionItemDraft, *, by: Actor, area: Area, is_shared: bool, on: date) -> ActionItem:
    """An item between the mission and a counterpart, kept inside until shared. Who owes it still has to accept."""
    require(can_add_action_item(by))
    draft = replace(draft, answer_by=min(draft.due_on, answer_by_day(area, on=on)))
    sensitivity = Sensitivity.SHARED if is_shared else Sensitivity.INTERNAL
    [item] = add_action_items([draft], by=by, area=area, sensitivity=sensitivity)
    _tell_both(item, by=by)
    return item


@transaction.atomic
def add_own_task(draft: ActionItemDraft, *, by: Actor, area: Area) -> ActionItem:
    """A task of one side, which another of its people confirms."""
    require(can_add_own_task(by))
    [item] = add_action_items([replace(draft, agreed_with=None)], by=by, area=area)
    return item


@transaction.atomic
def share_action_item(item: ActionItem, *, by: Actor, seen: int | None) -> ActionItem:
    """Show the item to the other side: a step of its own."""
    item = ActionItem.objects.locked(item, seen=seen)
    require(can_share_action_item(by, item))
    item.sensitivity = Sensitivity.SHARED
    item.save_changes("sensitivity")
    record(ActionDeed.SHARED, item, by=by)
    _tell_both(item, by=by)
    return item


def _tell_both(item: ActionItem, *, by: Actor) -> None:
    """Who is asked hears that an answer is due; the other side, once it may see the item, that it is there."""
    if item.is_requested:
        tell_side(item.owner, item, ActionDeed.REQUESTED, verb="request_action_item", by=by)
    if item.agreed_with and by.root_id != item.agreed_with_root_id:
        tell_side(item.agreed_with, item, ActionDeed.SHARED, verb="request_action_item", by=by)
