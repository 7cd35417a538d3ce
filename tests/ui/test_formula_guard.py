from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.ui.formula_guard import begins_like_formula, guarded

HIDDEN = ["", " ", "\u00a0", "\ufeff", "\u200b", "\u2060", "\x01", "\n", "\u3164", "\u00ad\u200e", "\u3000"]
SIGNS = ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "｜", "％", "﹦"]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(hidden, sign):
    text = f"{hidden}{sign}1+1"

    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\tabc", "\rabc", " \tabc"])
def test_a_leading_tab_or_return_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "12 road workers", "بئر =1", "a=1", "'=1", "Č", "1-2"])
def test_ordinary_text_stays_as_it_is(text):
    assert guarded(text) == text


@given(st.text())
def test_a_guarded_text_is_never_a_formula_and_loses_nothing(text):
    once = guarded(text)

    assert once.endswith(text)
    assert not begins_like_formula(once)
