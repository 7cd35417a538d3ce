"""Who reads figures. Nothing else decides this; what they hold follows from the audience and from visible_to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_see_figures(actor: Actor) -> Decision:
    if actor.root_id is not None and actor.may("see_figures"):
        return ALLOWED
    return denied(_("Your role does not include this."))
