"""What kinds of organisation there are, as the mission says them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation.mission.lists import ClosedList
from foundation.people.choices import Side

ORGANISATION_KINDS = ClosedList(
    "organisation-kinds",
    _("Kinds of organisation"),
    _("Chosen when an organisation is added; roles hang on it."),
    Side,
    fixed={Side.MISSION},
)
