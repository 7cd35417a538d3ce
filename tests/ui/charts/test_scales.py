from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.ui.charts.scales import Scale, extent, ticks
from tests.ui.charts.drawn import marks_of

finite = st.floats(-(10**15), 10**15)


@given(values=st.lists(finite, max_size=10), with_zero=st.booleans())
def test_an_extent_holds_every_number_and_has_a_length(values, with_zero):
    low, high = extent(marks_of(*values, None), with_zero=with_zero)

    assert all(low <= value <= high for value in values)
    assert low < high
    assert not with_zero or low <= 0 <= high


@given(values=st.lists(finite, min_size=1, max_size=10), most=st.integers(3, 8), with_zero=st.booleans())
def test_ticks_enclose_the_numbers_in_few_equal_steps(values, most, with_zero):
    low, high = extent(marks_of(*values), with_zero=with_zero)

    found = ticks(low, high, most)

    slack = (found[1] - found[0]) * 1e-6
    assert 2 <= len(found) <= most + 1
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    steps = [later - earlier for earlier, later in pairwise(found)]
    assert all(step == pytest.approx(steps[0], rel=1e-3) for step in steps)


@given(low=finite, length=st.floats(1e-3, 10**15), value=finite)
def test_a_scale_never_leaves_its_ends(low, length, value):
    scale = Scale(low, low + max(length, abs(low) * 1e-6), 10, 90)

    assert 10 <= scale(value) <= 90
    assert math.isfinite(scale(value))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 58, [0, 20, 40, 60]),
        (0, 7, [0, 2, 4, 6, 8]),
        (-3, 5, [-4, -2, 0, 2, 4, 6]),
    ],
)
def test_ticks_are_round(low, high, expected):
    assert ticks(low, high, 6) == expected
