from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_change_calendars(actor: Actor) -> Decision:
    return ALLOWED if actor.may("manage_mission") else denied(_("An administrator looks after working days."))


def can_change_calendar(actor: Actor, _record: Any) -> Decision:
    return can_change_calendars(actor)
