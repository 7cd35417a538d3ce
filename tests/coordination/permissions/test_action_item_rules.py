"""Who may do what to an action item: every deed over every status, from both sides of the table."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from coordination.choices import ActionStatus
from coordination.permissions.action_item_deeds import decisions_on
from foundation.access.actors import Actor, actor_for
from foundation.people.roles import Role
from tests.factories import (
    ActionItemFactory,
    DropProposalFactory,
    DueDateChangeFactory,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    TenureFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db

S = ActionStatus

# A town owes: its mayor is the owner, the mission's officer and its head are the other side.
TOWN_OWES = {
    S.REQUESTED: {"accept": "mayor", "decline": "mayor", "withdraw": "officer head"},
    S.ACCEPTED: {
        "start": "mayor",
        "report_done": "mayor",
        "ask_for_help": "mayor",
        "propose_date": "officer head mayor",
        "propose_drop": "officer head mayor",
    },
    S.IN_PROGRESS: {
        "report_done": "mayor",
        "ask_for_help": "mayor",
        "propose_date": "officer head mayor",
        "propose_drop": "officer head mayor",
    },
    S.REPORTED_DONE: {"undo_report": "mayor", "confirm": "officer head", "return": "officer head"},
    S.DECLINED: {},
    S.WITHDRAWN: {},
    S.CONFIRMED: {},
    S.DROPPED: {},
}
# The mission owes what the town asked for: only a clearer accepts.
MISSION_OWES = {
    S.REQUESTED: {"accept": "head", "decline": "head", "withdraw": "mayor"},
    S.ACCEPTED: {
        "start": "officer head",
        "report_done": "officer head",
        "ask_for_help": "officer head",
        "propose_date": "officer head mayor",
        "propose_drop": "officer head mayor",
    },
    S.IN_PROGRESS: {
        "report_done": "officer head",
        "ask_for_help": "officer head",
        "propose_date": "officer head mayor",
        "propose_drop": "officer head mayor",
    },
    S.REPORTED_DONE: {"undo_report": "officer head", "confirm": "mayor", "return": "mayor"},
    S.DECLINED: {},
    S.WITHDRAWN: {},
    S.CONFIRMED: {},
    S.DROPPED: {},
}
COMMENTING = "officer head mayor clerk"


@dataclass(frozen=True)
class Table:
    """The people around one table. The clerk works for the town and holds no office; the stranger is of another."""

    officer: Actor
    head: Actor
    mayor: Actor
    clerk: Actor
    stranger: Actor


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def town():
    return OrganisationFactory(kind="local_authority")


@pytest.fixture
def people(mission, town):
    clerk = MembershipFactory(organisation=town, role=Role.LOCAL_OFFICIAL)
    return Table(
        officer=actor_of(mission),
        head=actor_of(mission, Role.HEAD_OF_OFFICE),
        mayor=actor_of(town),
        clerk=actor_for(clerk.person.user),
        stranger=actor_of(OrganisationFactory()),
    )


def allowed(item, people):
    """deed → who may do it, in the order of the table."""
    found: dict[str, str] = {}
    for name in ("officer", "head", "mayor", "clerk", "stranger"):
        for deed, decision in decisions_on(item, getattr(people, name)).items():
            assert bool(decision) != bool(decision.reason), f"{deed} by {name}: a refusal, and only that, has a reason"
            if decision:
                found[deed] = f"{found.get(deed, '')} {name}".strip()
    return found


@pytest.mark.parametrize("status", list(TOWN_OWES))
def test_who_does_what_when_the_town_owes(status, mission, town, people):
    item = ActionItemFactory(owner=town, agreed_with=mission, requested_by_root=mission, status=status)

    assert allowed(item, people) == {**TOWN_OWES[status], "comment": COMMENTING}


@pytest.mark.parametrize("status", list(MISSION_OWES))
def test_who_does_what_when_the_mission_owes(status, mission, town, people):
    item = ActionItemFactory(owner=mission, agreed_with=town, requested_by_root=town, held_by=town, status=status)

    assert allowed(item, people) == {**MISSION_OWES[status], "comment": COMMENTING}


def test_an_own_task_is_confirmed_by_another_person(mission, people):
    item = ActionItemFactory(owner=mission, agreed_with=None, status=S.REPORTED_DONE, reported_by=people.officer.user)

    found = allowed(item, people)

    assert (found["confirm"], found["return"]) == ("head", "head")


def test_a_proposal_is_answered_by_the_other_side(mission, town, people):
    item = ActionItemFactory(owner=town, agreed_with=mission, requested_by_root=mission, status=S.IN_PROGRESS)
    DueDateChangeFactory(item=item, proposed_by_root=town)
    DropProposalFactory(item=item, proposed_by_root=town)

    found = allowed(item, people)

    assert found["agree_date"] == found["refuse_date"] == found["agree_drop"] == "officer head"
    assert found["refuse_drop"] == "officer head mayor", "who proposed may take it back"
    assert "propose_date" not in found
    assert "propose_drop" not in found


def test_an_internal_item_is_shared_by_who_wrote_it(mission, town, people):
    item = ActionItemFactory(
        owner=town, agreed_with=mission, requested_by_root=mission, status=S.REQUESTED, sensitivity="internal"
    )

    assert allowed(item, people)["share"] == "officer head"
    assert "share" not in allowed(ActionItemFactory(owner=town, agreed_with=mission), people)


def test_the_office_named_as_responsible_accepts_too(mission, town, people):
    works = PostFactory(organisation=town, is_head=False)
    clerk = MembershipFactory(organisation=town, role=Role.LOCAL_OFFICIAL)
    TenureFactory(post=works, person=clerk.person)
    director = actor_for(clerk.person.user)
    theirs = ActionItemFactory(owner=town, owner_post=works, agreed_with=mission, status=S.REQUESTED)
    another = ActionItemFactory(owner=town, agreed_with=mission, status=S.REQUESTED)

    assert decisions_on(theirs, director)["accept"]
    assert (
        decisions_on(another, director)["accept"].reason == "The head of the institution or a delegate says yes or no."
    )
