from __future__ import annotations

import pytest
from django.utils import translation

from foundation.imports.checking import check_import
from foundation.people.models import Organisation, Post
from tests.factories import AreaFactory, OrganisationFactory, PostFactory
from tests.imports.conftest import private_files, world  # noqa: F401  (fixtures)
from tests.imports.sending import applied, csv_of, sent

HEADINGS = ("Organisation", "Kind", "Area", "Part of", "Post", "Heads the organisation")


def planned(world, *rows):  # noqa: F811
    return check_import(sent(csv_of(HEADINGS, *rows), by=world.officer), world.officer).plans


def test_an_organisation_known_in_any_language_is_kept(world):  # noqa: F811
    PostFactory(organisation=world.town, titles={"fr": "Maire de Corma"})

    [plan] = planned(world, ("MAIRIE DE CORMA", "", "", "", "maire de corma", ""))

    assert (plan.outcome, plan.problems) == ("keep", ())


def test_several_rows_make_one_organisation_with_several_posts(world):  # noqa: F811
    first = ("Council of Eres", "local authority", "Corma", "", "President", "yes")
    second = ("council of eres", "", "Corma", "", "Secretary", "")

    applied(csv_of(HEADINGS, first, second, second), by=world.officer)

    council = Organisation.objects.get(names__en="Council of Eres")
    assert sorted(post.title for post in Post.objects.filter(organisation=council)) == ["President", "Secretary"]


def test_a_part_may_stand_below_a_row_above_it(world):  # noqa: F811
    whole = ("Council of Eres", "local authority", "Corma", "", "", "")
    part = ("Water office", "local authority", "Corma", "Council of Eres", "Head of water", "yes")

    applied(csv_of(HEADINGS, whole, part), by=world.officer)

    office = Organisation.objects.get(names__en="Water office")
    assert office.parent.names["en"] == "Council of Eres"
    assert office.root_id == office.parent_id


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (("New one", "", "Corma", "", "", ""), "kind", "say of what kind"),
        (("New one", "partner", "", "", "", ""), "area", "say in which area"),
        (("New one", "partner", "Atlantis", "", "", ""), "area", "no area of this name"),
        (("New one", "partner", "Farland", "", "", ""), "organisation", "outside your areas"),
        (("New one", "mission", "Corma", "", "", ""), "organisation", "An administrator looks after"),
        (("New one", "partner", "Corma", "Nobody", "", ""), "part_of", "no such organisation"),
        (("New one", "partner", "Corma", "Town of Corma", "", ""), "organisation", "same kind"),
        (("UNAC", "", "", "", "Clerk", ""), "post", "An administrator looks after"),
        (("", "partner", "Corma", "", "", ""), "organisation", "must not be empty"),
    ],
)
def test_each_rule_of_the_house_is_asked_of_each_row(world, row, field, reason):  # noqa: F811
    AreaFactory(code="CRN02", names={"en": "Farland"})

    [plan] = planned(world, row)

    assert [problem.field for problem in plan.problems] == [field]
    assert reason in plan.problems[0].words


def test_a_name_borne_twice_asks_for_the_area(world):  # noqa: F811
    OrganisationFactory(names={"en": "Town of Corma"}, area=world.province)

    [plan, second] = planned(world, ("Town of Corma", "", "", "", "", ""), ("Town of Corma", "", "CRN0101", "", "", ""))

    assert "Give its area" in plan.problems[0].words
    assert second.outcome == "keep"


def test_an_area_name_borne_twice_asks_for_the_code(world):  # noqa: F811
    AreaFactory(code="CRN0102", names={"en": "Corma"}, parent=world.province)

    [plan] = planned(world, ("New one", "partner", "Corma", "", "", ""))

    assert "CRN0101, CRN0102" in plan.problems[0].words


def test_names_are_kept_in_the_language_of_who_sends_them(world):  # noqa: F811
    with translation.override("fr"):
        applied(csv_of(HEADINGS, ("Conseil d'Eres", "commune", "Korma", "", "Présidente", "oui")), by=world.officer)

    assert Organisation.objects.get(names__fr="Conseil d'Eres").names == {"fr": "Conseil d'Eres"}
    assert Post.objects.get(titles__fr="Présidente").is_head


def test_a_plan_costs_the_same_for_many_rows(world, django_assert_max_num_queries):  # noqa: F811
    rows = [(f"Council {number}", "partner", "Corma", "", "Head", "yes") for number in range(60)]
    source = sent(csv_of(HEADINGS, *rows), by=world.officer)

    with django_assert_max_num_queries(4):
        check_import(source, world.officer)
