"""How a user becomes an actor: membership, areas, offices held and delegated, in one query."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from foundation.access.actors import NOBODY, Actor
from foundation.people.models import Delegation, Membership, Tenure
from foundation.people.roles import ROLES, Role


def build_actor(user: Any) -> Actor:
    """The actor this user is today; without a current membership one who is known but has no place."""
    today = timezone.localdate()
    held = Tenure.objects.current(on=today).filter(person_id=OuterRef("person_id"))
    delegated = Delegation.objects.current(on=today).filter(person_id=OuterRef("person_id"))
    areas = Membership.areas.through.objects.filter(membership_id=OuterRef("pk"))
    membership = (
        Membership.objects.current(on=today)
        .filter(person__user_id=user.pk)
        .select_related("person", "organisation")
        .annotate(
            held_post_ids=ArraySubquery(held.values("post_id")),
            delegated_post_ids=ArraySubquery(delegated.values("post_id")),
            area_paths=ArraySubquery(areas.values(text=Cast("area__path", TextField()))),
        )
        .order_by("-from_on")
        .first()
    )
    if membership is None:
        return Actor(user=user) if user else NOBODY
    return _actor_from(user, membership)


def _actor_from(user: Any, membership: Any) -> Actor:
    held, delegated = frozenset(membership.held_post_ids), frozenset(membership.delegated_post_ids)
    for_post_id = next(iter(sorted(delegated - held)), None)
    return Actor(
        user=user,
        name=membership.person.full_name,
        role=membership.role,
        organisation_id=membership.organisation_id,
        root_id=membership.organisation.root_id,
        side=membership.organisation.kind,
        area_paths=tuple(membership.area_paths),
        verbs=ROLES[Role(membership.role)].verbs,
        post_ids=held | delegated,
        for_post_id=for_post_id,
    )
