from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from foundation.access.actors import NOBODY
from foundation.places.choices import Sex
from foundation.places.models import Population
from foundation.places.population import USUAL_BANDS, census, covers_all, is_band, sum_problems, total_of
from foundation.places.population_files import import_population, read_population
from tests.factories import AreaFactory, PopulationFactory

ALL, FEMALE, MALE = Sex.values
people = st.integers(0, 10**7)


@given(st.dictionaries(st.tuples(st.sampled_from([FEMALE, MALE]), st.sampled_from(USUAL_BANDS)), people))
def test_counts_with_their_own_sums_have_no_problem(parts):
    """Whatever is known: totals made of all the parts are never refused, and one more person always is."""
    whole = {(sex, band): parts.get((sex, band), 0) for sex in (FEMALE, MALE) for band in USUAL_BANDS}
    for band in USUAL_BANDS:
        whole[ALL, band] = whole[FEMALE, band] + whole[MALE, band]
    for sex in Sex.values:
        whole[sex, ""] = sum(whole[sex, band] for band in USUAL_BANDS)

    assert sum_problems(whole) == []
    for cell in whole:
        assert sum_problems(whole | {cell: whole[cell] + 1}) != []


@given(st.dictionaries(st.tuples(st.sampled_from([FEMALE, MALE]), st.sampled_from(["", *USUAL_BANDS])), people))
def test_missing_parts_are_never_taken_for_zero(parts):
    """A total may be larger than the parts that are known."""
    known = {cell: count for cell, count in parts.items() if cell[0] == FEMALE and not cell[1]}
    total = sum(known.values()) + 1

    assert sum_problems(known | {(ALL, ""): total}) == []


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({(ALL, ""): 100, (FEMALE, ""): 60, (MALE, ""): 39}, "the parts are 99, the total says 100"),
        ({(ALL, ""): 100, (FEMALE, ""): 101}, "more than the total"),
        ({(ALL, ""): 100, (ALL, "0-4"): 60, (ALL, "60+"): 50}, "the parts are 110"),
        ({(ALL, "0-17"): 1, (ALL, "5-17"): 1}, "overlap"),
    ],
)
def test_sums_that_do_not_add_up_are_said(counts, words):
    assert words in " ".join(sum_problems(counts))


def test_bands_with_a_gap_may_be_less_than_the_total():
    assert not covers_all(["0-4", "18-59", "60+"])
    assert sum_problems({(ALL, ""): 100, (ALL, "0-4"): 10, (ALL, "18-59"): 50, (ALL, "60+"): 5}) == []


def test_bands_are_ages():
    assert [band for band in ("0-4", "80+", "5-4", "x", "", "0-4-5", "0-200", "131+") if is_band(band)] == [
        "0-4",
        "80+",
    ]


def test_a_total_is_stated_or_summed_or_unknown():
    assert total_of({(ALL, ""): 5, (FEMALE, ""): 1}) == 5
    assert total_of({(FEMALE, ""): 1, (MALE, ""): 2}) == 3
    assert total_of({(FEMALE, ""): 1}) is None
    assert total_of({(FEMALE, ""): 0, (MALE, ""): 0}) == 0


def test_a_census_shows_what_is_missing_as_missing():
    lines = census(2025, "Census", {(FEMALE, "60+"): 3, (ALL, "0-4"): 0}).lines

    assert [(line.band, [cell.count for cell in line.cells]) for line in lines] == [
        ("", [None, None, None]),
        ("0-4", [0, None, None]),
        ("60+", [None, 3, None]),
    ]


# ---- files

LONG = "P-code,Year,Sex,Age,Population,Source\n"


@pytest.fixture
def places(db):
    country = AreaFactory(code="CRN")
    province = AreaFactory(code="CR1", parent=country)
    return [AreaFactory(code=code, parent=province) for code in ("CR11", "CR12")]


def bring(content: str, **more):
    stated = read_population(content.encode(), name="people.csv", year=more.pop("year", None), source="")
    return import_population(stated, country="CRN", by=NOBODY.through("command"), **more)


