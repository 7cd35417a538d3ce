"""Who may add an item, an own task or a request. Nothing else decides this."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.permissions.sides import speaks_for_own_side
from foundation.access.actors import Actor
from foundation.access.decisions import Decision, denied


def can_add_action_item(actor: Actor) -> Decision:
    return _may(actor, "add_action_item")


def can_request_action_item(actor: Actor) -> Decision:
    return _may(actor, "request_action_item")


def can_add_own_task(actor: Actor) -> Decision:
    return _may(actor, "add_own_task")


def _may(actor: Actor, verb: str) -> Decision:
    return speaks_for_own_side(actor) if actor.may(verb) else denied(_("Your role does not include this."))
