"""How a user becomes an actor: membership, areas, offices held and delegated, in one query."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from foundation.access.actors import NOBODY, Actor
from foundation.access.statements import Statement
from foundation.notices.reading import unread_count_of
from foundation.people.models import Delegation, Membership, Tenure
from foundation.people.roles import ROLES, Role
from foundation.places.models import in_language

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def build_actor(user: Any) -> Actor:
    """The actor this user is today; without a current membership one who is known but has no place."""
    found = _membership_on(timezone.localdate()).ask(user.pk)
    if not found:
        return Actor(user=user) if user else NOBODY
    return _actor_from(user, found[0])


@lru_cache(maxsize=2)
def _membership_on(today: date) -> Statement[Membership]:
    """Asked at each request, so it is put together once a day."""
    return Statement(lambda user_id: _memberships(today).filter(person__user_id=user_id)[:1])


def _memberships(today: date) -> QuerySet[Any]:
    """The day's memberships with all an actor is made of, the latest first."""
    # Only offices of the side the person is a member of: nobody brings along a mandate from elsewhere.
    mine = {"person_id": OuterRef("person_id"), "post__organisation__root_id": OuterRef("organisation__root_id")}
    held = Tenure.objects.current(on=today).filter(**mine)
    delegated = Delegation.objects.current(on=today).filter(**mine)
    areas = Membership.areas.through.objects.filter(membership_id=OuterRef("pk"))
    factors = Authenticator.objects.filter(user_id=OuterRef("person__user_id"), type__in=SECOND_FACTORS)
    return (
        Membership.objects.current(on=today)
        .select_related("person", "organisation")
        .annotate(
            held_post_ids=ArraySubquery(held.order_by().values("post_id")),
            delegated_posts=ArraySubquery(
                delegated.order_by("post_id").values(mandate=JSONObject(id="post_id", titles="post__titles"))
            ),
            area_paths=ArraySubquery(areas.values(text=Cast("area__path", TextField()))),
            has_second_factor=Exists(factors),
            unread_notice_count=unread_count_of("person__user_id"),
        )
        .order_by("-from_on")
    )


def _actor_from(user: Any, membership: Any) -> Actor:
    held = frozenset(membership.held_post_ids)
    delegated = {UUID(post["id"]): post["titles"] for post in membership.delegated_posts}
    for_post_id = next((post_id for post_id in delegated if post_id not in held), None)
    return Actor(
        user=user,
        name=membership.person.full_name,
        role=membership.role,
        organisation_id=membership.organisation_id,
        root_id=membership.organisation.root_id,
        side=membership.organisation.kind,
        area_paths=tuple(membership.area_paths),
        verbs=ROLES[Role(membership.role)].verbs,
        post_ids=held | frozenset(delegated),
        for_post_id=for_post_id,
        for_post_titles=delegated.get(for_post_id, {}) if for_post_id else {},
        has_second_factor=membership.has_second_factor,
        unread_notice_count=membership.unread_notice_count,
    )


def acting_for(actor: Actor) -> str:
    """The title, in the reader's language, of the post this actor speaks for without holding it; or nothing."""
    return in_language(actor.for_post_titles)
