from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone
from uuid6 import uuid7

from foundation.access.actors import Actor, actor_for
from foundation.accounts.models import hash_of
from foundation.people.models import Delegation, Invitation, Membership, Organisation, Person, Post, Tenure
from foundation.people.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.places import AreaFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A side of its own, or with `parent=` a component of one."""

    class Meta:
        model = Organisation

    id = factory.LazyFunction(uuid7)
    names = factory.Sequence(lambda n: {"en": f"Organisation {n}"})
    kind = "local_authority"
    parent = None
    area = factory.SubFactory(AreaFactory)
    root_id = factory.LazyAttribute(lambda made: made.parent.root_id if made.parent else made.id)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    full_name = factory.Sequence(lambda n: f"Person {n}")
    user = factory.SubFactory(UserFactory)


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    organisation = factory.SubFactory(OrganisationFactory)
    titles = factory.Sequence(lambda n: {"en": f"Post {n}"})
    is_head = True


class TenureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tenure

    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(PersonFactory)
    from_on = date(2026, 1, 1)


class DelegationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delegation

    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(PersonFactory)
    from_on = date(2026, 1, 1)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.LOCAL_OFFICIAL
    from_on = date(2026, 1, 1)

    @factory.post_generation
    def areas(self: Membership, create: bool, given: list[Any] | None, **_more: Any) -> None:
        if create and given:
            self.areas.set(given)


class InvitationFactory(factory.django.DjangoModelFactory):
    """An invitation of somebody without an account, whose link holds `secret=`."""

    class Meta:
        model = Invitation

    class Params:
        secret = factory.Sequence(lambda n: f"invitation {n}")

    membership = factory.SubFactory(MembershipFactory, person__user=None)
    email = factory.Sequence(lambda n: f"invited{n}@carana.example")
    token_hash = factory.LazyAttribute(lambda invitation: hash_of(invitation.secret))
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


ROLE_OF_KIND = {"mission": Role.LIAISON_OFFICER, "partner": Role.PARTNER_STAFF}


def actor_of(organisation: Organisation, role: str = "", *, areas: list[Any] | None = None) -> Actor:
    """Somebody of this organisation who may act: a mission's in its area, elsewhere the holder of an office."""
    role = role or ROLE_OF_KIND.get(organisation.kind, Role.LOCAL_OFFICIAL)
    if areas is None:
        areas = [organisation.area] if organisation.kind == "mission" else []
    membership = MembershipFactory(organisation=organisation, role=role, areas=areas)
    if organisation.kind != "mission":
        TenureFactory(post__organisation=organisation, person=membership.person)
    return actor_for(membership.person.user)
