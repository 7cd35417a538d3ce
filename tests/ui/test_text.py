"""Names, marks around names, and text fields that keep what was typed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.template import engines

from foundation.ui.clean_text import ExactCharField
from foundation.ui.names import initials


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Béatrice Yakoma", "BY"),
        ("Sultan Hassan Bi-Sélé", "SB"),
        ("amina", "A"),
        ("السلطان حسن", "س"),
        ("علي", "ع"),
        ("(Cpt.) Moussa", "CM"),
        ("  ", "?"),
        ("123", "?"),
    ],
)
def test_initials_stand_for_a_person(name, mark):
    assert initials(name) == mark


def test_bdi_keeps_a_name_apart_and_escapes_it():
    shown = engines["django"].from_string("{{ name|bdi }}").render({"name": "<b>حسن</b>"})

    assert shown == "<bdi>&lt;b&gt;حسن&lt;/b&gt;</bdi>"


@pytest.mark.parametrize("text", ["  two  blanks ", "line\r\nline", "\u202eturned", "'; DROP TABLE", "\ufeff", "\t="])
def test_a_text_field_keeps_what_was_typed(text):
    assert ExactCharField().clean(text) == text


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_a_text_field_refuses_what_cannot_be_stored_with_one_sentence(text):
    with pytest.raises(ValidationError) as refusal:
        ExactCharField().clean(text)

    assert refusal.value.messages == ["This text holds a sign that cannot be stored. Take it out and send again."]


def test_blanks_alone_are_no_answer_to_a_required_question():
    with pytest.raises(ValidationError):
        ExactCharField().clean(" \n ")

    assert ExactCharField(required=False).clean("  ") == "  "
