"""Who speaks in the name of a side."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def speaks_for_own_side(actor: Actor) -> Decision:
    """An officer speaks for the mission by role; elsewhere the holder of an office or a delegate does."""
    if actor.side == "mission" or actor.post_ids:
        return ALLOWED
    return denied(_("Only the holder of an office or a delegate acts in its name."))
