"""Who keeps a list's filters under a name. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.models import SavedView
from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_save_view(actor: Actor) -> Decision:
    return ALLOWED if actor.is_known else denied(_("Your role does not include this."))


def can_forget_view(actor: Actor, view: SavedView) -> Decision:
    return ALLOWED if view.user_id == actor.user_id else denied(_("This view is somebody else's."))
