"""Who reads an edition: the readers that its audience has today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from foundation.access.actors import Actor, actor_for
from foundation.people.models import Membership
from foundation.people.roles import ROLES
from monitoring.choices import AudienceKind
from monitoring.models import Edition


def reading_roles(verb: str = "read_reports") -> list[str]:
    return [role.value for role, card in ROLES.items() if verb in card.verbs]


def members_of(edition: Edition) -> QuerySet[Membership]:
    """Today's places in the side that the edition is for, of those whose role reads reports."""
    members = Membership.objects.current(on=timezone.localdate()).filter(
        role__in=reading_roles(), person__user__is_active=True
    )
    if edition.audience == AudienceKind.PUBLIC:
        return members
    side = edition.organisation_id or edition.held_by_id
    return members.filter(organisation__root_id=side)


def readers_among(edition: Edition, *, roles: Iterable[str] = (), people: Iterable[UUID] = ()) -> Iterator[Actor]:
    """Who of these roles and persons may open the edition at this moment, each asked by the rule of the page."""
    named = members_of(edition).filter(Q(role__in=list(roles)) | Q(person_id__in=list(people)))
    for membership in named.select_related("person__user").order_by("person_id").distinct():
        actor = actor_for(membership.person.user, via="task")
        if Edition.objects.visible_to(actor).filter(pk=edition.pk).exists():
            yield actor
