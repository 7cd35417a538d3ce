from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import translation

from foundation.access.actors import NOBODY, actor_for
from foundation.places.areas import add_area
from foundation.places.folding import folded
from foundation.places.models import Area
from tests.factories import AreaFactory, BoundarySetFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    return AreaFactory(code="CRN")


@pytest.fixture
def province(country):
    return AreaFactory(code="CRN01", parent=country)


@pytest.fixture
def commune(province):
    return AreaFactory(code="CRN0101", parent=province)


def test_within_is_the_area_and_all_below(country, province, commune):
    other = AreaFactory(code="CRN02", parent=country)
    AreaFactory(code="CRN010")
    assert set(Area.objects.filter(path__within=province.path)) == {province, commune}
    assert set(Area.objects.filter(path__within=country.path)) == {country, province, commune, other}


def test_above_is_the_area_and_all_it_lies_in(country, province, commune):
    AreaFactory(code="CRN02", parent=country)
    assert set(Area.objects.filter(path__above=commune.path)) == {country, province, commune}


def test_paths_are_compared_in_the_database_too(province, commune):
    mine = Area.objects.filter(pk=OuterRef("pk")).values("path")
    assert Area.objects.filter(path__within=Subquery(mine)).count() == Area.objects.count()
    assert list(Area.objects.filter(pk=commune.pk).values_list("path", flat=True)) == ["CRN.CRN01.CRN0101"]


@pytest.mark.parametrize("path", ["x' or true --", "a b", "a..b", "*", "\\"])
def test_a_hostile_path_is_only_a_wrong_path(path, province):
    with pytest.raises(DatabaseError, match="ltree syntax error"), transaction.atomic():
        Area.objects.filter(path__within=path).exists()


def add(code="CRN03", parent=None, zone="Africa/Bangui", radio_code="NOR", **more) -> Area:
    return add_area(
        code=code,
        names={"en": "North", "ar": "الشمال"},
        parent=parent,
        boundary_set=more.get("boundary_set") or BoundarySetFactory(),
        valid_from=date(2026, 1, 1),
        zone=zone,
        radio_code=radio_code,
    )


def test_an_area_is_added_with_its_first_version(province):
    area = add("CRN01-02", province)
    area.refresh_from_db()
    assert (area.path, area.level, area.parent) == ("CRN.CRN01.CRN01-02", 2, province)
    version = area.versions.get()
    assert (version.names, version.parent, version.valid_until) == (area.names, province, None)
    assert add("DRC", radio_code="DRC").path == "DRC"


@pytest.mark.parametrize("code", ["", "A.B", "A B", "É", "x" * 41, "a\n", "*"])
def test_a_code_that_would_break_the_path_is_refused(code, province):
    with pytest.raises(ValidationError, match="only letters"):
        add(code, province)


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(ValidationError, match="time zone"):
        add(zone="Africa/Corma")


def test_a_code_is_given_once(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        add("CRN01")


def test_the_name_is_the_readers(province):
    area = add("CRN09")
    for language, name in (("ar", "الشمال"), ("en", "North"), ("sw", "North")):
        with translation.override(language):
            assert str(area) == name
    assert Area(names={"fr": "Nord", "es": "Norte"}).name == "Nord"
    assert Area(names={"es": "Norte"}).name == "Norte"
    assert Area().name == ""


@pytest.mark.parametrize("written", ["Évêché de Corma", "E\u0301ve\u0302che\u0301 de Corma"])
@pytest.mark.parametrize("words", ["Évêché", "EVECHE", "évêché", "e\u0301ve\u0302che\u0301"])
def test_search_forgives_accents_and_capitals(words, written):
    area = AreaFactory(names={"fr": written})
    assert list(Area.objects.filter(folded__contains=folded(words))) == [area]


def test_signs_that_search_could_take_for_its_own_are_only_signs():
    AreaFactory(names={"en": "100% _sure"})
    assert Area.objects.filter(folded__contains=folded("0% _s")).count() == 1
    assert not Area.objects.filter(folded__contains=folded("1%s")).exists()
    assert not Area.objects.filter(folded__contains=folded("a\0b")).exists()


@pytest.mark.parametrize("name", ["الشمال", "Ñandú", "Œuvre", "Łódź", "straße", "İzmir"])
def test_what_is_typed_as_it_is_written_is_found(name):
    area = AreaFactory(names={"en": name})
    assert list(Area.objects.filter(folded__contains=folded(name))) == [area]


def test_the_map_is_open_to_who_has_a_place_and_to_nobody_else(province):
    assert Area.objects.visible_to(actor_for(MembershipFactory().person.user)).filter(pk=province.pk).exists()
    assert not Area.objects.visible_to(NOBODY).exists()
    assert not Area.objects.visible_to(actor_for(UserFactory())).exists()


def test_a_language_is_not_found_as_if_it_were_a_name():
    AreaFactory(code="CRN77", names={"en": "Corma", "ar": "كورما"})
    assert not Area.objects.found("ar").exists()
    assert Area.objects.found("corm crn77").count() == Area.objects.found("كور").count() == 1


def test_an_area_that_has_ended_is_not_current():
    ended, standing = AreaFactory(ended_on=date(2026, 3, 1)), AreaFactory()
    assert set(Area.objects.current(on=date(2026, 3, 1))) == {standing}
    assert set(Area.objects.current(on=date(2026, 2, 28))) == {ended, standing}
