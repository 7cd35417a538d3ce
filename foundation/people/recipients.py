"""Who is to be told."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from foundation.people.models import Membership, Organisation
from foundation.people.roles import ROLES


def recipients(organisation: Organisation, *, verb: str, area_path: str = "") -> list[UUID]:
    """Users of this side whose role may do `verb`; of the mission only those in charge of the area."""
    roles = [role for role, card in ROLES.items() if verb in card.verbs]
    members = Membership.objects.current(on=timezone.localdate()).filter(
        organisation__root_id=organisation.root_id, role__in=roles, person__user__is_active=True
    )
    if organisation.is_mission and area_path:
        members = members.filter(Q(areas__path__above=area_path))
    return list(members.values_list("person__user_id", flat=True).distinct())
