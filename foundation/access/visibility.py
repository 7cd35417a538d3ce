"""The blocks of which every `visible_to` is composed. Each is a condition that fails closed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity

NOTHING = Q(pk__in=[])


def public(actor: Actor) -> Q:
    return Q(sensitivity=Sensitivity.PUBLIC) if actor.may("see_shared") else NOTHING


def named_party(actor: Actor, parties: QuerySet, *, record: str) -> Q:
    """Shared with the actor's side by name: a row of `parties` (record, root) says so."""
    if actor.root_id is None or not actor.may("see_shared"):
        return NOTHING
    named = parties.filter(**{record: OuterRef("pk"), "root_id": actor.root_id})
    return Q(Exists(named), sensitivity__in=[Sensitivity.SHARED, Sensitivity.PUBLIC])


def held_by_mine(actor: Actor, *, verb: str, held_by: str = "held_by_id", area: str = "area__path") -> Q:
    """Kept by the actor's own side, in the actor's areas, when the role may read internal records.

    A side without areas of its own (a town hall, an association) is one whole: all of it is its area.
    """
    return held_by_mine_anywhere(actor, verb=verb, held_by=held_by) & in_my_areas(actor, area=area)


def held_by_mine_anywhere(actor: Actor, *, verb: str, held_by: str = "held_by_id") -> Q:
    """As `held_by_mine`, for a model that asks for the actor's areas once, for all its conditions."""
    if actor.root_id is None or not actor.may(verb):
        return NOTHING
    internal = [Sensitivity.INTERNAL, Sensitivity.SHARED, Sensitivity.PUBLIC]
    return Q(**{held_by: actor.root_id}, sensitivity__in=internal)


def shared_by_mine(actor: Actor, *, held_by: str = "held_by_id", area: str = "area__path") -> Q:
    """Kept by the actor's own side and shared by it, in the actor's areas."""
    if actor.root_id is None or not actor.may("see_shared"):
        return NOTHING
    shared = [Sensitivity.SHARED, Sensitivity.PUBLIC]
    return Q(**{held_by: actor.root_id}, sensitivity__in=shared) & in_my_areas(actor, area=area)


def in_my_areas(actor: Actor, *, area: str = "area__path") -> Q:
    if actor.root_id is None:
        return NOTHING
    if not actor.area_paths:
        return NOTHING if actor.side == "mission" else Q()
    condition = Q()
    for path in actor.area_paths:
        condition |= Q(**{f"{area}__within": path})
    return condition


def assigned(actor: Actor, assignments: QuerySet, *, record: str) -> Q:
    """Assigned to the actor by name: the only way to a restricted record."""
    if actor.user_id is None:
        return NOTHING
    return Q(Exists(assignments.filter(**{record: OuterRef("pk"), "user_id": actor.user_id})))


def conflicted(actor: Actor, conflicts: QuerySet, *, record: str) -> Q:
    """The actor is named as having a conflict of interest: to be excluded whatever else holds."""
    if actor.user_id is None:
        return NOTHING
    return Q(Exists(conflicts.filter(**{record: OuterRef("pk"), "user_id": actor.user_id})))
