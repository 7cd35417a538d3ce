from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from foundation.people.roles import Role
from foundation.places.forms.picking import FEW, AreaPickerField
from foundation.places.models import Area
from tests.factories import AreaFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db


class Where(forms.Form):
    area = AreaPickerField(label="Where?")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].offer(Area.objects.filter(code__startswith="CRN"))


@pytest.fixture
def many() -> dict[str, Area]:
    country = AreaFactory(code="CRN", names={"en": "Carana"})
    made = {
        name: AreaFactory(code=f"CRN{n:03d}", parent=country, names={"en": name})
        for n, name in enumerate(["Corma", "Corma district", "Galasi", *(f"Place {n}" for n in range(FEW))])
    }
    return made | {"Carana": country}


def sent(**typed: object) -> Where:
    data = QueryDict(mutable=True)
    data.update({name.replace("_", "-"): str(value) for name, value in typed.items()})
    return Where(data)


def drawn(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(str(form["area"]), "html.parser")


def test_few_areas_are_a_select():
    one, _other = AreaFactory(code="CRN1", names={"en": "Corma"}), AreaFactory(code="CRN2")
    page = drawn(Where(initial={"area": one}))

    assert page.select_one("option[selected]")["value"] == str(one.pk)
    assert len(page.select("option")) == 3
    assert sent(area=one.pk).is_valid()


def test_many_areas_are_words_and_the_one_chosen(many):
    page = drawn(Where(initial={"area": many["Galasi"]}))

    assert page.select_one("input[type=search]")["name"] == "area-words"
    assert [choice["value"] for choice in page.select("input[type=radio][checked]")] == [str(many["Galasi"].pk)]
    assert len(str(page)) < 1500


@pytest.mark.parametrize("words", ["galasi", "GALAS", "crn002"])
def test_words_that_mean_one_area_choose_it(many, words):
    form = sent(area_words=words)

    assert form.is_valid()
    assert form.cleaned_data["area"] == many["Galasi"]


def test_words_that_mean_several_are_asked_about_with_the_exact_one_first(many):
    form = sent(area_words="corma")

    assert not form.is_valid()
    assert "Choose the one you mean" in str(form.errors)
    choices = [choice["value"] for choice in drawn(form).select("input[type=radio]")]
    assert choices == [str(many["Corma"].pk), str(many["Corma district"].pk)]
    assert not sent(area_words="galasi place").is_valid()


def test_a_choice_among_what_was_found_is_taken(many):
    form = sent(area_words="corma", area_for="corma", area=many["Corma district"].pk)

    assert form.is_valid()
    assert form.cleaned_data["area"] == many["Corma district"]


def test_the_area_that_stood_there_does_not_answer_new_words(many):
    form = sent(area_words="corma", area_for="", area=many["Corma district"].pk)

    assert not form.is_valid()
    assert "Choose the one you mean" in str(form.errors)
    assert drawn(form).select("input[checked]") == []


def test_new_words_win_over_the_area_that_stood_there(many):
    form = sent(area_words="galasi", area=many["Corma"].pk)

    assert form.is_valid()
    assert form.cleaned_data["area"] == many["Galasi"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose an area"),
        ({"area": "x"}, "cannot be chosen here"),
        ({"area": "0190a6e0-0000-7000-8000-000000000000"}, "cannot be chosen here"),
        ({"area_words": "nowhere"}, "No area of this name is known"),
        ({"area_words": "\ud800"}, "Choose an area"),
    ],
)
def test_what_is_no_area_is_said(many, typed, words):
    form = sent(**typed)

    assert not form.is_valid()
    assert words in str(form.errors)
    assert drawn(form)


def test_an_area_that_is_not_offered_is_not_taken(many):
    elsewhere = AreaFactory(code="XXX", names={"en": "Elsewhere"})

    assert not sent(area=elsewhere.pk).is_valid()
    assert not sent(area_words="elsewhere").is_valid()


@pytest.fixture
def officer(many):
    actor = actor_of(
        OrganisationFactory(kind="mission", area=many["Carana"]), Role.LIAISON_OFFICER, areas=[many["Corma"]]
    )
    browser = Client()
    browser.force_login(actor.user)
    return browser


def found(browser: Client, **asked: str) -> list[str]:
    answer = browser.get(reverse("places:area_choices"), asked)
    assert answer.status_code == 200
    return [one.get_text(" ", strip=True) for one in BeautifulSoup(answer.content, "html.parser").select("label")]


def test_areas_appear_while_typing(officer, many):
    assert found(officer, **{"field": "area", "area-words": "corm"}) == [
        "Corma Carana · CRN000",
        "Corma district Carana · CRN001",
    ]
    assert found(officer, **{"field": "area", "area-words": "corm", "mine": "1"}) == ["Corma Carana · CRN000"]
    assert found(officer, **{"field": "area", "area-words": ""}) == []
    assert found(officer) == []


def test_a_field_of_any_name_breaks_nothing(officer):
    for name in ('"><script>', "\0", "x" * 500, "topics-0-area"):
        answer = officer.get(reverse("places:area_choices"), {"field": name, f"{name}-words": "corma"})
        assert (answer.status_code, b"<script>" in answer.content) == (200, False)
