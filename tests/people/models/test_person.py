"""Who may know whose name. The mission's own people are never named outside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.access.actors import NOBODY, actor_for
from foundation.people.models import Delegation, Person, Post, Tenure
from foundation.people.naming import names_for
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, PostFactory, TenureFactory
from tests.people.world import World

OUTSIDE = ["mayor", "deputy", "clerk", "ngo_worker", "far_mayor"]
MISSION = ["officer", "administrator", "auditor", "head"]


def names_seen_by(world: World, who: str) -> set[str]:
    return set(Person.objects.visible_to(world.actor(who)).values_list("full_name", flat=True))


@pytest.mark.parametrize("who", MISSION)
def test_the_mission_sees_everybody(world, who):
    assert names_seen_by(world, who) == set(Person.objects.values_list("full_name", flat=True))


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("mayor", {"Joseph Mandaba", "Béatrice Yakoma", "Paul Zema", "Ousmane Bako"}),
        ("clerk", {"Joseph Mandaba", "Béatrice Yakoma", "Paul Zema", "Ousmane Bako"}),
        ("ngo_worker", {"Claire Ndoye", "Joseph Mandaba", "Ousmane Bako"}),
        ("far_mayor", {"Joseph Mandaba", "Ousmane Bako"}),
        ("stranger", set()),
    ],
)
def test_outside_one_sees_the_own_side_and_office_holders(world, who, names):
    assert names_seen_by(world, who) == names


def test_nobody_sees_nobody(world):
    assert not Person.objects.visible_to(NOBODY).exists()
    assert not Tenure.objects.visible_to(NOBODY).exists()
    assert not Delegation.objects.visible_to(NOBODY).exists()
    assert not Post.objects.visible_to(NOBODY).exists()


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_holds_an_office_in_the_mission_is_not_named_outside(world, who):
    post = PostFactory(organisation=world.mission, titles={"en": "Head of office"})
    tenure = TenureFactory(post=post, person=world.head)
    without_account = TenureFactory(post__organisation=world.mission, person__user=None)

    seen = Tenure.objects.visible_to(world.actor(who))

    assert not {tenure.pk, without_account.pk} & set(seen.values_list("pk", flat=True))
    assert without_account.person.full_name not in names_seen_by(world, who)
    assert post in Post.objects.visible_to(world.actor(who))


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_left_the_town_for_the_mission_is_not_named_outside(world, who):
    person = PersonFactory(full_name="Sefu Kalume")
    MembershipFactory(person=person, organisation=world.town, until_on=timezone.localdate())
    MembershipFactory(person=person, organisation=world.mission, role="feedback_officer")

    assert "Sefu Kalume" not in names_seen_by(world, who)


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_is_about_to_join_the_mission_is_not_named_outside(world, who):
    TenureFactory(post__organisation=world.town, person__full_name="Sefu Kalume", until_on=None)
    person = Person.objects.get(full_name="Sefu Kalume")
    next_week = timezone.localdate() + timedelta(days=7)
    MembershipFactory(person=person, organisation=world.mission, role="feedback_officer", from_on=next_week)

    assert "Sefu Kalume" not in names_seen_by(world, who)


def test_a_component_of_the_mission_is_the_mission(world):
    civil = OrganisationFactory(kind="mission", parent=world.mission)
    MembershipFactory(person__full_name="Sefu Kalume", organisation=civil, role="feedback_officer")

    assert "Sefu Kalume" not in names_seen_by(world, "mayor")
    assert "Sefu Kalume" in names_seen_by(world, "officer")


def test_once_out_of_the_mission_a_mayor_is_a_mayor(world):
    person = PersonFactory(full_name="Sefu Kalume")
    MembershipFactory(person=person, organisation=world.mission, role="feedback_officer", until_on=timezone.localdate())
    TenureFactory(post__organisation=world.far_town, person=person)

    assert "Sefu Kalume" in names_seen_by(world, "ngo_worker")


@pytest.mark.parametrize("who", ["mayor", "ngo_worker", "far_mayor"])
def test_who_speaks_for_a_community_group_is_named_by_office_outside_it(world, who):
    group = OrganisationFactory(kind="community_group", names={"en": "Association of women"})
    post = PostFactory(organisation=group, titles={"en": "Chairwoman"})
    tenure = TenureFactory(post=post, person__full_name="Zara of Maldosa")

    assert "Zara of Maldosa" not in names_seen_by(world, who)
    assert tenure not in Tenure.objects.visible_to(world.actor(who))
    assert post in Post.objects.visible_to(world.actor(who))
    assert "Zara of Maldosa" in names_seen_by(world, "officer")


def test_a_community_group_knows_its_own_people(world):
    post = PostFactory(organisation=OrganisationFactory(kind="community_group"))
    TenureFactory(post=post, person__full_name="Zara of Maldosa")
    member = MembershipFactory(organisation=post.organisation, role="local_official")

    seen = Person.objects.visible_to(actor_for(member.person.user)).values_list("full_name", flat=True)

    assert "Zara of Maldosa" in seen


def test_an_office_holder_of_yesterday_is_named_to_the_own_side_only(world):
    TenureFactory(post__organisation=world.far_town, person__full_name="Former Mayor", until_on=timezone.localdate())

    assert "Former Mayor" in names_seen_by(world, "far_mayor")
    assert "Former Mayor" not in names_seen_by(world, "mayor")


def test_who_acts_for_a_post_is_known_to_the_own_side_and_the_mission(world):
    def seen(who):
        return [row.person for row in Delegation.objects.visible_to(world.actor(who))]

    assert seen("mayor") == seen("officer") == [world.deputy]
    assert seen("ngo_worker") == seen("far_mayor") == seen("stranger") == []


def test_where_a_name_may_not_be_read_the_side_is_named(world, django_assert_max_num_queries):
    users = [world.officer.user_id, world.mayor.user_id, None]
    reader = world.actor("mayor")

    with django_assert_max_num_queries(2):
        names = names_for(reader, users)

    assert names == {world.officer.user_id: "UNAC", world.mayor.user_id: "Joseph Mandaba"}
