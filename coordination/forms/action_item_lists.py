"""How the list of action items is narrowed, searched and sorted: for the page, the CSV and the API alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.choices import ACTION_UNFINISHED, ActionStatus, LedgerOutcome
from coordination.domain.ledger_summaries import committed, has_new_date, outcome_is
from coordination.lists import REASONS, SECTORS
from coordination.models import ActionItem
from foundation.access.actors import Actor
from foundation.people.models import Organisation
from foundation.places.forms.picking import as_id
from foundation.places.models import Area, in_language
from foundation.ui.listings import Filter, ListRules, Sort

OURS, THEIRS, OWN = "ours", "theirs", "own"
SIDES = [
    (OURS, _("our side")),
    (THEIRS, _("the other side")),
    (OWN, _("own tasks")),
]
WINDOWS = [("late", _("overdue")), ("7", _("next 7 days")), ("30", _("next 30 days"))]
NEW_DATE = "new_date"
OUTCOMES = [*LedgerOutcome.choices, (NEW_DATE, pgettext_lazy("ledger", "new date agreed"))]
YES = [("1", pgettext_lazy("filter", "yes"))]


def search(rows: Any, words: str) -> Any:
    return rows.search(words)


def rows_for(actor: Actor) -> QuerySet[ActionItem]:
    """The rows with what a line shows; `is_past` puts what is closed behind what still asks for something."""
    rows = ActionItem.objects.visible_to(actor).select_related("owner", "agreed_with")
    return rows.annotate(is_past=Case(When(status__in=ACTION_UNFINISHED, then=False), default=True))


class Choices:
    """What the filters for areas and counterparts offer this actor: one statement for both, where they are asked."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    @cached_property
    def found(self) -> tuple[list[Choice], list[Choice]]:
        return choices_of(ActionItem.objects.visible_to(self.actor).order_by(), self.actor)

    def areas(self, request: HttpRequest) -> list[tuple[Any, str]]:
        """Where items lie, and the area the address names: one of a map may hold them below it."""
        return [(area.pk, area.name) for area in self.offered(request.GET.get("area", ""))]

    def offered(self, asked: str) -> list[Choice]:
        found = self.found[0]
        if not as_id(asked) or any(str(area.pk) == asked for area in found):
            return found
        named = Area.objects.visible_to(self.actor).filter(pk=asked)
        rows = named.values_list("pk", "names", Cast("path", TextField()))
        return [*found, *(Choice(pk, in_language(names), path) for pk, names, path in rows)]

    def counterparts(self, _request: HttpRequest) -> list[tuple[Any, str]]:
        return [(side.pk, side.name) for side in self.found[1]]

    def within(self, rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
        path = next(area.path for area in self.offered(chosen) if str(area.pk) == chosen)
        return rows.filter(area__path__within=path)


def rules_for(actor: Actor) -> ListRules:
    choices = Choices(actor)
    return ListRules(
        filters=(
            Filter("owed_by", _("Owed by"), SIDES, apply=lambda rows, side: owed_by(rows, side, actor)),
            Filter("counterpart", _("With"), choices.counterparts, apply=with_counterpart),
            Filter("status", _("Status"), ActionStatus.choices),
            Filter("due", _("Due"), WINDOWS, apply=due_within),
            Filter("area", _("Area"), choices.areas, apply=choices.within),
            Filter("sector", _("Sector"), SECTORS.choices),
            Filter("needs_help", _("Needs help"), YES, apply=lambda rows, _yes: rows.exclude(needs_help_since=None)),
            Filter("mine", _("Mine"), YES, apply=lambda rows, _yes: mine(rows, actor)),
            Filter("outcome", _("What became of it"), OUTCOMES, apply=with_outcome),
            Filter("reason", _("Why it was not done"), REASONS.choices, lookup="not_done_reason"),
            Filter("since", _("Due from"), kind="day", apply=lambda rows, day: rows.filter(due_on__gte=day)),
            Filter("until", _("Due until"), kind="day", apply=lambda rows, day: rows.filter(due_on__lte=day)),
        ),
        search=search,
        sorts=(
            Sort("next", _("What comes next"), ("is_past", "due_on")),
            Sort("due", _("Due date"), ("due_on",)),
            Sort("newest", _("Newest first"), ("-added_at",)),
            Sort("reference", _("Reference"), ("reference",)),
            Sort("area", _("Area"), ("area__path", "due_on")),
            Sort("status", _("Status"), ("status", "due_on")),
        ),
    )


@dataclass(frozen=True)
class Choice:
    """An area, with its path, or a side."""

    pk: UUID
    name: str
    path: str


def choices_of(visible: QuerySet[ActionItem], actor: Actor) -> tuple[list[Choice], list[Choice]]:
    """As `areas_of` and `counterparts_of`, with their names alone: what is visible is gone through once."""
    named = set(visible.values_list("area_id", "owner_root_id", "agreed_with_root_id").distinct())
    area_ids = {area for area, _owner, _other in named}
    side_ids = {side for _area, *sides in named for side in sides} - {None, actor.root_id}
    areas = Area.objects.filter(pk__in=area_ids).values_list("pk", "names", Cast("path", TextField()))
    sides = Organisation.objects.visible_to(actor).filter(pk__in=side_ids).values_list("pk", "names", Value(""))
    found = areas.order_by().union(sides.order_by(), all=True)
    choices = sorted((Choice(pk, in_language(names), path) for pk, names, path in found), key=lambda one: one.name)
    return [one for one in choices if one.path], [one for one in choices if not one.path]


def areas_of(visible: QuerySet[ActionItem]) -> list[Area]:
    """The areas of what an actor may see, by name."""
    return sorted(Area.objects.filter(pk__in=visible.values("area_id")), key=lambda area: area.name)


def counterparts_of(visible: QuerySet[ActionItem], actor: Actor) -> list[Organisation]:
    """The other sides of what this actor may see, by name: never in an order that says something about them."""
    named = Q(pk__in=visible.values("owner_root_id")) | Q(pk__in=visible.values("agreed_with_root_id"))
    return sorted(
        Organisation.objects.visible_to(actor).filter(named).exclude(root_id=actor.root_id), key=lambda side: side.name
    )


def owed_by(rows: QuerySet[Any], side: str, actor: Actor) -> QuerySet[Any]:
    if side == OWN:
        return rows.filter(agreed_with=None)
    ours = Q(owner_root_id=actor.root_id)
    return rows.filter(ours if side == OURS else ~ours, agreed_with__isnull=False)


def with_counterpart(rows: QuerySet[Any], root_id: str) -> QuerySet[Any]:
    return rows.filter(Q(owner_root_id=root_id) | Q(agreed_with_root_id=root_id))


def due_within(rows: Any, window: str) -> Any:
    today = timezone.localdate()
    if window == "late":
        return rows.overdue(on=today)
    return rows.unfinished().filter(due_on__range=(today, today + timedelta(days=int(window))))


def mine(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What my organisation or my office owes, and what I added."""
    owed = Q(owner_id=actor.organisation_id) | Q(owner_post_id__in=actor.post_ids)
    return rows.filter(owed | Q(added_by_id=actor.user_id))


def with_outcome(rows: QuerySet[Any], outcome: str) -> QuerySet[Any]:
    """As the ledger counts it, so that its numbers open here."""
    condition = has_new_date() if outcome == NEW_DATE else outcome_is(outcome, on=timezone.localdate())
    return rows.filter(committed(), condition)
