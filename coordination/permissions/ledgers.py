"""Who reads the commitment ledger. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied


def can_read_ledger(actor: Actor) -> Decision:
    """Each side reads the same page about itself and those it has agreed something with."""
    if actor.root_id is not None and actor.may("see_shared"):
        return ALLOWED
    return denied(_("Your role does not include this."))
