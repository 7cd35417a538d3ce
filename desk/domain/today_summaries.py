"""What stands on the first page of each role: figures, what needs an eye, what comes next. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coordination.choices import ACTION_OPEN, ActionStatus, EndorsementAnswer, MinutesStatus
from coordination.domain.meeting_readings import as_read_by
from coordination.models import ActionItem, Endorsement, Meeting
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity

MOST_ROWS = 6


@dataclass(frozen=True)
class Tile:
    """A number that opens. `name` is its data-figure."""

    name: str
    value: int
    label: str | Promise
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of one kind under a title; `template` draws a row, `empty` is said when there is none."""

    name: str
    title: str
    template: str
    rows: Sequence[Any]
    empty: str
    url: str = ""


@dataclass(frozen=True)
class Button:
    """The one or two deeds a day begins with."""

    url: str
    label: str
    icon: str
    deed: str


@dataclass(frozen=True)
class Today:
    day: date
    tiles: list[Tile] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    words: str = ""
    buttons: list[Button] = field(default_factory=list)


def today_for(actor: Actor, *, on: date) -> Today:
    """The page of this actor on this day: at most five statements, whatever the volume."""
    if not actor.is_known:
        return Today(on, words=_("You have no place in an organisation today. Ask an administrator."))
    if actor.may("read_journal"):
        journal = Button(reverse("people:journal"), _("Read the activity record"), "paper", "read_journal")
        return Today(on, words=_("You read who did what to which record, and when."), buttons=[journal])
    if not actor.may("see_shared"):
        return Today(on, words=_("Nothing is assigned to you."))
    if actor.may("report_action_item_done") and actor.side != "mission":
        return _counterpart_today(actor, on)
    return _mission_today(actor, on)


def _mission_today(actor: Actor, on: date) -> Today:
    sections = []
    if actor.may("clear_commitment"):
        sections.append(_to_clear(actor))
    sections.append(_needs_attention(actor, on))
    if actor.may("see_internal"):
        sections += [_next_meetings(actor, on), _minutes_out(actor)]
    buttons = []
    if actor.may("log_meeting"):
        buttons.append(Button(reverse("coordination:meeting_new"), _("Log a meeting"), "plus", "log_meeting"))
    return Today(on, _tiles(actor, on), sections, buttons=buttons)


def _counterpart_today(actor: Actor, on: date) -> Today:
    items = _open_items(actor)
    theirs = items.filter(agreed_with_root_id=actor.root_id)[:MOST_ROWS]
    ours = items.filter(owner_root_id=actor.root_id)[:MOST_ROWS]
    empty = _("Nothing is open.")
    return Today(
        on,
        _tiles(actor, on),
        [
            _items("owed_to_us", _("What the mission owes you"), theirs, empty),
            _items("owed_by_us", _("What you owe"), ours, empty),
            _minutes_to_answer(actor),
            _next_meetings(actor, on),
        ],
        buttons=[Button(reverse("coordination:action_item_request"), _("Ask the mission"), "speech", "ask")],
    )


def _tiles(actor: Actor, on: date) -> list[Tile]:
    """Commitments of both sides; each number opens the list of exactly these."""
    is_open = Q(status__in=ACTION_OPEN)
    figures = (
        ActionItem.objects.visible_to(actor)
        .filter(agreed_with__isnull=False, sensitivity__in=[Sensitivity.SHARED, Sensitivity.PUBLIC])
        .aggregate(
            late=Count("pk", filter=is_open & Q(due_on__lt=on)),
            open=Count("pk", filter=is_open),
            help=Count("pk", filter=is_open & Q(needs_help_since__isnull=False)),
        )
    )
    url = f"{reverse('coordination:action_item_list')}?outcome=open"
    return [
        Tile("late_action_items", figures["late"], _("actions are late"), f"{url}&due=late", "late"),
        Tile("open_action_items", figures["open"], _("actions open"), url),
        Tile("help_asked", figures["help"], _("asked for help"), f"{url}&needs_help=1"),
    ]


def _open_items(actor: Actor) -> Any:
    items = ActionItem.objects.visible_to(actor).select_related("owner", "agreed_with")
    return items.filter(status__in=[*ACTION_OPEN, ActionStatus.REPORTED_DONE]).order_by("due_on", "pk")


def _needs_attention(actor: Actor, on: date) -> Section:
    """Late, in need of help, reported by the others and waiting for us, or due within the week."""
    mine = Q(agreed_with_root_id=actor.root_id, status=ActionStatus.REPORTED_DONE)
    hard = Q(due_on__lt=on) | Q(needs_help_since__isnull=False)
    items = _open_items(actor).filter(mine | Q(status__in=ACTION_OPEN) & hard)
    return _items("needs_attention", _("Needs attention"), items[:MOST_ROWS], _("Nothing is late and nobody waits."))


def _to_clear(actor: Actor) -> Section:
    items = (
        ActionItem.objects.visible_to(actor)
        .filter(status=ActionStatus.REQUESTED, owner_root_id=actor.root_id, agreed_with__isnull=False)
        .select_related("owner", "agreed_with")
        .order_by("added_at")
    )
    return _items("to_clear", _("Commitments to clear"), items[:MOST_ROWS], _("No request waits for you."))


def _items(name: str, title: str, rows: Any, empty: str) -> Section:
    return Section(
        name, title, "desk/row_action_item.html", list(rows), empty, reverse("coordination:action_item_list")
    )


def _next_meetings(actor: Actor, on: date) -> Section:
    visible = Meeting.objects.visible_to(actor).upcoming(on=on).select_related("area")
    rows = as_read_by(visible, actor).order_by("day", "starts_at", "pk")[:MOST_ROWS]
    url = reverse("coordination:meeting_list")
    return Section(
        "next_meetings", _("Next meetings"), "desk/row_meeting.html", list(rows), _("No meeting is planned."), url
    )


def _minutes_out(actor: Actor) -> Section:
    """Minutes of this side that others have yet to answer."""
    waiting = Count("versions__endorsements", filter=Q(versions__endorsements__answer=EndorsementAnswer.WAITING))
    rows = (
        Meeting.objects.visible_to(actor)
        .filter(held_by_id=actor.root_id, minutes__status=MinutesStatus.CIRCULATED)
        .select_related("area")
        .annotate(waiting_count=waiting)
    )
    return Section(
        "minutes_out",
        _("Minutes waiting for an answer"),
        "desk/row_minutes_out.html",
        list(as_read_by(rows, actor)[:MOST_ROWS]),
        _("All minutes are answered."),
        reverse("coordination:meeting_list"),
    )


def _minutes_to_answer(actor: Actor) -> Section:
    rows = Endorsement.objects.visible_to(actor).waiting_for(actor).select_related("version__meeting", "organisation")
    return Section(
        "minutes_to_answer",
        _("Minutes to answer"),
        "desk/row_minutes_to_answer.html",
        list(rows.order_by("version__answer_by", "pk")[:MOST_ROWS]),
        _("No minutes wait for you."),
        reverse("coordination:meeting_list"),
    )
