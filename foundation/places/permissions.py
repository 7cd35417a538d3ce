"""Who may correct the map by hand. Everybody with a place in an organisation may read it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.places.models import Area


def can_manage_areas(actor: Actor) -> Decision:
    return ALLOWED if actor.may("manage_areas") else denied(_("Your role does not include this."))


def can_manage_area(actor: Actor, area: Area) -> Decision:
    return can_manage_areas(actor)


can_rename_area = can_change_area = can_record_population = can_manage_area


def can_add_area(actor: Actor, parent: Area) -> Decision:
    """Below `parent`."""
    if has_ended(parent):
        return denied(_("This area has ended: nothing new lies in it."))
    return can_manage_areas(actor)


def can_end_area(actor: Actor, area: Area) -> Decision:
    if not (managing := can_manage_areas(actor)):
        return managing
    if area.ended_on:
        return denied(_("This area has ended already."))
    if area.children.filter(ended_on=None).exists():
        return denied(_("Other areas lie in this one. End them or move them first."))
    return ALLOWED


def can_reopen_area(actor: Actor, area: Area) -> Decision:
    if not (managing := can_manage_areas(actor)):
        return managing
    if not area.ended_on:
        return denied(_("This area has not ended."))
    if area.parent and area.parent.ended_on:
        return denied(_("The area in which this one lies has ended."))
    return ALLOWED


def can_name_successor(actor: Actor, area: Area) -> Decision:
    if not (managing := can_manage_areas(actor)):
        return managing
    if not area.ended_on:
        return denied(_("Only an area that has ended is succeeded by others."))
    return ALLOWED


can_take_successor_away = can_name_successor


def has_ended(area: Area) -> bool:
    return area.ended_on is not None and area.ended_on <= timezone.localdate()
