"""The commitment ledger: one page, the same figures for both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from coordination.choices import LedgerOutcome
from coordination.domain.ledger_summaries import SideOfLedger, commitments_between, ledger_of
from coordination.forms.action_item_lists import NEW_DATE, OURS, THEIRS, areas_of, counterparts_of
from coordination.forms.ledgers import LedgerForm
from coordination.lists import REASONS
from coordination.models import ActionItem
from coordination.permissions.ledgers import can_read_ledger
from foundation.access.gates import allowed
from foundation.access.requests import SignedInRequest
from foundation.people.models import Organisation
from foundation.places.models import Area
from foundation.ui.htmx import render_page_or_part

OVERDUE = pgettext_lazy("ledger", "of these overdue")
NEW_DATE_AGREED = pgettext_lazy("ledger", "new date agreed")


@dataclass(frozen=True)
class Figure:
    """A number of the page: its name for checks, its value and the list it opens."""

    name: str
    value: int
    url: str


@dataclass(frozen=True)
class Line:
    """One line of the table: what is counted, and the figure of each side."""

    label: str
    figures: list[Figure]
    is_part: bool = False


@require_safe
@allowed(can_read_ledger)
def ledger(request: SignedInRequest) -> HttpResponse:
    visible = ActionItem.objects.visible_to(request.actor).order_by()
    counterparts, areas = counterparts_of(visible, request.actor), areas_of(visible)
    form = LedgerForm(request.GET, counterparts=counterparts, areas=areas)
    chosen = form.chosen()
    context: dict[str, Any] = {"form": form, "counterparts": counterparts, "marking": "shared"}
    if counterparts:
        other = chosen.counterpart or counterparts[0]
        context |= figures_of(request, other, area=chosen.area, since=chosen.since, until=chosen.until)
    return render_page_or_part(request, "coordination/ledger.html", context, part="ledger")


def figures_of(
    request: SignedInRequest, other: Organisation, *, area: Area | None, since: date | None, until: date | None
) -> dict[str, Any]:
    actor = request.actor
    items = commitments_between(actor.root_id, other.pk, area=area, since=since, until=until)  # type: ignore[arg-type]
    # In the same order on both sides' page: neither comes first because it reads.
    first, second = sorted([actor.root_id, other.pk], key=str)
    both = ledger_of(items, sides=(first, second), on=timezone.localdate())  # type: ignore[arg-type]
    total = sum(side.total for side in both)
    seen = items.filter(pk__in=ActionItem.objects.visible_to(actor).order_by().values("pk")).count()
    names = {side.pk: side for side in Organisation.objects.visible_to(actor).filter(pk__in=[first, second])}
    query = {"counterpart": other.pk, "area": area and area.pk, "since": since, "until": until}
    return {
        "other": other,
        "sides": [names[side.owner_root_id] for side in both],
        "lines": lines_of(both, mine=actor.root_id, query=query),
        "withheld": total - seen,
        "total": total,
    }


def lines_of(both: tuple[SideOfLedger, SideOfLedger], *, mine: UUID | None, query: dict[str, Any]) -> list[Line]:
    def line(label: Any, name: str, *, is_part: bool = False, **narrower: Any) -> Line:
        return Line(str(label), [figure(side, name, narrower) for side in both], is_part)

    def figure(side: SideOfLedger, name: str, narrower: dict[str, Any]) -> Figure:
        value = dict(side.reasons).get(name, 0) if "reason" in narrower else getattr(side, name)
        owed_by = OURS if side.owner_root_id == mine else THEIRS
        asked = {name: value for name, value in {"owed_by": owed_by, **query, **narrower}.items() if value}
        url = f"{reverse('coordination:action_item_list')}?{urlencode(asked)}"
        return Figure(f"ledger.{name}.{side.owner_root_id}", value, url)

    lines = []
    for outcome in LedgerOutcome:
        lines.append(line(outcome.label, outcome.value, outcome=outcome.value))
        if outcome == LedgerOutcome.NOT_DONE:
            given = {reason for side in both for reason, _count in side.reasons}
            lines += [
                line(label, reason, is_part=True, outcome=outcome.value, reason=reason)
                for reason, label in REASONS.choices
                if reason in given
            ]
        if outcome == LedgerOutcome.OPEN:
            lines.append(line(OVERDUE, "overdue", is_part=True, outcome=outcome.value, due="late"))
    return [*lines, line(NEW_DATE_AGREED, "new_date_agreed", outcome=NEW_DATE)]
