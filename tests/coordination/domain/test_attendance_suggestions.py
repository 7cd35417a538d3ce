from __future__ import annotations

import pytest
from django.utils import translation

from coordination.domain.attendance_suggestions import suggestions
from coordination.domain.meeting_drafts import AttendanceDraft
from tests.coordination.meeting_world import World
from tests.factories import MembershipFactory, PersonFactory, PostFactory, TenureFactory

pytestmark = pytest.mark.django_db


def test_offices_near_and_our_own_people_are_suggested():
    world = World()
    officer = world.officer()
    TenureFactory(
        post=PostFactory(organisation=world.town, titles={"en": "Mayor", "fr": "Maire"}), person__full_name="Joseph"
    )
    PostFactory(organisation=world.court, titles={"en": "Sultan"})
    PostFactory(titles={"en": "Somewhere else"})
    MembershipFactory(person=PersonFactory(full_name="Amina"), organisation=world.component, role="liaison_officer")

    found = suggestions(officer)

    labels = {one.label for one in found.shown}
    assert {"Joseph, Mayor", "Sultan", "Amina, Civil Affairs"} <= labels
    assert "Somewhere else" not in labels


def test_a_name_typed_in_another_language_of_the_page_still_fits():
    world = World()
    officer = world.officer()
    post = PostFactory(organisation=world.town, titles={"en": "Mayor", "fr": "Maire"})

    with translation.override("fr"):
        found = suggestions(officer)

    assert [one.label for one in found.shown if one.post] == ["Maire"]
    assert found.matched(AttendanceDraft(name=" Mayor ")).post == post
    assert found.matched(AttendanceDraft(name="Nobody known")).name == "Nobody known"


def test_the_component_that_is_known_says_more_than_the_side_that_was_chosen():
    world = World()
    officer = world.officer()
    police = type(world.component).objects.create(
        names={"en": "UNAC Police"}, kind="mission", parent=world.mission, root=world.mission, area=world.area
    )
    MembershipFactory(person=PersonFactory(full_name="Jonas"), organisation=police, role="liaison_officer")

    matched = suggestions(officer).matched(AttendanceDraft(name="Jonas, UNAC Police", organisation=world.component))

    assert matched.organisation == police


def test_an_office_named_without_its_holder_is_that_office():
    world = World()
    officer = world.officer()
    post = PostFactory(organisation=world.town, titles={"en": "Mayor"})
    TenureFactory(post=post, person__full_name="Joseph")

    matched = suggestions(officer).matched(AttendanceDraft(name="Mayor", organisation=world.town))

    assert (matched.post, matched.person, matched.name) == (post, None, "")


def test_a_title_that_two_offices_bear_needs_the_side():
    world = World()
    officer = world.officer()
    chief = {"en": "Chief"}
    of_town, of_court = (PostFactory(organisation=side, titles=chief) for side in (world.town, world.court))

    found = suggestions(officer)

    assert found.matched(AttendanceDraft(name="Chief")).post is None
    assert found.matched(AttendanceDraft(name="Chief", organisation=world.court)).post == of_court
    assert found.matched(AttendanceDraft(name="Chief", organisation=world.town)).post == of_town
    assert found.matched(AttendanceDraft(name="Chief", organisation=world.component)).post is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Joseph, Mayor", ("Joseph", "Mayor")),
        (" Maire ", ("", "Mayor")),
        ("Adoum, son of Idriss, Sultan, of Maldosa", ("Adoum, son of Idriss", "Sultan, of Maldosa")),
        ("Amina, Civil Affairs", ("Amina", "")),
        ("Guest", ("", "")),
        ("Joseph", ("", "")),
    ],
)
def test_a_name_means_the_same_among_few_as_among_all(typed, said):
    world = World()
    officer = world.officer()
    for side, titles, name in (
        (world.town, {"en": "Mayor", "fr": "Maire"}, "Joseph"),
        (world.court, {"en": "Sultan, of Maldosa"}, "Adoum, son of Idriss"),
    ):
        TenureFactory(post=PostFactory(organisation=side, titles=titles), person__full_name=name)
    MembershipFactory(person=PersonFactory(full_name="Amina"), organisation=world.component, role="liaison_officer")

    few, all_of_them = (
        found.matched(AttendanceDraft(name=typed))
        for found in (suggestions(officer, typed=[typed, "Somebody else"]), suggestions(officer))
    )

    assert few == all_of_them
    assert (few.person.full_name if few.person else "", few.post.title if few.post else "") == said
