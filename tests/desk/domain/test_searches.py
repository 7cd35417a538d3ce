from __future__ import annotations

import pytest

from coordination.domain.references import with_check
from desk.domain.searches import search
from foundation.access.actors import NOBODY
from tests.factories import ActionItemFactory, MeetingFactory


def found(actor, text):
    return {group.name: [str(row) for row in group.rows] for group in search(actor, text).groups}


def test_accents_and_capitals_are_forgiven(world):
    ActionItemFactory(owner=world.town, agreed_with=world.mission, summary="Réparer la Pompe", area=world.area)

    assert found(world.officer, "reparer POMPE") == {"action_items": ["Réparer la Pompe"]}


def test_any_script_is_found_as_it_is_written(world):
    ActionItemFactory(owner=world.town, agreed_with=world.mission, summary="تنظيف بئر السوق", area=world.area)

    assert found(world.officer, "بئر") == {"action_items": ["تنظيف بئر السوق"]}


def test_organisations_are_found_by_their_name_in_any_language(world):
    assert found(world.officer, "كورما") == {"organisations": ["Town of Corma"]}


def test_the_code_of_a_language_is_no_name(world):
    assert "organisations" not in found(world.officer, "fr")


@pytest.mark.parametrize("heard", ["{}", "{} ", "{} without dashes"])
def test_a_reference_is_found_however_it_is_said(world, heard):
    reference = with_check("COR-26-0012")
    item = ActionItemFactory(owner=world.town, agreed_with=world.mission, reference=reference, area=world.area)
    said = reference.replace("-", " ").lower() if "without" in heard else heard.format(reference)

    assert found(world.officer, said) == {"action_items": [item.summary]}
    assert search(world.officer, said).doubt == ""


def test_a_reference_heard_wrong_says_so(world):
    right = with_check("COR-26-0012")[-1]
    wrong = "A" if right != "A" else "B"

    result = search(world.officer, f"COR-26-0012-{wrong}")

    assert result.groups == []
    assert "does not fit" in result.doubt


def test_what_a_person_may_not_see_is_not_found(world):
    MeetingFactory(title="Patrol secrets", held_by=world.mission, area=world.area)

    assert found(world.officer, "patrol") == {"action_items": ["Patrol times"], "meetings": ["Patrol secrets"]}
    assert found(world.mayor, "patrol") == {"action_items": ["Patrol times"]}
    assert found(world.stranger, "patrol") == {}
    assert found(NOBODY, "patrol") == {}


def test_too_long_and_too_short_are_said_and_not_searched(world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "too long" in search(world.officer, "a " * 150).problem
        assert "two letters" in search(world.officer, "a").problem
        assert search(world.officer, "  ").problem == ""


def test_signs_that_mean_something_to_a_database_are_letters(world):
    assert found(world.officer, "100%") == {}
    assert found(world.officer, "_______") == {}


def test_five_statements_whatever_is_found(world, django_assert_num_queries):
    ActionItemFactory.create_batch(15, owner=world.town, agreed_with=world.mission, area=world.area)

    with django_assert_num_queries(5):
        result = search(world.officer, "item")

    assert len(result.groups[0].rows) == 10
    assert result.groups[0].more
