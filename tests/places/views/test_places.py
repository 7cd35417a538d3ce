"""The pages of areas: who gets them, what they show, how the picker finds."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.journal.models import Entry
from foundation.people.roles import Role
from foundation.places.models import Area, AreaVersion, Population
from foundation.submissions.keys import new_key
from tests.factories import AreaFactory, AreaVersionFactory, OrganisationFactory, PopulationFactory, actor_of
from tests.people.world import statements

pytestmark = pytest.mark.django_db
UNKNOWN = "0190a6e0-0000-7000-8000-000000000000"
LIST = reverse("places:place_list")


class Person:
    """Somebody of a role with a browser."""

    def __init__(self, role: str, side: str = "mission") -> None:
        self.actor = actor_of(OrganisationFactory(kind=side, area=AreaFactory(code=f"HOME{role[:6]}")), role)
        self.browser = Client()
        self.browser.force_login(self.actor.user)

    def get(self, url: str, **headers: str) -> BeautifulSoup:
        answer = self.browser.get(url, headers=headers)
        assert answer.status_code == 200, answer.status_code
        return BeautifulSoup(answer.content, "html.parser")

    def status(self, url: str) -> int:
        return self.browser.get(url).status_code

    def send(self, name: str, area: Area | None = None, **typed: object) -> object:
        typed["submission_key"] = new_key(self.actor.user_id)
        if area:
            typed.setdefault("revision", area.revision)
        return self.browser.post(reverse(f"places:{name}", args=[area.pk] if area else []), typed)


@pytest.fixture
def admin() -> Person:
    return Person(Role.ADMINISTRATOR)


@pytest.fixture
def officer() -> Person:
    return Person(Role.LIAISON_OFFICER)


@pytest.fixture
def country() -> Area:
    return AreaFactory(code="CRN", names={"en": "Carana", "fr": "La Carana"})


@pytest.fixture
def leppko(country) -> Area:
    return AreaFactory(code="CRN08", parent=country, names={"en": "Leppko", "ar": "ليبكو"})


@pytest.fixture
def corma(leppko) -> Area:
    area = AreaFactory(code="CRN0801", parent=leppko, names={"en": "Corma"}, radio_code="COR")
    AreaVersionFactory(area=area, parent=leppko)
    return area


def names(page: BeautifulSoup, where: str) -> list[str]:
    return [one.get_text(strip=True) for one in page.select(where)]


def test_the_tree_opens_branch_by_branch_without_a_script(officer, corma, leppko):
    AreaFactory(code="CRN09", parent=leppko.parent, names={"en": "Fellari"})
    closed = officer.get(LIST)
    assert "Corma" not in closed.text

    link = next(one for one in closed.select("a.tree-turn") if one["aria-label"] == "Open Carana")
    provinces = officer.get(link["href"])
    assert [name for name in names(provinces, ".tree-row div a") if not name.startswith("Area")] == [
        "Carana",
        "Fellari",
        "Leppko",
    ]

    opened = officer.get(f"{LIST}?open={leppko.pk}")
    assert "Corma" in names(opened, "#area-CRN08 ul a")
    folded = officer.get(f"{LIST}?close={leppko.pk}")
    assert "Corma" not in folded.text
    assert "Fellari" in folded.text


def test_htmx_gets_the_branch_alone_as_it_stands_in_the_page(officer, corma, leppko):
    page = officer.get(f"{LIST}?open={leppko.pk}")
    part = officer.get(f"{LIST}?open={leppko.pk}", HX_Request="true")

    assert str(part.select_one("#area-CRN08")) == str(page.select_one("#area-CRN08"))
    assert part.select_one("h1") is None


@pytest.mark.parametrize("asked", ["open=x", "close=1", f"open={UNKNOWN}", "in=%00", "q=%00", "page=x"])
def test_an_address_that_means_nothing_is_the_page(officer, corma, asked):
    assert officer.status(f"{LIST}?{asked}") == 200


@pytest.mark.parametrize("words", ["leppk", "LEPPKO", "ليبكو", "crn08", "carana crn"])
def test_a_place_is_found_in_any_script(officer, corma, country, leppko, words):
    page = officer.get(f"{LIST}?q={words}")

    assert ("Leppko" in names(page, ".row-title")) == (words != "carana crn")


def test_a_list_is_narrowed_by_level_parent_and_standing(officer, corma, leppko):
    gone = AreaFactory(code="CRN0802", parent=leppko, names={"en": "Gone"}, ended_on=date(2025, 1, 1))

    assert names(officer.get(f"{LIST}?level=2"), ".row-title") == ["Corma", "Gone"]
    assert names(officer.get(f"{LIST}?level=2&standing=ended"), ".row-title") == [gone.name]
    assert names(officer.get(f"{LIST}?in={leppko.pk}&standing=standing"), ".row-title") == ["Corma"]


def test_an_areas_page_says_where_it_lies_and_what_each_map_said(officer, corma, leppko):
    page = officer.get(corma.get_absolute_url())

    assert [link["href"] for link in page.select(".page-head a")] == [
        leppko.parent.get_absolute_url(),
        leppko.get_absolute_url(),
    ]
    version = AreaVersion.objects.get(area=corma)
    assert version.boundary_set.edition in page.text
    assert "Corma" in names(officer.get(leppko.get_absolute_url()), ".row-title")


def test_what_has_ended_says_so_and_what_follows(officer, corma, leppko):
    after = AreaFactory(code="CRN0803", parent=leppko, names={"en": "New Corma"})
    Area.objects.filter(pk=corma.pk).update(ended_on=date(2025, 3, 1))
    corma.succeeded_by.add(after)

    page = officer.get(corma.get_absolute_url())
    assert "exists no more since" in page.text
    assert "New Corma" in names(page, ".row-title")
    assert "Corma" in names(officer.get(after.get_absolute_url()), ".row-title")
    assert "CRN0801" not in officer.get(leppko.get_absolute_url()).text


def test_a_population_shows_its_year_and_source_and_what_is_missing(officer, corma):
    assert "No count of the people here is known." in officer.get(corma.get_absolute_url()).text
    PopulationFactory(area=corma, sex="female", count=6100)

    page = officer.get(corma.get_absolute_url())
    assert "2025 · Census" in page.text
    assert page.select_one("[data-figure=population]") is None
    cells = names(page, "tbody tr")
    assert cells[0].count("missing") == 2
    assert "6,100" in cells[0]

    PopulationFactory(area=corma, sex="all", count=12000)
    page = officer.get(corma.get_absolute_url())
    assert page.select_one("[data-figure=population]")["data-value"] == "12000"


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_few_statements_whatever_they_hold(officer, corma, leppko, count):
    for n in range(count):
        AreaFactory(code=f"CRN08{n}7", parent=leppko)
        PopulationFactory(area=leppko, year=2020 + n)
        AreaVersionFactory(area=leppko)
    for url in (leppko.get_absolute_url(), LIST, f"{LIST}?open={leppko.pk}", f"{LIST}?q=a"):
        with CaptureQueriesContext(connection) as captured:
            officer.get(url)
        assert len(statements(captured)) <= 8, url


DEEDS = ["country_add", "area_add", "area_rename", "area_change", "population_record", "area_end"]
AFTER_THE_END = ["area_name_successor", "area_reopen"]


@pytest.mark.parametrize("name", DEEDS + AFTER_THE_END)
def test_forms_are_the_administrators(officer, admin, corma, name):
    if name in AFTER_THE_END:
        Area.objects.filter(pk=corma.pk).update(ended_on=date(2025, 3, 1))
    url = reverse(f"places:{name}", args=[] if name == "country_add" else [corma.pk])

    assert (admin.status(url), officer.status(url)) == (200, 403)


def test_who_has_no_place_gets_no_page(corma):
    assert Client().get(LIST).status_code == 302
    assert Client().get(corma.get_absolute_url()).status_code == 302


def test_an_area_is_entered_renamed_changed_and_ended_on_pages(admin, leppko):
    typed = {"code": "CRN0899", "name_en": "Kika", "time_zone": "Africa/Bangui", "radio_code": "kka"}
    assert admin.send("area_add", leppko, **typed, valid_from="2026-01-01").status_code == 302
    kika = Area.objects.get(code="CRN0899")
    assert (kika.parent, kika.radio_code, kika.names) == (leppko, "KKA", {"en": "Kika"})
    assert kika.versions.get().boundary_set.is_by_hand

    assert admin.send("area_rename", kika, name_en="Kika", name_ar="كيكا").status_code == 302
    kika.refresh_from_db()
    assert kika.names == {"en": "Kika", "ar": "كيكا"}

    assert admin.send("area_change", kika, radio_code="KIK", time_zone="Africa/Juba").status_code == 302
    kika.refresh_from_db()
    assert (kika.radio_code, kika.time_zone) == ("KIK", "Africa/Juba")

    assert admin.send("area_end", kika, ended_on="2026-06-01").status_code == 302
    kika.refresh_from_db()
    assert kika.ended_on == kika.versions.get().valid_until == date(2026, 6, 1)
    verbs = list(Entry.objects.filter(subject_id=kika.pk).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["added", "renamed", "changed", "ended"]


def test_a_country_is_entered_where_nothing_is(admin):
    sent = admin.send("country_add", code="CRX", name_en="Carana", time_zone="Africa/Bangui", valid_from="2026-01-01")

    assert sent.status_code == 302
    assert Area.objects.get(code="CRX").path == "CRX"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"code": "CRN0801"}, "Another area has this code"),
        ({"code": "A B"}, "only letters without accents"),
        ({"radio_code": "COR"}, "Another area has this radio code"),
        ({"radio_code": "Ü"}, "capital letters and digits"),
        ({"time_zone": "Africa/Corma"}, "no time zone of this name"),
        ({"name_en": ""}, "one language at least"),
    ],
)
def test_what_cannot_be_entered_is_said_on_the_form(admin, leppko, corma, typed, words):
    good = {"code": "CRN0899", "name_en": "Kika", "time_zone": "Africa/Bangui", "valid_from": "2026-01-01"}

    answer = admin.send("area_add", leppko, **good | typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Area.objects.filter(parent=leppko).count() == 1


def test_an_area_with_others_inside_is_not_ended(admin, corma, leppko):
    assert admin.send("area_end", leppko, ended_on="2026-06-01").status_code == 403
    leppko.refresh_from_db()
    assert leppko.ended_on is None


def test_a_successor_is_named_and_taken_away(admin, corma, leppko):
    after = AreaFactory(code="CRN0803", parent=leppko, names={"en": "New Corma"})
    Area.objects.filter(pk=corma.pk).update(ended_on=date(2025, 3, 1))

    assert admin.send("area_name_successor", corma, successor=after.pk).status_code == 302
    assert list(corma.succeeded_by.all()) == [after]
    corma.refresh_from_db()
    assert admin.send("area_take_successor_away", corma, successor=after.code).status_code == 302
    assert not corma.succeeded_by.exists()


def test_an_end_is_taken_back(admin, corma):
    admin.send("area_end", corma, ended_on="2026-06-01")
    corma.refresh_from_db()

    assert admin.send("area_reopen", corma).status_code == 302
    corma.refresh_from_db()
    assert (corma.ended_on, corma.versions.get().valid_until) == (None, None)


def test_a_stale_form_changes_nothing(admin, corma):
    assert admin.send("area_rename", corma, name_en="Other", revision=7).status_code == 409
    corma.refresh_from_db()
    assert corma.name == "Corma"


def population(admin: Person, area: Area, **counts: object) -> object:
    area.refresh_from_db()
    bands = "0-4,5-17,18-59,60+"
    return admin.send("population_record", area, year="2025", source="Census", bands=bands, **counts)


def test_a_population_is_entered_and_entered_anew(admin, corma):
    assert population(admin, corma, count_all_all="100", count_female_all="52", count_male_all="48").status_code == 302
    assert population(admin, corma, **{"count_all_all": "110", "count_all_0-4": "20"}).status_code == 302

    assert set(Population.objects.values_list("sex", "age_band", "count")) == {("all", "", 110), ("all", "0-4", 20)}
    assert [entry.facts for entry in Entry.objects.filter(verb="population_recorded")] == [{"year": 2025}] * 2
    page = admin.get(reverse("places:population_record", args=[corma.pk]) + "?year=2025&source=Census")
    assert page.select_one("[name=count_all_all]")["value"] == "110"
    assert page.select_one("[name=count_female_all]").get("value") is None


def test_sums_that_do_not_add_up_are_refused_with_both_numbers(admin, corma):
    answer = population(admin, corma, count_all_all="100", count_female_all="52", count_male_all="49")

    assert answer.status_code == 422
    assert "the parts are 101" in answer.content.decode()
    assert not Population.objects.exists()


def test_a_year_that_has_not_come_is_refused(admin, corma):
    answer = admin.send(
        "population_record", corma, year=timezone.localdate().year + 1, source="Census", count_all_all=1
    )

    assert answer.status_code == 422
