"""The ledger's arithmetic, and that both sides read the same."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from coordination.choices import ActionStatus, DateAnswer, LedgerOutcome
from coordination.domain.ledger_summaries import commitments_between, ledger_of, outcome_is
from tests.factories import ActionItemFactory, AreaFactory, DueDateChangeFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

S = ActionStatus
TODAY = timezone.localdate()


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def mission():
    return OrganisationFactory(kind="mission")


@pytest.fixture
def town():
    return OrganisationFactory(kind="local_authority")


def owed_by(owner, other, status, *, due=0, reported=None, **more):
    """An item due `due` days from today, reported `reported` days from today."""
    at = {} if reported is None else {"reported_at": noon(TODAY + timedelta(days=reported))}
    return ActionItemFactory(
        owner=owner, agreed_with=other, status=status, due_on=TODAY + timedelta(days=due), **at, **more
    )


@pytest.fixture
def history(mission, town):
    owed_by(town, mission, S.CONFIRMED, due=-10, reported=-10)
    owed_by(town, mission, S.CONFIRMED, due=-10, reported=-9)
    renewed = owed_by(town, mission, S.CONFIRMED, due=-10, reported=-12)
    DueDateChangeFactory.create_batch(2, item=renewed, proposed_by_root=town, answer=DateAnswer.AGREED)
    owed_by(town, mission, S.DROPPED, not_done_reason="no_budget")
    owed_by(town, mission, S.DROPPED, not_done_reason="security")
    owed_by(town, mission, S.DROPPED, not_done_reason="security")
    owed_by(town, mission, S.ACCEPTED, due=3)
    owed_by(town, mission, S.IN_PROGRESS, due=-1)
    owed_by(town, mission, S.REPORTED_DONE, reported=-29)
    owed_by(town, mission, S.REPORTED_DONE, reported=-30)
    owed_by(mission, town, S.CONFIRMED, due=-5, reported=-3)
    # What is in no figure: only asked for, internal, one's own, with somebody else.
    owed_by(town, mission, S.REQUESTED)
    owed_by(town, mission, S.DECLINED)
    owed_by(town, mission, S.CONFIRMED, reported=0, sensitivity="internal")
    owed_by(mission, None, S.CONFIRMED, reported=0)
    owed_by(OrganisationFactory(), mission, S.CONFIRMED, reported=0)


def test_each_commitment_is_counted_once(mission, town, history):
    towns, missions = ledger_of(commitments_between(town.pk, mission.pk), sides=(town.pk, mission.pk), on=TODAY)

    assert (towns.kept_on_time, towns.kept_late, towns.not_done, towns.open, towns.overdue) == (2, 1, 3, 2, 1)
    assert (towns.reported, towns.not_contradicted) == (1, 1)
    assert (towns.new_date_agreed, towns.date_changes) == (1, 2)
    assert towns.reasons == (("security", 2), ("no_budget", 1))
    assert (missions.kept_late, missions.total) == (1, 1)
    assert sum(getattr(towns, outcome) for outcome in LedgerOutcome.values) == towns.total == 10


def test_both_sides_read_the_same(mission, town, history):
    from_town = ledger_of(commitments_between(town.pk, mission.pk), sides=(town.pk, mission.pk), on=TODAY)
    from_mission = ledger_of(commitments_between(mission.pk, town.pk), sides=(town.pk, mission.pk), on=TODAY)

    assert from_town == from_mission


@pytest.mark.parametrize("outcome", LedgerOutcome.values)
def test_each_number_opens_exactly_its_items(mission, town, history, outcome):
    items = commitments_between(town.pk, mission.pk)
    both = ledger_of(items, sides=(town.pk, mission.pk), on=TODAY)

    for side in both:
        listed = items.filter(outcome_is(outcome, on=TODAY), owner_root_id=side.owner_root_id)
        assert listed.count() == getattr(side, outcome)


def test_area_and_period_narrow(mission, town):
    corma = AreaFactory()
    ward = AreaFactory(parent=corma)
    owed_by(town, mission, S.ACCEPTED, due=0, area=ward)
    owed_by(town, mission, S.ACCEPTED, due=5, area=corma)
    owed_by(town, mission, S.ACCEPTED, due=5)

    def total(**narrower):
        items = commitments_between(town.pk, mission.pk, **narrower)
        return ledger_of(items, sides=(town.pk, mission.pk), on=TODAY)[0].total

    assert total() == 3
    assert total(area=corma) == 2
    assert total(area=corma, since=TODAY + timedelta(days=1)) == 1
    assert total(until=TODAY) == 1


def test_nothing_yet_is_zero_on_both_sides(mission, town, django_assert_num_queries):
    with django_assert_num_queries(3):
        both = ledger_of(commitments_between(town.pk, mission.pk), sides=(town.pk, mission.pk), on=TODAY)

    assert [side.total for side in both] == [0, 0]
