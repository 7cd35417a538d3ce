"""Everything that changes what a closed list holds."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.mission.lists import ClosedList
from foundation.mission.models import ListEntry
from foundation.mission.permissions import can_add_entry, can_change_entry, can_switch_off_entry
from foundation.mission.reading import forget


def shown_entry(closed_list: ClosedList, code: str) -> ListEntry:
    """The row of an entry, or what would be in it: looking writes nothing."""
    known = {"list_name": closed_list.name, "code": code}
    return ListEntry.objects.filter(**known).first() or ListEntry(**known)


@transaction.atomic
def add_entry(closed_list: ClosedList, *, names: dict[str, str], by: Actor) -> ListEntry:
    """An entry of the mission's own; its code is made here and stays, however it is said later."""
    require(can_add_entry(by, closed_list))
    code = f"own-{uuid4().hex[:8]}"
    entry = ListEntry.objects.create(list_name=closed_list.name, code=code, names=names, is_own=True)
    return _changed("added", entry, by)


@transaction.atomic
def reword_entry(closed_list: ClosedList, code: str, *, names: dict[str, str], by: Actor, seen: int) -> ListEntry:
    """Say it in these words. Without any, an entry that came with Concord is said in Concord's again."""
    entry = _held(closed_list, code, seen)
    require(can_change_entry(by, closed_list, entry))
    entry.names = names
    entry.save_changes("names")
    return _changed("reworded", entry, by)


@transaction.atomic
def switch_off_entry(closed_list: ClosedList, code: str, *, by: Actor, seen: int) -> ListEntry:
    """New records can no longer choose it; those that did keep it."""
    entry = _held(closed_list, code, seen)
    require(can_switch_off_entry(by, closed_list, entry))
    entry.is_off = True
    entry.save_changes("is_off")
    return _changed("switched_off", entry, by)


@transaction.atomic
def switch_on_entry(closed_list: ClosedList, code: str, *, by: Actor, seen: int) -> ListEntry:
    entry = _held(closed_list, code, seen)
    require(can_change_entry(by, closed_list, entry))
    entry.is_off = False
    entry.save_changes("is_off")
    return _changed("switched_on", entry, by)


def _held(closed_list: ClosedList, code: str, seen: int) -> ListEntry:
    entry, _is_new = ListEntry.objects.get_or_create(list_name=closed_list.name, code=code)
    return ListEntry.objects.locked(entry, seen=seen)


def _changed(verb: str, entry: ListEntry, by: Actor) -> ListEntry:
    record(verb, entry, by=by, list_name=entry.list_name, code=entry.code)
    transaction.on_commit(forget)
    return entry
