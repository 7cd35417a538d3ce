"""Posts: added, held, handed over, delegated, retired. Commitments stay; accounts go with their holders."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.access.actors import actor_for
from foundation.access.decisions import ActionDenied
from foundation.accounts.models import ApiToken
from foundation.journal.models import Entry
from foundation.people.domain import delegations, organisations, posts, tenures
from foundation.people.models import Delegation, Membership, Post, Tenure
from foundation.submissions.models import Changed
from tests.factories import ApiTokenFactory, DelegationFactory, PersonFactory, PostFactory, TenureFactory
from tests.people.world import today


def hand_over(world, **more):
    new = more.pop("to", None) or PersonFactory(full_name="New Mayor", user=None)
    post = Post.objects.get(pk=world.mayor_post.pk)
    deed = {"to": new, "on": today(), "is_acting": False, "by": world.actor("administrator"), "seen": post.revision}
    return tenures.hand_over_post(post, **{**deed, **more})


def test_handing_over_ends_the_old_holder_and_starts_the_new_one_in_one_deed(world):
    tenure = hand_over(world)

    assert (tenure.person.full_name, tenure.from_on) == ("New Mayor", today())
    assert Tenure.objects.get(person=world.mayor).until_on == today()
    assert Membership.objects.get(person=world.mayor).until_on == today()
    assert actor_for(world.mayor.user).is_known is False
    assert set(Entry.objects.values_list("verb", flat=True)) == {
        "appointed", "ended_delegation", "ended_membership", "ended_tenure", "handed_over",
    }  # fmt: skip


def test_handing_over_closes_the_account_and_its_keys(world):
    token = ApiTokenFactory(user=world.mayor.user)

    hand_over(world)

    world.mayor.user.refresh_from_db()
    assert world.mayor.user.is_active is False
    assert ApiToken.objects.get(pk=token.pk).revoked_at is not None


def test_the_old_holder_may_stay_in_the_organisation(world):
    hand_over(world, old_holder_stays=True)

    mayor = actor_for(world.mayor.user)
    assert mayor.is_known
    assert mayor.post_ids == frozenset()


def test_whoever_acted_for_the_old_mayor_does_not_act_for_the_new_one(world):
    hand_over(world)

    assert world.actor("deputy").post_ids == frozenset()


def test_whoever_acted_may_go_on_when_it_is_said(world):
    hand_over(world, delegates_stay=True)

    assert world.actor("deputy").post_ids == {world.mayor_post.pk}


def test_a_deputy_who_takes_over_no_longer_acts_for_the_post(world):
    hand_over(world, to=world.deputy, delegates_stay=True)

    deputy = world.actor("deputy")
    assert deputy.for_post_id is None
    assert deputy.post_ids == {world.mayor_post.pk}


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"to": "mayor"}, "holds the post already"), ({"on": timedelta(days=-4000)}, "came later")],
)
def test_handing_over_makes_sense_or_is_refused(world, more, reason):
    if "to" in more:
        more["to"] = world.mayor
    else:
        more["on"] = today() + more["on"]

    with pytest.raises(ActionDenied, match=reason):
        hand_over(world, **more)

    assert Tenure.objects.get(person=world.mayor).until_on is None
    assert not Entry.objects.exists()


def test_somebody_quicker_is_noticed(world):
    posts.rename_post(
        world.mayor_post, titles={"en": "Lord Mayor"}, is_head=True, by=world.actor("administrator"), seen=1
    )

    with pytest.raises(Changed):
        hand_over(world, seen=1)


def test_an_officer_hands_over_a_post_whose_holder_has_no_account(world):
    post = PostFactory(organisation=world.town)
    TenureFactory(post=post, person__user=None)

    tenures.hand_over_post(post, to=world.clerk, on=today(), is_acting=True, by=world.actor("officer"), seen=1)

    assert Tenure.objects.get(post=post, person=world.clerk).is_acting


def test_an_officer_does_not_close_an_account_by_handing_over(world):
    with pytest.raises(ActionDenied, match="an administrator does this"):
        hand_over(world, by=world.actor("officer"))

    assert actor_for(world.mayor.user).is_known


def test_a_vacant_post_is_filled_and_a_filled_one_is_not_filled_twice(world):
    post = posts.add_post(world.town, titles={"en": "Clerk"}, is_head=False, by=world.actor("officer"))
    deed = {"from_on": today(), "is_acting": False, "by": world.actor("officer")}

    tenures.appoint(world.clerk, post=post, seen=post.revision, **deed)

    with pytest.raises(ActionDenied, match="Hand it over instead"):
        tenures.appoint(world.deputy, post=post, seen=None, **deed)
    assert Tenure.objects.get(post=post).person == world.clerk


def test_a_vacant_post_is_not_handed_over(world):
    post = PostFactory(organisation=world.town)

    with pytest.raises(ActionDenied, match="Appoint somebody instead"):
        tenures.hand_over_post(
            post, to=world.clerk, on=today(), is_acting=False, by=world.actor("administrator"), seen=1
        )


# ---- delegation


def delegate(world, who, *, by, post=None, until_on=None):
    post = post or world.mayor_post
    return delegations.delegate_post(post, person=getattr(world, who), until_on=until_on, by=world.actor(by), seen=None)


@pytest.mark.parametrize("by", ["mayor", "administrator"])
def test_the_holder_or_an_administrator_lets_somebody_act(world, by):
    delegate(world, "clerk", by=by)

    assert world.actor("clerk").for_post_id == world.mayor_post.pk
    assert list(Entry.objects.values_list("verb", flat=True)) == ["delegated"]


def test_the_head_lets_somebody_act_for_another_post_of_the_organisation(world):
    post = PostFactory(organisation=world.town, is_head=False)

    delegate(world, "clerk", by="mayor", post=post)

    assert world.actor("clerk").post_ids == {post.pk}


@pytest.mark.parametrize("by", ["deputy", "clerk", "far_mayor", "ngo_worker", "officer", "head", "auditor"])
def test_nobody_else_does_and_a_deputy_passes_nothing_on(world, by):
    with pytest.raises(ActionDenied):
        delegate(world, "clerk", by=by)

    assert world.actor("clerk").post_ids == frozenset()


@pytest.mark.parametrize(
    ("who", "reason"),
    [("far_mayor", "same side"), ("ngo_worker", "same side"), ("mayor", "holds a post"), ("deputy", "already")],
)
def test_only_somebody_of_the_same_side_acts_and_once(world, who, reason):
    with pytest.raises(ActionDenied, match=reason):
        delegate(world, who, by="administrator")


def test_a_delegation_ends_by_itself_on_its_day(world):
    delegate(world, "clerk", by="mayor", until_on=today() + timedelta(days=1))
    assert world.actor("clerk").for_post_id == world.mayor_post.pk

    Delegation.objects.filter(person=world.clerk).update(from_on=today() - timedelta(days=1), until_on=today())

    assert world.actor("clerk").for_post_id is None


@pytest.mark.parametrize("by", ["mayor", "administrator", "deputy"])
def test_holder_administrator_or_the_delegate_ends_it(world, by):
    delegations.end_delegation(world.deputy.delegations.get(), by=world.actor(by))

    assert world.actor("deputy").for_post_id is None


def test_a_clerk_does_not_end_it(world):
    with pytest.raises(ActionDenied):
        delegations.end_delegation(world.deputy.delegations.get(), by=world.actor("clerk"))


def test_leaving_the_side_ends_the_right_to_act_for_good(world):
    from_now = world.deputy.memberships.get()
    from_now.until_on = None
    posts.retire_post(world.mayor_post, by=world.actor("administrator"), seen=1)

    assert not Delegation.objects.current(on=today()).filter(person=world.deputy).exists()


# ---- retiring


def test_retiring_a_post_ends_its_holder_and_its_delegates(world):
    posts.retire_post(world.mayor_post, by=world.actor("administrator"), seen=1)

    assert actor_for(world.mayor.user).is_known is False
    assert world.actor("deputy").for_post_id is None
    assert Post.objects.get(pk=world.mayor_post.pk).retired_on == today()


def test_a_retired_post_takes_no_holder(world):
    posts.retire_post(world.mayor_post, by=world.actor("administrator"), seen=1)

    with pytest.raises(ActionDenied, match="retired"):
        tenures.appoint(
            world.clerk,
            post=world.mayor_post,
            from_on=today(),
            is_acting=False,
            by=world.actor("administrator"),
            seen=None,
        )


def test_an_organisation_with_people_in_it_is_not_retired(world):
    with pytest.raises(ActionDenied, match="still have a place"):
        organisations.retire_organisation(world.town, by=world.actor("administrator"), seen=1)


def test_an_organisation_with_parts_is_not_retired(world):
    organisations.add_organisation(
        names={"en": "Market"},
        kind=world.far_town.kind,
        area=world.far_town.area,
        parent=world.far_town,
        by=world.actor("administrator"),
    )

    with pytest.raises(ActionDenied, match="belongs to it first"):
        organisations.retire_organisation(world.far_town, by=world.actor("administrator"), seen=1)


def test_retiring_an_organisation_retires_its_posts(world):
    Membership.objects.filter(organisation=world.far_town).update(until_on=today())
    DelegationFactory(post=world.far_town.posts.get(), person=world.clerk)

    organisations.retire_organisation(world.far_town, by=world.actor("administrator"), seen=1)

    assert world.far_town.posts.get().retired_on == today()
    assert not Tenure.objects.current(on=timezone.localdate()).filter(post__organisation=world.far_town).exists()
    assert set(Entry.objects.values_list("verb", flat=True)) == {"retired", "ended_tenure", "ended_delegation"}
