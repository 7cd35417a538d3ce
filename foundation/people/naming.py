"""How somebody is named to a reader: by name where the name may be known, else by office or side."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from foundation.access.actors import Actor
from foundation.people.models import Membership, Person


def names_for(reader: Actor, user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """For each user a name this reader may read, in two statements whatever their number."""
    wanted = {user_id for user_id in user_ids if user_id}
    if not wanted:
        return {}
    shown = Person.objects.visible_to(reader).filter(user_id__in=wanted).values_list("user_id", "full_name")
    names = dict(shown)
    hidden = wanted - names.keys()
    if hidden:
        names |= _sides_of(hidden)
    return names


def _sides_of(user_ids: set[UUID]) -> dict[UUID, str]:
    """The organisation each of them belongs to now, or belonged to last."""
    memberships = (
        Membership.objects.filter(person__user_id__in=user_ids, from_on__lte=timezone.localdate())
        .select_related("organisation", "person")
        .order_by("from_on")
    )
    return {member.person.user_id: member.organisation.name for member in memberships if member.person.user_id}
