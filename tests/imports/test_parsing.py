from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from foundation.imports.parsing import day, one_of, shown, text, yes_or_no
from foundation.imports.plain_words import plain
from foundation.imports.tables import letter_of
from foundation.people.choices import Side


@pytest.mark.parametrize(
    "cell",
    [dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8), "2026-11-25", "25/11/2026", "25.11.2026", "11/25/2026"],  # noqa: DTZ001
)
def test_days_are_read_as_they_are_written(cell):
    assert day(cell) == dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("03/04/2026", "2026-04-03 or 2026-03-04"),
        ("2026-02-30", "no such day"),
        ("31/31/2026", "no such day"),
        ("soon", "not a day"),
        (46000.0, "not a day"),
    ],
)
def test_a_day_that_may_be_another_is_asked_about(cell, reason):
    with pytest.raises(ValidationError, match=reason):
        day(cell)


def test_a_day_that_is_the_same_either_way_is_taken():
    assert day("04/04/2026") == dt.date(2026, 4, 4)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Yes", True),
        ("oui", True),
        ("نعم", True),
        ("x", True),
        ("No", False),
        ("non", False),
        (True, True),
        (0.0, False),
    ],
)
def test_yes_and_no_in_our_languages(cell, value):
    assert yes_or_no(cell) is value


def test_a_choice_is_known_by_value_by_label_in_six_languages_and_by_alias():
    parse = one_of(Side.choices, {Side.PARTNER: ("NGO",)})
    with translation.override("fr"):
        french = str(Side.LOCAL_AUTHORITY.label)

    assert parse(french.upper()) == Side.LOCAL_AUTHORITY
    assert parse("local_authority") == Side.LOCAL_AUTHORITY
    assert parse(" ngo ") == Side.PARTNER
    with pytest.raises(ValidationError, match="This is not one of: mission, local authority"):
        parse("king")


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "a\x00b", "x" * 11])
def test_a_text_that_cannot_be_kept_is_refused(cell):
    with pytest.raises(ValidationError):
        text(longest=10)(cell)


@pytest.mark.parametrize(("cell", "words"), [(3.0, "3"), (3.5, "3.5"), (None, ""), ("  a ", "a"), (True, "yes")])
def test_cells_are_shown_as_their_person_sees_them(cell, words):
    assert shown(cell) == words


@given(st.text())
def test_plain_words_stay_plain(words):
    assert plain(plain(words)) == plain(words) or "_" in words


def test_accents_capitals_and_vowel_signs_make_no_difference():
    assert plain("  ÉCHÉANCE :") == plain("echeance")
    assert plain("مُدير") == plain("مدير")


def test_columns_are_called_as_a_spreadsheet_does():
    assert [letter_of(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
