from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import shapely
from shapely.geometry import shape

from coordination.choices import ACTION_MOVES
from sample.clock import Clock
from sample.lives import WEIGHTS
from sample.places import plan_places
from sample.planning import SMALL, plan_mission
from sample.population import PEOPLE, plan_population
from sample.words import read_json

DAY = date(2026, 3, 4)


def test_the_same_seed_and_day_give_the_same_plan():
    plan = plan_mission(DAY, size=SMALL)

    assert plan_mission(DAY, size=SMALL).digest == plan.digest
    assert plan_mission(DAY, seed="another", size=SMALL).digest != plan.digest
    assert plan_mission(date(2026, 3, 5), size=SMALL).digest != plan.digest


def test_items_walk_all_the_moves_and_no_others():
    assert {status: set(moves) for status, moves in WEIGHTS.items()} == {
        status: set(moves) for status, moves in ACTION_MOVES.items()
    }
    assert all(sum(moves.values()) <= 100 for moves in WEIGHTS.values())


def test_nothing_has_happened_later_than_yesterday_and_each_life_goes_forward():
    plan = plan_mission(DAY, size=SMALL)
    end = Clock(DAY).end

    for life in [*plan.meetings, *plan.items]:
        moments = [deed.at for deed in life.deeds]
        assert moments == sorted(moments), life.key
        assert moments[-1] < end, life.key


def test_everybody_had_their_place_when_they_acted():
    plan = plan_mission(DAY, size=SMALL)
    people = {one.key: one for one in plan.people}

    for deed in (deed for life in [*plan.meetings, *plan.items] for deed in life.deeds):
        if deed.by:
            person = people[deed.by]
            assert person.account, deed
            assert person.from_on <= deed.at.date(), deed
            assert person.until_on is None or deed.at.date() < person.until_on, deed


def test_neighbours_share_their_borders():
    areas = plan_places(Random("a map"))
    shapes = {area.key: shape(area.geometry) for area in areas if area.geometry}
    levels: dict[int, list] = {}
    for area in areas:
        if area.geometry:
            levels.setdefault(len(area.code), []).append(shapes[area.key])

    assert [len(levels[size]) for size in sorted(levels)] == [1, 8, 40, 43]
    for level in levels.values():
        assert shapely.coverage_is_valid(level)
        assert abs(sum(one.area for one in level) - shapes["CRN"].area) < 1e-6


def test_the_people_of_a_province_are_those_of_its_districts():
    areas = plan_places(Random("a map"))
    counts = {
        one.area: {(sex, band): count for sex, band, count in one.counts} for one in plan_population(areas, Random("p"))
    }

    assert len(counts) == 49
    assert abs(counts["CRN"]["all", ""] - PEOPLE) < 40
    districts = [area.key for area in areas if area.parent == "LEP"]
    for cell, people in counts["LEP"].items():
        assert people == sum(counts[key][cell] for key in districts)
    for one in counts.values():
        assert one["female", "0-4"] + one["male", "0-4"] == one["all", "0-4"]
        assert one["female", ""] + one["male", ""] == one["all", ""]


def test_every_text_can_be_filled_in_and_said():
    for language in ("fr", "en", "ar", "sw", "pt"):
        for row in read_json(f"matters_{language}"):
            texts = [row["title"], row["text"], *row["ours"], *row["theirs"]]
            assert all(text.format(place="Corma", n=12).strip() for text in texts)
            assert len(row["title"]) < 120
        phrases = read_json("phrases")
        assert phrases[language].keys() == phrases["fr"].keys()


def test_names_are_given_once():
    plan = plan_mission(DAY, size=SMALL)

    assert not [name for name, count in Counter(one.name for one in plan.people).items() if count > 1]
    emails = [one.account for one in plan.people if one.account]
    assert len(emails) == len(set(emails))
