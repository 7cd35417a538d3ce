"""Nobody works a small number out of figures, whatever they ask, where and when; of weaker figures somebody would."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foundation.figures.disclosure import Rules
from foundation.mission import reading
from foundation.mission.reading import Mission
from foundation.people.roles import Role
from tests.figures.attacking import FIRST_DAY, MINIMUM, SECOND_DAY, World, everything, worked_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_minimum")]

RULES = Rules(minimum=MINIMUM)


@pytest.fixture
def small_minimum(monkeypatch):
    """Smaller than a mission may set it, and remembered for as long as the attack takes."""
    monkeypatch.setattr(reading, "FRESH_SECONDS", 3600)
    reading.know(Mission(minimum_people=MINIMUM))
    yield
    reading.forget()


def attacked(seed, role=Role.ME_OFFICER, *, at_home=False, is_live=False, in_short=True):
    world = World(seed)
    reader = world.reader(role, [world.areas[1]] if at_home else [world.country])
    if at_home:
        world.opens_only(world.areas[1].path)
    told = list(everything(world, reader, FIRST_DAY, in_short=in_short))
    world.more_comes_in()
    told += everything(world, reader, SECOND_DAY, in_short=in_short)
    assert any(one.withheld for one in told), "nothing protected was told: this attacks nothing"
    assert any(one.value is None for one in told), "nothing was withheld: this attacks nothing"
    return worked_out(world, told, is_live=is_live)


def test_no_small_cell_follows_from_all_doors_on_two_days():
    assert attacked(1) == []


def test_with_complements_off_one_follows(monkeypatch):
    monkeypatch.setattr("foundation.figures.evaluation.rules_for", lambda _c: replace(RULES, complements=False))

    assert attacked(1) != []


def test_with_free_days_and_no_closing_one_follows(monkeypatch):
    monkeypatch.setattr("foundation.figures.evaluation.rules_for", lambda _c: replace(RULES, whole_months=False))

    assert attacked(1, is_live=True) != []


@pytest.mark.slow
@pytest.mark.shared_out
@pytest.mark.parametrize("seed", range(2, 5))
@pytest.mark.parametrize("role", [Role.ME_OFFICER, Role.LIAISON_OFFICER])
def test_no_small_cell_follows_from_asking_everything(seed, role):
    assert attacked(seed, role, at_home=role == Role.LIAISON_OFFICER, in_short=False) == []
