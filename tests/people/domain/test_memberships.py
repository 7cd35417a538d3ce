"""A place in an organisation, and the account that comes and goes with it."""

from __future__ import annotations

import pytest

from foundation.access.actors import actor_for
from foundation.access.decisions import ActionDenied
from foundation.accounts.models import ApiToken, User
from foundation.journal.models import Entry
from foundation.people.domain import memberships, own_account, persons
from foundation.people.models import Membership
from foundation.people.roles import ROLES, Role
from tests.factories import ApiTokenFactory, MembershipFactory, PersonFactory


def end(world, who, *, by="administrator"):
    membership = getattr(world, who).memberships.get()
    return memberships.end_membership(membership, by=world.actor(by), seen=membership.revision)


def test_ending_a_place_closes_the_account_and_its_keys(world):
    ApiTokenFactory(user=world.clerk.user)

    end(world, "clerk")

    assert User.objects.get(pk=world.clerk.user_id).is_active is False
    assert ApiToken.objects.get(user=world.clerk.user).revoked_at is not None
    assert Entry.objects.get().verb == "ended_membership"


def test_who_comes_back_finds_the_account_open_but_not_the_old_mandate(world):
    end(world, "deputy")

    memberships.add_membership(
        world.deputy, organisation=world.town, role="local_official", areas=[], by=world.actor("administrator")
    )

    user = User.objects.get(pk=world.deputy.user_id)
    assert user.is_active
    assert actor_for(user).for_post_id is None


def test_one_place_at_a_time(world):
    with pytest.raises(ActionDenied, match="has a place already"):
        memberships.add_membership(
            world.clerk, organisation=world.ngo, role="partner_staff", areas=[], by=world.actor("administrator")
        )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", ["mission", "local_authority", "partner", "security_service", "donor"])
def test_a_role_exists_only_on_its_sides(world, role, kind):
    from_kind = MembershipFactory(organisation__kind=kind, person__user=None).organisation
    deed = {"organisation": from_kind, "role": role, "areas": [], "by": world.actor("administrator")}

    if kind in ROLES[role].sides:
        assert memberships.add_membership(PersonFactory(), **deed).role == role
    else:
        with pytest.raises(ActionDenied, match="does not exist"):
            memberships.add_membership(PersonFactory(), **deed)


def test_another_role_counts_at_the_next_request(world):
    membership = world.officer.memberships.get()

    memberships.change_membership(
        membership, role="me_officer", areas=[], by=world.actor("administrator"), seen=membership.revision
    )

    officer = world.actor("officer")
    assert (officer.role, officer.area_paths, officer.may("log_meeting")) == ("me_officer", (), False)


def test_an_administrator_does_not_touch_the_own_place(world):
    with pytest.raises(ActionDenied, match="Another administrator"):
        end(world, "administrator")

    end(world, "second_administrator")
    assert Membership.objects.get(person=world.administrator).until_on is None


@pytest.mark.parametrize("by", ["officer", "head", "auditor", "mayor", "deputy", "ngo_worker", "stranger"])
def test_only_administrators_end_places(world, by):
    with pytest.raises(ActionDenied):
        end(world, "clerk", by=by)


def test_a_place_is_ended_once(world):
    membership = end(world, "clerk")

    with pytest.raises(ActionDenied, match="ended already"):
        memberships.end_membership(membership, by=world.actor("administrator"), seen=None)


def test_an_officer_corrects_a_name_but_not_of_somebody_with_an_account(world):
    officer = world.actor("officer")
    sultan = persons.add_person(full_name="سلطان حسن", latin_name="Sultan Hassan", by=officer)

    persons.rename_person(sultan, full_name="السلطان حسن", latin_name="Sultan Hassan", by=officer, seen=1)

    with pytest.raises(ActionDenied, match="has an account"):
        persons.rename_person(world.mayor, full_name="X", latin_name="", by=officer, seen=1)
    sultan.refresh_from_db()
    assert sultan.full_name == "السلطان حسن"


def test_a_key_is_kept_as_a_hash_and_works_until_revoked(world, client):
    clerk = world.actor("clerk")
    token, secret = own_account.issue_token(name="A sheet", days=30, by=clerk)

    assert secret not in {token.token_hash, token.name}
    assert secret not in str(Entry.objects.values_list("facts", flat=True))
    own_account.revoke_token(token, by=clerk)
    with pytest.raises(ActionDenied, match="revoked already"):
        own_account.revoke_token(token, by=clerk)


def test_nobody_revokes_the_key_of_another(world):
    token = ApiTokenFactory(user=world.mayor.user)

    with pytest.raises(ActionDenied):
        own_account.revoke_token(token, by=world.actor("administrator"))
