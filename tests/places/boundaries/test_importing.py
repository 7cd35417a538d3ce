from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.journal.models import Entry
from foundation.places.areas import add_area
from foundation.places.boundaries import applying
from foundation.places.boundaries.applying import WrongEdition
from foundation.places.models import Area, AreaVersion, BoundarySet
from tests.factories import AreaFactory, OrganisationFactory
from tests.places.boundaries.maps import (
    DISTRICTS,
    FILES,
    LATER,
    PROVINCES,
    csv_of,
    district,
    feature,
    geojson_of,
    import_of,
    province,
)

pytestmark = pytest.mark.django_db

MAP = geojson_of(province("CR1", "Fellari", 0), province("CR2", "Leppko", 2))
DISTRICT_MAP = geojson_of(
    district("CR11", "Galasi", "CR1", 0), district("CR12", "Vareno", "CR1", 1), district("CR21", "Corma", "CR2", 2)
)
LIST = csv_of(*PROVINCES, *DISTRICTS)


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def everything() -> list:
    """Every row that an import may write."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Area, AreaVersion, BoundarySet, Area.succeeded_by.through, Entry)
    ]


def verbs() -> set[tuple[str, str]]:
    codes = dict(Area.objects.values_list("pk", "code"))
    return {(entry.verb, codes[entry.subject_id]) for entry in Entry.objects.all()}


def test_a_list_becomes_areas_with_their_first_version():
    plan, is_applied = import_of(LIST)

    assert is_applied
    assert [(one.path, one.level, one.name) for one in Area.objects.all()] == [
        ("CRN", 0, "CRN"),
        ("CRN.CR1", 1, "Fellari"),
        ("CRN.CR1.CR11", 2, "Galasi"),
        ("CRN.CR1.CR12", 2, "Vareno"),
        ("CRN.CR2", 1, "Leppko"),
        ("CRN.CR2.CR21", 2, "Corma"),
    ]
    assert {one.time_zone for one in Area.objects.all()} == {"Africa/Bangui"}
    version = area("CR11").versions.get()
    assert (version.parent, version.names, version.valid_from) == (area("CR1"), {"en": "Galasi"}, date(2023, 1, 1))
    assert verbs() == {("added", one.code) for one in plan.areas}
    assert set(Entry.objects.values_list("via", flat=True)) == {"command"}


@pytest.mark.parametrize("contents", [(LIST,), (MAP, DISTRICT_MAP), (LIST, MAP, DISTRICT_MAP)])
def test_the_same_again_changes_nothing(contents):
    import_of(*contents)
    before = everything()

    plan, is_applied = import_of(*contents)

    assert (plan.changes_nothing, is_applied) == (True, False)
    assert everything() == before


def test_a_dry_run_writes_nothing():
    before = everything()

    plan, is_applied = import_of(LIST, is_dry=True)

    assert (len(plan.areas), is_applied) == (6, False)
    assert everything() == before


def test_an_import_that_fails_half_way_leaves_nothing(monkeypatch):
    import_of(LIST)
    before = everything()
    monkeypatch.setattr(applying, "record_many", lambda *args, **more: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        import_of(csv_of(*PROVINCES, DISTRICTS[0]), **LATER, accept=("level-2",))

    assert everything() == before


def test_lists_and_maps_of_one_edition_complete_each_other():
    import_of(LIST)
    plan, _is_applied = import_of(MAP, DISTRICT_MAP)

    assert {one.code for one in plan.areas if one.is_changed} == {"CR1", "CR2", "CR11", "CR12", "CR21"}
    assert AreaVersion.objects.filter(outline__isnull=False).count() == 5
    assert import_of(LIST)[0].changes_nothing
    assert import_of(MAP)[0].changes_nothing


def test_levels_may_come_one_after_the_other():
    import_of(csv_of(*PROVINCES))
    plan, _is_applied = import_of(csv_of(*DISTRICTS))

    assert [one.code for one in plan.areas if one.is_added] == ["CR11", "CR12", "CR21"]
    assert plan.dropped == ()


def test_a_new_edition_closes_the_versions_of_the_old_one():
    import_of(LIST)
    import_of(LIST, **LATER)

    first, second = area("CR11").versions.order_by("valid_from")
    assert (first.valid_from, first.valid_until) == (date(2023, 1, 1), date(2025, 1, 1))
    assert (second.valid_from, second.valid_until) == (date(2025, 1, 1), None)
    assert area("CR11").revision == 1


def test_a_new_spelling_is_a_new_name_and_nothing_suspicious():
    import_of(csv_of("CRN,1,CR1,Mambere-Kadei,CRN"))
    plan, _is_applied = import_of(csv_of("CRN,1,CR1,Mambéré Kadéï,CRN"), **LATER)

    assert plan.suspicions == ()
    assert area("CR1").names == {"en": "Mambéré Kadéï"}
    assert ("renamed", "CR1") in verbs()
    assert area("CR1").versions.order_by("valid_from").first().names == {"en": "Mambere-Kadei"}


def test_a_code_with_another_name_waits_until_somebody_accepts_it():
    import_of(LIST)
    OrganisationFactory(area=area("CR2"))
    before = everything()
    renamed = LIST.replace("Leppko", "Newland")

    plan, is_applied = import_of(renamed, **LATER)
    assert ([one.key for one in plan.suspicions], is_applied) == (["CR2"], False)
    assert everything() == before

    _plan, is_applied = import_of(renamed, **LATER, accept=("CR2",))
    assert is_applied
    assert area("CR2").name == "Newland"
    assert area("CR2").organisations.count() == 1


def test_accepting_one_does_not_accept_the_other():
    import_of(LIST)
    renamed = LIST.replace("Leppko", "Newland").replace("Galasi", "Somewhere")

    assert import_of(renamed, **LATER, accept=("CR2",))[1] is False
    assert import_of(renamed, **LATER, accept=("CR2", "CR11"))[1] is True


def test_an_area_that_moves_takes_what_lies_in_it_along():
    import_of(LIST)
    village = AreaFactory(code="CR1101", parent=area("CR11"))

    plan, is_applied = import_of(LIST.replace("CR11,Galasi,CR1", "CR11,Galasi,CR2"), **LATER)

    assert ([one.code for one in plan.areas if one.is_moved], is_applied) == (["CR11"], True)
    village.refresh_from_db()
    assert (area("CR11").path, village.path) == ("CRN.CR2.CR11", "CRN.CR2.CR11.CR1101")
    assert [version.parent.code for version in area("CR11").versions.order_by("valid_from")] == ["CR1", "CR2"]
    assert ("moved", "CR11") in verbs()


def test_a_dropped_area_ends_and_keeps_its_records():
    import_of(LIST)
    town = OrganisationFactory(area=area("CR12"))

    plan, is_applied = import_of(csv_of(*PROVINCES, DISTRICTS[0], DISTRICTS[2]), **LATER)

    assert ([one.known.code for one in plan.dropped], is_applied) == (["CR12"], True)
    gone = area("CR12")
    town.refresh_from_db()
    assert (gone.ended_on, town.area) == (date(2025, 1, 1), gone)
    assert gone.versions.get().valid_until == date(2025, 1, 1)
    assert ("ended", "CR12") in verbs()
    assert import_of(csv_of(*PROVINCES, DISTRICTS[0], DISTRICTS[2]), **LATER)[0].changes_nothing


def test_levels_that_the_files_are_not_about_are_left_alone():
    import_of(LIST)
    plan, _is_applied = import_of(csv_of(*PROVINCES), **LATER)

    assert plan.dropped == ()
    assert area("CR11").ended_on is None


def test_a_split_area_is_succeeded_by_what_lies_where_it_lay():
    import_of(MAP, DISTRICT_MAP)
    halves = [
        feature([[[x, 0], [x + 0.5, 0], [x + 0.5, 1], [x, 1], [x, 0]]], ADM2_PCODE=code, ADM2_EN=name, ADM1_PCODE="CR1")
        for code, name, x in (("CR13", "Vareno North", 1.0), ("CR14", "Vareno South", 1.5))
    ]
    split = geojson_of(district("CR11", "Galasi", "CR1", 0), *halves, district("CR21", "Corma", "CR2", 2))

    plan, is_applied = import_of(split, **LATER)

    assert is_applied
    assert [one.successors for one in plan.dropped] == [("CR13", "CR14")]
    assert {one.code for one in area("CR12").succeeded_by.all()} == {"CR13", "CR14"}


def test_a_merged_area_is_succeeded_by_the_neighbour_that_grew():
    import_of(MAP, DISTRICT_MAP)
    grown = feature([[[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]], ADM2_PCODE="CR11", ADM2_EN="Galasi", ADM1_PCODE="CR1")

    import_of(geojson_of(grown, district("CR21", "Corma", "CR2", 2)), **LATER)

    assert [one.code for one in area("CR12").succeeded_by.all()] == ["CR11"]


def test_a_new_code_for_the_same_name_is_its_successor_on_a_list():
    import_of(LIST)
    import_of(LIST.replace("CR12,Vareno", "CR15,Vareno"), **LATER)

    assert [one.code for one in area("CR12").succeeded_by.all()] == ["CR15"]


def test_an_area_that_comes_back_is_the_same_area():
    import_of(LIST)
    known = area("CR12").pk
    import_of(csv_of(*PROVINCES, DISTRICTS[0], DISTRICTS[2]), **LATER)
    plan, _is_applied = import_of(LIST, edition="three", as_of=date(2026, 1, 1))

    assert [one.code for one in plan.areas if one.is_changed] == ["CR12"]
    assert (area("CR12").pk, area("CR12").ended_on) == (known, None)
    assert ("reopened", "CR12") in verbs()


SUSPICIOUS = {
    "stands at two levels": (csv_of(*PROVINCES, *DISTRICTS, "CRN,2,CR2,Leppko,CR1"), "CR2"),
    "in no file and not known": (csv_of(*PROVINCES, "CRN,2,CR91,Nowhere,CR9"), "CR91"),
    "which is of level 2": (csv_of(*PROVINCES, *DISTRICTS, "CRN,2,CR111,Kika,CR11"), "CR111"),
    "of level 1 lies in": (csv_of(*PROVINCES, "CRN,1,CR3,Third,CR1"), "CR3"),
    "does not say in which unit": (geojson_of(feature(None, ADM2_PCODE="X11", ADM2_EN="Kika")), "X11"),
    "lies in two units": (csv_of(*PROVINCES, DISTRICTS[0], "CRN,2,CR11,Galasi,CR2"), "CR11"),
    "has two names": (csv_of(*PROVINCES, "CRN,1,CR2,Newland,CRN"), "CR2"),
    "is drawn twice": (geojson_of(province("CR1", "Fellari", 0), province("CR1", "Fellari", 5)), "CR1"),
    "but is drawn in CR2": (MAP, "CR11", geojson_of(district("CR11", "Galasi", "CR1", 2))),
    "geometry cannot be used": (geojson_of(feature([1], ADM1_PCODE="CR1", ADM1_EN="Fellari")), "CR1"),
    "3 cells": (csv_of(*PROVINCES, "CRN,2,CR11"), "file1:4"),
}


@pytest.mark.parametrize("why", list(SUSPICIOUS))
def test_what_is_suspicious_is_said_and_nothing_is_applied(why):
    content, key, *more = SUSPICIOUS[why]
    before = everything()

    plan, is_applied = import_of(content, *more)

    assert [one.key for one in plan.suspicions if why in one.reason] == [key]
    assert (is_applied, everything()) == (False, before)


@pytest.mark.parametrize("why", list(SUSPICIOUS))
def test_what_somebody_accepted_is_applied_as_was_said(why):
    content, key, *more = SUSPICIOUS[why]

    keys = [one.key for one in import_of(content, *more)[0].suspicions]

    plan, is_applied = import_of(content, *more, accept=tuple(keys))

    assert is_applied
    taken = {one.code for one in plan.areas}
    assert (key in taken) == (why != "3 cells")
    for one in Area.objects.exclude(parent=None):
        assert one.path == f"{one.parent.path}.{one.code}"


def test_a_level_that_changed_is_suspicious():
    import_of(LIST)
    changed = csv_of(*PROVINCES, DISTRICTS[0], DISTRICTS[2], "CRN,1,CR12,Vareno,CRN")

    assert [one.key for one in import_of(changed, **LATER)[0].suspicions] == ["CR12"]
    assert import_of(changed, **LATER, accept=("CR12",))[1]
    assert (area("CR12").level, area("CR12").path) == (1, "CRN.CR12")


def test_the_code_of_another_country_is_suspicious():
    AreaFactory(code="CR2")

    plan, is_applied = import_of(LIST)

    assert ("CR2" in {one.key for one in plan.suspicions}, is_applied) == (True, False)


def test_a_file_with_a_part_missing_is_asked_about():
    import_of(LIST)

    plan, is_applied = import_of(csv_of(*PROVINCES, DISTRICTS[0]), **LATER)
    assert ([one.key for one in plan.suspicions], is_applied) == (["level-2"], False)

    plan, is_applied = import_of(csv_of(*PROVINCES, *DISTRICTS[:2]))
    assert ([one.key for one in plan.suspicions], is_applied) == (["CR21"], False)


def test_what_lies_in_a_dropped_area_is_asked_about():
    import_of(LIST)
    AreaFactory(code="CR1201", parent=area("CR12"))

    plan, _is_applied = import_of(csv_of(*PROVINCES, DISTRICTS[0], DISTRICTS[2]), **LATER)

    assert [one.key for one in plan.suspicions] == ["CR1201"]


@pytest.mark.parametrize(
    ("edition", "as_of", "why"),
    [
        ("one", date(2023, 1, 2), "was imported as of 2023-01-01"),
        ("older", date(2022, 1, 1), "is in already"),
        ("same day", date(2023, 1, 1), "is in already"),
    ],
)
def test_an_edition_that_cannot_follow_is_refused(edition, as_of, why):
    import_of(LIST)

    with pytest.raises(WrongEdition, match=why):
        import_of(LIST, edition=edition, as_of=as_of)


def test_what_a_person_wrote_stays_where_the_file_says_nothing_new():
    import_of(LIST)
    Area.objects.filter(code="CR1").update(names={"en": "Fellári", "ar": "فيلاري"})

    assert import_of(LIST)[0].changes_nothing
    import_of(LIST, **LATER)
    assert area("CR1").names == {"en": "Fellári", "ar": "فيلاري"}
    import_of(LIST.replace("Fellari", "Fellary"), edition="three", as_of=date(2026, 1, 1))
    assert area("CR1").names == {"en": "Fellary", "ar": "فيلاري"}


def test_what_was_entered_by_hand_stays():
    import_of(LIST)
    by_hand = BoundarySet.objects.create(country="CRN", edition="by hand", as_of=date(2024, 1, 1), is_by_hand=True)
    add_area(
        code="CR99", names={"en": "New"}, parent=area("CR1"), boundary_set=by_hand, valid_from=date(2024, 1, 1),
        zone="UTC",
    )  # fmt: skip

    plan, _is_applied = import_of(LIST, **LATER)

    assert plan.dropped == ()
    assert any("CR99" in note for note in plan.notes)


def test_an_import_takes_as_many_statements_for_many_areas_as_for_few():
    with CaptureQueriesContext(connection) as few:
        import_of(LIST)
    many = csv_of(*PROVINCES, *(f"CRN,2,CR1{n:03d},Place {n},CR1" for n in range(200)))
    with CaptureQueriesContext(connection) as lots:
        import_of(many, **LATER, accept=("level-2",))

    assert len(lots) <= len(few) + 10


def test_the_real_country_is_imported_in_one_run():
    contents = [(FILES / f"CAF_adm{level}.topojson").read_bytes() for level in (1, 2, 3)]

    plan, is_applied = import_of(*contents, country="CAF")

    assert is_applied
    assert [sum(one.level == level for one in plan.areas) for level in range(4)] == [1, 17, 72, 175]
    assert area("CF1214").path == "CAF.CF12.CF121.CF1214"
    assert AreaVersion.objects.filter(outline__isnull=False).count() == 17 + 72 + 175
    assert import_of(*contents, country="CAF")[0].changes_nothing
    listed, is_applied = import_of((FILES / "pcodes_caf_ssd.csv").read_bytes(), country="CAF", **LATER)
    assert ([one.code for one in listed.areas if not one.is_unchanged], is_applied) == (["CF11"], True)
