"""The closed lists of this subject that a mission may say in its own words, shorten or lengthen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from coordination.choices import MeetingKind, NotDoneReason, Outcome, Sector
from foundation.mission.lists import ClosedList

MEETING_KINDS = ClosedList(
    "meeting-kinds",
    _("Kinds of meeting"),
    _("Chosen when a meeting is logged."),
    MeetingKind,
    fixed={MeetingKind.LIAISON_MEETING},
    can_add=True,
)
OUTCOMES = ClosedList(
    "outcomes",
    _("What came of a topic"),
    _("Chosen for each topic of a meeting."),
    Outcome,
    fixed={Outcome.INFORMATION},
)
SECTORS = ClosedList(
    "sectors", _("Sectors"), _("Chosen for an action item."), Sector, fixed={Sector.OTHER}, can_add=True
)
REASONS = ClosedList(
    "reasons-not-done",
    _("Reasons why something is not done"),
    _("Chosen when an action item is declined or dropped."),
    NotDoneReason,
    fixed={NotDoneReason.OTHER},
    can_add=True,
)
ALL = (MEETING_KINDS, OUTCOMES, SECTORS, REASONS)
