"""What stands open between two sides, in the order in which people take it up. Read models, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q

from coordination.choices import ACTION_OPEN, ActionStatus
from coordination.models import ActionItem
from coordination.models.action_item import ActionItemQuerySet
from foundation.access.actors import Actor

MOST_ON_A_BOARD = 100
MOST_CLOSED = 10
WEEK = timedelta(days=7)
RECENTLY = timedelta(days=90)


@dataclass(frozen=True)
class Groups:
    """Items by what is to be done with them next. `to_answer` waits for yes or no, `reported` for the other side."""

    to_answer: list[ActionItem] = field(default_factory=list)
    late: list[ActionItem] = field(default_factory=list)
    week: list[ActionItem] = field(default_factory=list)
    later: list[ActionItem] = field(default_factory=list)
    reported: list[ActionItem] = field(default_factory=list)
    closed: list[ActionItem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many still ask for something."""
        return len(self.to_answer) + len(self.late) + len(self.week) + len(self.later) + len(self.reported)


@dataclass(frozen=True)
class Board:
    """Both directions of one side's word. `is_cut`: there is more than a board holds; the list has all."""

    owed_to_us: Groups
    owed_by_us: Groups
    done_count: int
    total_count: int
    is_cut: bool


def board_of(actor: Actor, *, on: date) -> Board:
    """What others owe the actor's side and what it owes. Asking the rules of its items costs nothing more."""
    visible = ActionItem.objects.visible_to(actor)
    shown = visible.select_related("owner", "owner_post", "agreed_with", "area").with_meetings_seen_by(actor)
    open_items = list(shown.with_what_rules_ask().unfinished().order_by("due_on", "pk")[: MOST_ON_A_BOARD + 1])
    closed_items = list(shown.closed().order_by("-closed_at", "-pk")[:MOST_CLOSED])
    items = open_items[:MOST_ON_A_BOARD] + closed_items
    done, total = progress_of(visible.owed_by(actor.root_id), on=on)
    return Board(
        owed_to_us=groups_of((item for item in items if item.owner_root_id != actor.root_id), on=on),
        owed_by_us=groups_of((item for item in items if item.owner_root_id == actor.root_id), on=on),
        done_count=done,
        total_count=total,
        is_cut=len(open_items) > MOST_ON_A_BOARD,
    )


def progress_of(items: ActionItemQuerySet, *, on: date) -> tuple[int, int]:
    """How many of what was taken on is done, counting what was confirmed lately and what is still open."""
    done = Q(status=ActionStatus.REPORTED_DONE) | Q(status=ActionStatus.CONFIRMED, closed_at__date__gt=on - RECENTLY)
    counted = items.aggregate(done=Count("pk", filter=done), open=Count("pk", filter=Q(status__in=ACTION_OPEN)))
    return counted["done"], counted["done"] + counted["open"]


def groups_of(items: Iterable[ActionItem], *, on: date) -> Groups:
    groups = Groups()
    for item in items:
        _group_for(item, groups, on).append(item)
    return groups


def _group_for(item: ActionItem, groups: Groups, on: date) -> list[ActionItem]:
    if item.is_requested:
        return groups.to_answer
    if item.status == ActionStatus.REPORTED_DONE:
        return groups.reported
    if not item.is_open:
        return groups.closed
    if item.due_on < on:
        return groups.late
    return groups.week if item.due_on <= on + WEEK else groups.later
