"""What of this subject can be counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.choices import (
    EndorsementWay,
    LedgerOutcome,
    MinutesStatus,
    Priority,
)
from coordination.domain import figure_facts as facts
from coordination.domain.figure_words import organisation_words, post_words
from coordination.domain.meeting_readings import as_read_by
from coordination.lists import MEETING_KINDS, REASONS, SECTORS
from coordination.models import ActionItem, Attendance, Meeting, Minutes
from foundation.access.actors import Actor
from foundation.figures.countables import (
    DISTINCT,
    MEDIAN_DAYS,
    SHARE,
    Countable,
    Dimension,
    DrillRow,
    Measure,
    register,
)
from foundation.figures.disclosure import Disclosure
from foundation.mission.lists import ClosedList

Words = Mapping[Any, Any]
NO_ANSWER = ""
WAYS = {
    NO_ANSWER: pgettext_lazy("how minutes were agreed", "no answer yet"),
    **dict(EndorsementWay.choices),
    facts.SEVERAL_WAYS: pgettext_lazy("how minutes were agreed", "in several ways"),
}
NO_REASON = {"": pgettext_lazy("reason not done", "no reason: not dropped")}
OVERDUE = {facts.YES: pgettext_lazy("figures", "overdue"), facts.NO: pgettext_lazy("figures", "not overdue")}
NEW_DATES = {
    facts.YES: pgettext_lazy("figures", "with a new date"),
    facts.NO: pgettext_lazy("figures", "on the first date"),
}


def register_all() -> None:
    for countable in (MEETINGS, MINUTES, ACTION_ITEMS, CONTACTS):
        register(countable)


def chosen(name: str, label: Any, of: Any, labels: Words, **more: Any) -> Dimension:
    """A dimension with few values, all known beforehand."""
    return Dimension(name, label, of, lambda values: labels, values=tuple(labels), **more)


def listed(name: str, label: Any, of: Any, closed_list: ClosedList, first: Words | None = None) -> Dimension:
    """A dimension with the entries of a closed list, also those that are no longer offered; `first` go before them."""
    before = dict(first or {})
    return Dimension(
        name,
        label,
        of,
        lambda values: {**before, **dict(closed_list.choices)},
        values=lambda: [*before, *closed_list.values],
    )


def meetings_shown(records: QuerySet[Any], reader: Actor) -> QuerySet[Any]:
    return as_read_by(records, reader)


def meeting_row(meeting: Any) -> DrillRow:
    return DrillRow(meeting.shown_day, meeting.shown_title, meeting.get_absolute_url())


def hanging_shown(records: QuerySet[Any], reader: Actor) -> QuerySet[Any]:
    """Records that hang on a meeting, with the meeting as its reader knows it."""
    meetings: Any = as_read_by(Meeting.objects.visible_to(reader), reader)
    return records.prefetch_related(Prefetch("meeting", meetings))


def hanging_row(record: Any) -> DrillRow:
    return meeting_row(record.meeting)


def contacts_shown(records: QuerySet[Any], reader: Actor) -> QuerySet[Any]:
    return hanging_shown(records, reader).select_related("post__organisation")


def contact_row(contact: Any) -> DrillRow:
    row = meeting_row(contact.meeting)
    return DrillRow(row.day, f"{contact.post}, {contact.post.organisation}: {row.label}", row.url)


def items_shown(records: QuerySet[Any], reader: Actor) -> QuerySet[Any]:
    return records


def item_row(item: ActionItem) -> DrillRow:
    return DrillRow(item.due_on, f"{item.reference} {item.summary}", item.get_absolute_url())


MEETINGS = Countable(
    name="meetings",
    label=pgettext_lazy("figures", "Meetings"),
    definition=_("Meetings, visits, calls and short contacts that were held, on the day they took place."),
    model=Meeting,
    counted_for=facts.held_meetings,
    date="known_day",
    place="area",
    known="logged_at",
    dimensions=(
        listed("kind", _("Kind of meeting"), "known_kind", MEETING_KINDS),
        Dimension("component", _("mission component"), "component_id", organisation_words),
    ),
    measures=(Measure("count", pgettext_lazy("figures", "Number of meetings"), _("How many meetings were held.")),),
    disclosure=Disclosure.RECORDS,
    shown=meetings_shown,
    row=meeting_row,
    dated=facts.meetings_between,
)

MINUTES = Countable(
    name="minutes",
    label=pgettext_lazy("figures", "Minutes"),
    definition=_("Minutes that another side was asked to agree to, on the day of their meeting."),
    model=Minutes,
    counted_for=facts.circulated_minutes,
    date="known_day",
    place="meeting__area",
    known="meeting__logged_at",
    dimensions=(
        chosen("status", _("What the sides answered"), "status", dict(MinutesStatus.choices[1:])),
        chosen("way", _("How they answered"), facts.how_agreed, WAYS),
    ),
    measures=(
        Measure("count", pgettext_lazy("figures", "Number of minutes"), _("How many minutes were circulated.")),
        Measure(
            "agreed",
            pgettext_lazy("figures", "Share agreed"),
            _("Minutes agreed, with or without reservations, among all that were circulated."),
            SHARE,
            numerator=facts.are_agreed,
        ),
    ),
    disclosure=Disclosure.RECORDS,
    shown=hanging_shown,
    row=hanging_row,
    is_settled=False,
    opens="see_shared",
)

ACTION_ITEMS = Countable(
    name="action-items",
    label=pgettext_lazy("figures", "Action items"),
    definition=_("What one side owes another: shared between them, accepted, and due in the period."),
    model=ActionItem,
    counted_for=facts.commitments,
    date="due_on",
    place="area",
    known="added_at",
    dimensions=(
        chosen("outcome", _("What became of it"), facts.outcome, dict(LedgerOutcome.choices)),
        Dimension("side", _("Owed by"), "owner_root_id", organisation_words),
        chosen("overdue", pgettext_lazy("figures", "Overdue"), facts.overdue, OVERDUE),
        listed("reason", _("Why it was not done"), "not_done_reason", REASONS, NO_REASON),
        chosen("new-date", _("New date agreed"), facts.renegotiated, NEW_DATES),
        listed("sector", _("sector"), "sector", SECTORS),
        chosen("priority", _("priority"), "priority", dict(Priority.choices)),
    ),
    measures=(
        Measure("count", pgettext_lazy("figures", "Number of action items"), _("How many action items were due.")),
        Measure(
            "kept-on-time",
            pgettext_lazy("figures", "Share kept on time"),
            _("Items confirmed and reported done by the last agreed date, among all whose date has come."),
            SHARE,
            numerator=facts.are_kept_on_time,
            denominator=facts.have_come_due,
        ),
        Measure(
            "renegotiated",
            pgettext_lazy("figures", "Share with a new date"),
            _("Items whose date was changed by agreement, among all that were due."),
            SHARE,
            numerator=facts.are_renegotiated,
        ),
        Measure(
            "days-to-report",
            pgettext_lazy("figures", "Median days until reported done"),
            _("From the day an item was accepted to the day it was reported done; open items are left out."),
            MEDIAN_DAYS,
            of=facts.days_to_report,
        ),
    ),
    disclosure=Disclosure.RECORDS,
    shown=items_shown,
    row=item_row,
    is_settled=False,
    opens="see_shared",
)

CONTACTS = Countable(
    name="contacts",
    label=pgettext_lazy("figures", "Contacts with counterparts"),
    definition=_("Each office of another side that was at a meeting which our side held and recorded."),
    model=Attendance,
    counted_for=facts.contacts_with_posts,
    date="meeting__day",
    place="meeting__area",
    known="meeting__logged_at",
    dimensions=(
        Dimension("post", _("post"), "post_id", post_words),
        Dimension("organisation", _("organisation"), "post__organisation_id", organisation_words, follows="post"),
    ),
    measures=(
        Measure("count", pgettext_lazy("figures", "Number of contacts"), _("How often an office was met.")),
        Measure(
            "posts",
            pgettext_lazy("figures", "Number of offices met"),
            _("How many different offices were met at least once."),
            DISTINCT,
            of="post_id",
        ),
        Measure(
            "days-to-first",
            pgettext_lazy("figures", "Median days to the first meeting"),
            _("From the day somebody took an office to our first meeting; offices not yet met are left out."),
            MEDIAN_DAYS,
            of=facts.days_to_first_meeting,
        ),
    ),
    disclosure=Disclosure.RECORDS,
    shown=contacts_shown,
    row=contact_row,
)
