"""A deputy acts for the mayor, visibly, and only on the side that both belong to."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone, translation

from foundation.access.actors import actor_for
from foundation.journal.entries import record
from foundation.notices.outbox import tell
from foundation.people.domain.actors import acting_for
from tests.factories import DelegationFactory, MembershipFactory, PostFactory, TenureFactory, UserFactory
from tests.people.world import World


def test_the_deputy_acts_for_the_mayor(world: World, django_assert_num_queries):
    with django_assert_num_queries(1):
        deputy = actor_for(world.deputy.user)
        title = acting_for(deputy)

    assert title == "Mayor of Corma"
    assert deputy.for_post_id == world.mayor_post.pk
    assert deputy.post_ids == {world.mayor_post.pk}


def test_the_title_is_said_in_the_readers_language(world):
    deputy = world.actor("deputy")

    with translation.override("fr"):
        assert acting_for(deputy) == "Maire de Corma"


def test_the_mayor_and_the_clerk_act_for_nobody_else(world):
    assert acting_for(world.actor("mayor")) == ""
    assert acting_for(world.actor("clerk")) == ""
    assert world.actor("mayor").post_ids == {world.mayor_post.pk}


def test_what_the_deputy_does_stands_in_the_journal_for_the_post(world):
    entry = record("renamed", world.town, by=world.actor("deputy"))

    assert (entry.by_user_id, entry.for_post_id) == (world.deputy.user_id, world.mayor_post.pk)


def test_a_delegation_that_ended_today_gives_nothing(world):
    delegation = world.deputy.delegations.get()
    delegation.until_on = timezone.localdate()
    delegation.save()

    assert world.actor("deputy").post_ids == frozenset()


def test_a_mandate_of_another_side_counts_for_nothing(world):
    DelegationFactory(post=world.mayor_post, person=world.ngo_worker)
    TenureFactory(post=PostFactory(organisation=world.far_town), person=world.ngo_worker)

    ngo_worker = world.actor("ngo_worker")

    assert ngo_worker.post_ids == frozenset()
    assert ngo_worker.for_post_id is None


@pytest.mark.parametrize(("kind", "counts"), [("totp", True), ("webauthn", True), ("recovery_codes", False)])
def test_recovery_codes_alone_are_no_second_factor(world, kind, counts):
    Authenticator.objects.create(user=world.officer.user, type=kind, data={})

    assert world.actor("officer").has_second_factor is counts


def test_an_officer_is_in_charge_of_each_area_named_and_of_no_other(world):
    membership = world.officer.memberships.get()
    membership.areas.add(world.far_town.area)

    assert set(world.actor("officer").area_paths) == {world.mission.area.path, world.far_town.area.path}
    assert world.actor("mayor").area_paths == ()


def test_somebody_without_a_place_is_known_to_nobody(db):
    actor = actor_for(UserFactory())

    assert not actor.is_known
    assert actor.verbs == frozenset()


def test_a_closed_account_acts_no_more(db):
    membership = MembershipFactory(person__user__is_active=False)

    assert actor_for(membership.person.user).user is None


def test_an_actor_comes_with_the_number_of_their_own_unread_notices(world: World):
    tell([world.deputy.user_id, world.mayor.user_id], "changed", about=world.town, key="1")
    tell([world.deputy.user_id], "changed", about=world.town, key="2")

    assert actor_for(world.deputy.user).unread_notice_count == 2
    assert actor_for(world.mayor.user).unread_notice_count == 1
    assert actor_for(world.stranger).unread_notice_count == 0
