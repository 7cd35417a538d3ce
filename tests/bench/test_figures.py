from __future__ import annotations

import pytest

from bench.figures import Figure
from bench.promises import MISSED, Missed


@pytest.fixture(autouse=True)
def _one_known(monkeypatch):
    monkeypatch.setitem(MISSED, "a page", Missed(4.0, "too many words"))


def test_a_kept_promise_is_no_failure():
    figure = Figure("another page", 3, 3, "times")
    assert figure.is_kept
    assert not figure.is_failure


def test_a_missed_promise_fails_the_run():
    figure = Figure("another page", 3.01, 3, "times")
    assert figure.is_failure
    assert str(figure).startswith("FAILED another page: 3.01")


def test_a_known_one_is_told_with_its_reason_and_fails_only_when_worse_by_half():
    known = Figure("a page", 6.0, 3, "times")
    assert not known.is_kept
    assert not known.is_failure
    assert str(known).startswith("MISSED a page: 6 times")
    assert "recorded as 4: too many words" in str(known)
    assert Figure("a page", 6.1, 3, "times").is_failure


def test_a_known_one_that_is_kept_again_is_kept():
    assert str(Figure("a page", 2.9, 3, "times")).startswith("kept")
