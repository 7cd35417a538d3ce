"""The published set of a month by itself: whatever its numbers are, no small one follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.figures.disclosure import ALL, EVERYWHERE, Disclosure, Published, Rules, hidden_parts, minimum_of
from foundation.mission import reading
from foundation.mission.reading import Mission
from tests.figures.solving import Knowledge

LEAVES = ("C.P1.D1", "C.P1.D2", "C.P2.D1", "C.P2", "C.P3")
AREAS = (EVERYWHERE, "C", "C.P1", "C.P1.D1", "C.P1.D2", "C.P2", "C.P2.D1", "C.P2.@", "C.P3")
KINDS, SECTORS = ("visit", "call", "meeting"), ("health", "roads")
ATOMS = tuple(product(LEAVES, KINDS, SECTORS))
Atom = tuple[str, str, str]
RULES = Rules(minimum=3)

months = st.builds(
    lambda counts: dict(zip(ATOMS, counts, strict=True)),
    st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4]), min_size=len(ATOMS), max_size=len(ATOMS)),
)


def within(atom: Atom, area: str) -> bool:
    path = f"{atom[0]}.@"
    return area == EVERYWHERE or path == area or path.startswith(f"{area}.")


def cells() -> Iterator[tuple[str, int, object, list[Atom]]]:
    """Every number that can be asked of a month: area, which dimension, value, and what it is the sum of."""
    for area in AREAS:
        yield area, 1, ALL, [atom for atom in ATOMS if within(atom, area)]
        for dimension, values in ((1, KINDS), (2, SECTORS)):
            for value in values:
                yield area, dimension, value, [a for a in ATOMS if within(a, area) and a[dimension] == value]


def found_by(month: dict[Atom, int], rules: Rules) -> list[tuple[str, object, int]]:
    """The small cells that somebody who asks everything can work out exactly."""
    told = {}
    for dimension in (1, 2):
        counts: Counter[tuple[str, str]] = Counter()
        for atom, count in month.items():
            counts[atom[0], atom[dimension]] += count
        told[dimension] = Published(+counts, rules)
    knowledge = Knowledge()
    knowledge.learn_at_least(ATOMS, 0)
    targets = []
    for area, dimension, value, atoms in cells():
        answer = told[dimension].of(area, value)
        truth = sum(month[atom] for atom in atoms)
        if answer is None:
            targets.append((area, value, atoms, truth))
        else:
            assert answer == truth
            assert not rules.is_small(answer)
            knowledge.learn(atoms, answer)
    if told[1].of(EVERYWHERE) is None:
        knowledge.learn_at_least(ATOMS, 1)
        knowledge.learn_at_most(ATOMS, rules.minimum - 1)
    knowledge.prepare()
    return [
        (area, value, truth)
        for area, value, atoms, truth in targets
        if rules.is_small(truth) and knowledge.bounds_of(atoms) == (truth, truth)
    ]


@settings(max_examples=60, deadline=None)
@given(months)
def test_no_small_number_follows_from_what_is_told(month):
    assert found_by(month, RULES) == []


def test_without_complements_a_small_number_follows():
    month = dict.fromkeys(ATOMS, 0) | {(leaf, "visit", "roads"): 4 for leaf in LEAVES}
    month["C.P3", "visit", "roads"] = 2

    assert found_by(month, RULES) == []
    assert ("C.P3", ALL, 2) in found_by(month, replace(RULES, complements=False))


def test_a_table_without_small_numbers_is_told_whole():
    counts = {("C.P1", "visit"): 5, ("C.P1", "call"): 6, ("C.P2", "visit"): 7}

    told = Published(counts, Rules(minimum=5))

    assert [told.of("C.P1", kind) for kind in ("visit", "call", "meeting")] == [5, 6, 0]
    assert [told.of(area) for area in ("C.P1", "C.P2", "C.P3", EVERYWHERE)] == [11, 7, 0, 18]


def test_an_empty_area_of_ones_own_is_never_withheld():
    counts = {("C.P1.D1", "visit"): 1, ("C.P2", "visit"): 8}

    told = Published(counts, Rules(minimum=5), own=("C.P1.D2", "C.P3"))

    assert [told.of(area) for area in ("C.P3", "C.P1.D2", "C.P1", "C.P4")] == [0, 0, None, None]


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ({"a": 5, "b": 6, "c": 0}, set()),
        ({"a": 4, "b": 6, "c": 9}, {"a", "b"}),
        ({"a": 4, "b": 4, "c": 9}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 7, "d": 8, "e": 0}, {"a", "b", "c", "e"}),
    ],
)
def test_what_is_hidden_together_is_never_few(parts, hidden):
    assert hidden_parts(parts, Rules(minimum=5)) == hidden


def test_the_mission_says_the_three_minimums():
    reading.know(Mission(minimum_posts=4, minimum_people=6, minimum_sensitive=11))
    try:
        assert [minimum_of(one) for one in Disclosure] == [4, 6, 11]
    finally:
        reading.forget()