def rows() -> set:
    return set(Population.objects.values_list("area__code", "year", "sex", "age_band", "count"))


def test_a_count_to_a_row_is_read(places):
    outcome = bring(LONG + 'CR11,2025,Total,,"12,000",Census\nCR11,2025,F,0-4 years,900,Census\nCR12,2025,,,0,Census\n')

    assert (outcome.changed, outcome.faults) == (2, ())
    assert rows() == {
        ("CR11", 2025, "all", "", 12000),
        ("CR11", 2025, "female", "0-4", 900),
        ("CR12", 2025, "all", "", 0),
    }


def test_ochas_columns_are_read(places):
    heading = "ADM0_PCODE,ADM1_PCODE,ADM2_PCODE,ADM2_EN,year,source,F_TL,M_TL,T_TL,T_00_04,T_05_79,T_80PLUS\n"
    outcome = bring(
        heading + "CR,CR1,CR11,Galasi,2025,COD-PS,52,48,100,20,79,1\nCR,CR1,CR12,Vareno,2025,COD-PS,5,,,,,\n"
    )

    assert outcome.faults == ()
    assert {row for row in rows() if row[0] == "CR12"} == {("CR12", 2025, "female", "", 5)}
    assert ("CR11", 2025, "all", "80+", 1) in rows()
    assert ("CR11", 2025, "all", "5-79", 79) in rows()


def test_the_same_file_again_changes_nothing(places):
    content = LONG + "CR11,2025,T,,100,Census\n"
    bring(content)
    kept = set(Population.objects.values_list("pk", flat=True))

    outcome = bring(content)

    assert (outcome.changed, outcome.unchanged) == (0, 1)
    assert set(Population.objects.values_list("pk", flat=True)) == kept


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("CR99,2025,T,,1,Census", "no area of this country"),
        ("CR11,2025,T,,many,Census", "no whole number"),
        ("CR11,2025,T,,-1,Census", "no whole number"),
        ("CR11,2025,T,,1.5,Census", "no whole number"),
        ("CR11,2025,X,,1,Census", "neither total"),
        ("CR11,2999,T,,1,Census", "no year"),
        ("CR11,,T,,1,Census", "no year"),
        ("CR11,2025,T,young,1,Census", "no band"),
        ("CR11,2025,T,,1,", "no source"),
        (",2025,T,,1,Census", "no code"),
        ("CR11,2025", "2 cells"),
        ("CR12,2025,T,,51,Census", "two counts"),
        ("CR12,2025,F,,51,Census", "more than the total"),
        ("CR1,2025,T,,99,Census", "it has 99 people, the areas in it 150"),
        ("CR1,2025,T,,151,Census", "it has 151 people, the areas in it 150"),
    ],
)
def test_one_wrong_row_applies_nothing(places, row, words):
    outcome = bring(f"{LONG}CR11,2025,T,,100,Census\nCR12,2025,T,,50,Census\n{row}\n")

    assert [words in fault.reason for fault in outcome.faults] == [True]
    assert not Population.objects.exists()


def test_sums_over_places_hold_what_is_known_already(places):
    PopulationFactory(area=places[0].parent, year=2025, source="Census", count=120)

    assert "the areas in it 121" in bring(LONG + "CR11,2025,T,,121,Census\n").faults[0].reason
    assert bring(LONG + "CR11,2025,T,,119,Census\n").faults == ()


def test_the_command_ends_with_3_when_something_is_wrong(places, tmp_path, capsys):
    path = tmp_path / "people.csv"
    path.write_text(LONG + "CR99,2025,T,,1,Census\n")
    with pytest.raises(SystemExit) as ended:
        call_command("import_population", str(path), country="CRN")
    assert (ended.value.code, "NOTHING WAS APPLIED" in capsys.readouterr().out) == (3, True)

    path.write_text("#adm2+code,population\nCR11,7\n")
    call_command("import_population", str(path), country="CRN", year=2025, source="Census")
    assert rows() == {("CR11", 2025, "all", "", 7)}

    path.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no heading"):
        call_command("import_population", str(path), country="CRN")
