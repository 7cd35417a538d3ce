"""Everything that changes a person's place in an organisation, and with it their account."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.accounts.models import ApiToken, User
from foundation.accounts.sessions import end_sessions
from foundation.journal.entries import record
from foundation.people.domain.delegations import end_delegations_on_side
from foundation.people.models import Invitation, Membership, Organisation, Person
from foundation.people.permissions import (
    can_add_membership,
    can_change_membership,
    can_end_membership,
    can_hold_role,
    can_invite,
    has_place,
)
from foundation.places.models import Area


@transaction.atomic
def add_membership(
    person: Person, *, organisation: Organisation, role: str, areas: Iterable[Area], by: Actor
) -> Membership:
    """A place from today on. Whoever has an account may use it again."""
    person = Person.objects.locked(person, seen=None)
    require(can_add_membership(by, person))
    require(can_invite(by, organisation))
    require(can_hold_role(organisation, role))
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, from_on=timezone.localdate()
    )
    membership.areas.set(areas)
    if person.user_id:
        User.objects.filter(pk=person.user_id).update(is_active=True)
    record("added", membership, by=by, role=role, organisation_id=organisation.pk)
    return membership


@transaction.atomic
def change_membership(membership: Membership, *, role: str, areas: Iterable[Area], by: Actor, seen: int) -> Membership:
    """Another role or other areas, at the person's next request."""
    membership = Membership.objects.locked(membership, seen=seen)
    require(can_change_membership(by, membership))
    require(can_hold_role(membership.organisation, role))
    membership.role = role
    membership.save_changes("role")
    membership.areas.set(areas)
    record("changed_membership", membership, by=by, role=role)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor, seen: int) -> Membership:
    membership = Membership.objects.locked(membership, seen=seen)
    require(can_end_membership(by, membership))
    close_membership(membership, by=by)
    return membership


def close_membership(membership: Membership, *, by: Actor) -> None:
    """The part of ending that has no rule of its own, for deeds that end a place on the way.

    Whoever has no place left is out at the next request: the account is closed in this transaction, its
    API keys are revoked, its open invitations taken back; its sessions end when the transaction has.
    """
    today, now = timezone.localdate(), timezone.now()
    membership.until_on = max(today, membership.from_on)
    membership.save_changes("until_on")
    record("ended_membership", membership, by=by, until_on=membership.until_on)
    end_delegations_on_side(membership.person_id, membership.organisation.root_id, by=by)
    Invitation.objects.open(at=now).filter(membership=membership).update(revoked_at=now)
    user_id = membership.person.user_id
    if user_id and not has_place(membership.person):
        User.objects.filter(pk=user_id).update(is_active=False)
        ApiToken.objects.filter(user_id=user_id, revoked_at=None).update(revoked_at=now)
        transaction.on_commit(lambda: end_sessions(user_id))


def current_membership(person_id: UUID, root_id: UUID) -> Membership | None:
    """The place this person has on this side today, locked."""
    return (
        Membership.objects.current(on=timezone.localdate())
        .select_for_update(of=("self",))
        .filter(person_id=person_id, organisation__root_id=root_id)
        .select_related("person", "organisation")
        .first()
    )
