"""What the lists of this app hold as files: one column beside the other, as the reader of the list may know them."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coordination.choices import (
    ActionStatus,
    MeetingStatus,
    MinutesStatus,
    Priority,
)
from coordination.domain.meeting_readings import sides_of_each
from coordination.lists import MEETING_KINDS, REASONS, SECTORS
from foundation.documents.lists.columns import Guarded, choice, code, day, day_of, name, named, words, worked_out

ACTION_ITEM_COLUMNS = (
    code(_("Reference"), "reference", hxl="#activity+code"),
    words(_("What will be done?"), "summary", hxl="#activity+name"),
    name(_("Responsible"), "owner__names", hxl="#org+impl+name"),
    name(_("Agreed with"), "agreed_with__names", hxl="#org+partner+name"),
    choice(_("Status"), "status", ActionStatus, hxl="#status+name"),
    day(_("Due date"), "due_on", hxl="#date+due"),
    day(_("First agreed"), "first_due_on", hxl="#date+due+first"),
    day_of(_("Reported done on"), "reported_at", hxl="#date+reported"),
    day_of(_("Confirmed on"), "confirmed_at", hxl="#date+confirmed"),
    choice(_("Reason"), "not_done_reason", REASONS, hxl="#status+reason"),
    day_of(_("Needs help"), "needs_help_since", hxl="#date+help"),
    name(_("Area"), "area__names", hxl="#loc+name"),
    code(_("Area code"), "area__code", hxl="#loc+code"),
    choice(_("Sector"), "sector", SECTORS, hxl="#sector+name"),
    choice(_("Priority"), "priority", Priority, hxl="#severity"),
)


class Together(Func):
    """The texts of a subquery in one cell, each once, by name."""

    template = "array_to_string(array(%(expressions)s), '; ')"
    output_field = TextField()


def sides() -> Any:
    """The other sides of a meeting, by name in the reader's language."""
    named_sides = (
        sides_of_each().annotate(side_name=named("organisation__names")).values("side_name").order_by("side_name")
    )
    return Guarded(Coalesce(Together(Subquery(named_sides)), Value("")))


# The `shown_` values come with coordination.domain.meeting_readings.as_read_by: the live row is its side's own.
MEETING_COLUMNS = (
    day(_("Day"), "shown_day", hxl="#date+occurred"),
    words(_("What was it about?"), "shown_title", hxl="#event+name"),
    choice(_("Kind of meeting"), "shown_kind", MEETING_KINDS, hxl="#event+type"),
    choice(_("Status"), "shown_status", MeetingStatus, hxl="#status+name"),
    worked_out(_("Sides"), sides, hxl="#org+partner+name"),
    name(_("Area"), "area__names", hxl="#loc+name"),
    code(_("Area code"), "area__code", hxl="#loc+code"),
    words(_("Place"), "shown_place", hxl="#loc+place"),
    name(_("Record kept by"), "held_by__names", hxl="#org+impl+name"),
    choice(_("Minutes"), "minutes__status", MinutesStatus, hxl="#status+minutes"),
)
