"""Every page about organisations and people: who gets it, who is refused and why, for whom it does not exist."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.journal.models import Entry
from foundation.people.models import Organisation, Person, Post, Tenure
from tests.factories import InvitationFactory, PersonFactory, PostFactory, TenureFactory
from tests.people.world import World, send, signed_in, statements, today

EVERYBODY = {"mayor", "deputy", "clerk", "officer", "administrator", "auditor", "head", "ngo_worker", "far_mayor"}


def addresses(world: World) -> dict[str, tuple[str, set[str]]]:
    """Each page with those who get it; all others with a place are refused."""
    vacant = PostFactory(organisation=world.town)
    nobody = PersonFactory(user=None)
    invitation = InvitationFactory(membership__organisation=world.town)
    delegation = world.deputy.delegations.get()
    place = world.clerk.memberships.get()
    managers = {"officer", "head", "administrator"}
    pages: dict[str, tuple[Any, set[str]]] = {
        "organisation_list": ([], EVERYBODY),
        "organisation_add": ([], managers),
        "organisation": ([world.town.pk], EVERYBODY),
        "organisation_add_component": ([world.town.pk], managers),
        "organisation_rename": ([world.town.pk], managers),
        "organisation_retire": ([world.town.pk], set()),
        "post_add": ([world.town.pk], managers),
        "invitation_add": ([world.town.pk], {"administrator"}),
        "post": ([world.mayor_post.pk], EVERYBODY),
        "post_rename": ([world.mayor_post.pk], managers),
        "post_retire": ([world.mayor_post.pk], {"administrator"}),
        "post_appoint": ([vacant.pk], managers),
        "post_hand_over": ([world.mayor_post.pk], {"administrator"}),
        "post_delegate": ([world.mayor_post.pk], {"administrator", "mayor"}),
        "delegation_end": ([delegation.pk], {"administrator", "mayor", "deputy"}),
        "person_list": ([], EVERYBODY),
        "person_add": ([], managers),
        "person": ([nobody.pk], {"officer", "administrator", "auditor", "head"}),
        "person_rename": ([nobody.pk], managers),
        "membership_choose": ([nobody.pk], {"administrator"}),
        "membership_add": ([nobody.pk, world.town.pk], {"administrator"}),
        "membership_change": ([place.pk], {"administrator"}),
        "membership_end": ([place.pk], {"administrator"}),
        "invitation_renew": ([invitation.pk], {"administrator"}),
        "invitation_revoke": ([invitation.pk], {"administrator"}),
        "journal": ([], {"auditor"}),
    }
    return {name: (reverse(f"people:{name}", args=args), who) for name, (args, who) in pages.items()}


# What does not exist for these, rather than being refused: records they may not see at all.
UNSEEN = {
    "delegation_end": {"ngo_worker", "far_mayor"},
    "person": EVERYBODY - {"officer", "administrator", "auditor", "head"},
    "person_rename": EVERYBODY - {"officer", "administrator", "auditor", "head"},
    "membership_choose": EVERYBODY - {"officer", "administrator", "auditor", "head"},
    "membership_add": EVERYBODY - {"officer", "administrator", "auditor", "head"},
    "membership_change": EVERYBODY - {"administrator", "clerk"},
    "membership_end": EVERYBODY - {"administrator", "clerk"},
    "invitation_renew": EVERYBODY - {"administrator"},
    "invitation_revoke": EVERYBODY - {"administrator"},
}


def expected(name: str, who: str, allowed: set[str]) -> int:
    if who in allowed:
        return 200
    return 404 if who in UNSEEN.get(name, set()) else 403


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_who_gets_which_page(world, who):
    client = signed_in(getattr(world, who))

    got = {name: client.get(url).status_code for name, (url, _allowed) in addresses(world).items()}

    assert got == {name: expected(name, who, allowed) for name, (_url, allowed) in addresses(world).items()}


def test_looking_writes_nothing(world):
    urls = [url for url, _who in addresses(world).values()]
    people, organisations = Person.objects.count(), Organisation.objects.count()

    for who in EVERYBODY:
        client = signed_in(getattr(world, who))
        for url in urls:
            client.get(url)
            client.head(url)

    assert not Entry.objects.exists()
    assert (people, organisations) == (Person.objects.count(), Organisation.objects.count())


def test_signed_out_everything_leads_to_sign_in(world):
    for url, _who in addresses(world).values():
        answer = Client().get(url)
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={url}")


def test_somebody_without_a_place_finds_nothing(world):
    client = Client()
    client.force_login(world.stranger)

    for name, (url, _who) in addresses(world).items():
        answer = client.get(url)
        if name in {"organisation_list", "person_list"}:
            assert answer.context["listing"].count == 0
        else:
            assert answer.status_code in {403, 404}, name


def test_a_refusal_says_why(world):
    answer = signed_in(world.officer).get(reverse("people:post_hand_over", args=[world.mayor_post.pk]))

    assert answer.status_code == 403
    assert "an administrator does this" in answer.content.decode()


def test_outside_the_mission_its_offices_are_named_and_not_its_people(world):
    post = PostFactory(organisation=world.mission, titles={"en": "Head of office, Leppko"})
    TenureFactory(post=post, person=world.head)

    for who in ("mayor", "deputy", "clerk", "ngo_worker", "far_mayor"):
        client = signed_in(getattr(world, who))
        pages = [
            client.get(post.get_absolute_url()),
            client.get(world.mission.get_absolute_url()),
            client.get(reverse("people:person_list"), {"q": "Solberg"}),
            client.get(reverse("people:organisation_list"), {"q": "UNAC"}),
        ]
        text = "".join(page.content.decode() for page in pages)
        assert "Head of office, Leppko" in text
        assert "Ingrid Solberg" not in text
        assert client.get(world.head.get_absolute_url()).status_code == 404
        assert client.get(world.officer.get_absolute_url()).status_code == 404


def test_the_mission_reads_the_names(world):
    post = PostFactory(organisation=world.mission)
    TenureFactory(post=post, person=world.head)

    assert "Ingrid Solberg" in signed_in(world.officer).get(post.get_absolute_url()).content.decode()


def test_e_mail_addresses_are_for_administrators(world):
    email = world.mayor.user.email

    assert email in signed_in(world.administrator).get(world.town.get_absolute_url()).content.decode()
    assert email not in signed_in(world.officer).get(world.town.get_absolute_url()).content.decode()
    assert email not in signed_in(world.clerk).get(world.town.get_absolute_url()).content.decode()


def test_a_stranger_id_looks_like_none_at_all(world):
    client = signed_in(world.mayor)

    hidden = client.get(reverse("people:person", args=[world.officer.pk]))
    absent = client.get(reverse("people:person", args=[world.town.pk]))

    assert hidden.status_code == absent.status_code == 404
    assert without_own(hidden, world.officer.pk) == without_own(absent, world.town.pk)
    assert hidden.headers.keys() == absent.headers.keys()


def without_own(answer: Any, pk: Any) -> str:
    """The page without the address asked for and the token each page has of its own."""
    text = answer.content.decode().replace(str(pk), "")
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", text)


# ---- sending


def test_an_organisation_is_added_once_however_often_the_form_arrives(world):
    client, url = signed_in(world.officer), reverse("people:organisation_add")
    typed = {"name_fr": "Comité d'eau", "kind": "community_group", "area": str(world.town.area_id)}

    first = send(client, url, world.officer, **typed)
    key = first.wsgi_request.POST["submission_key"]
    again = send(client, url, world.officer, submission_key=key, **typed)

    made = Organisation.objects.get(names={"fr": "Comité d'eau"})
    assert first["Location"] == again["Location"] == made.get_absolute_url()
    assert again["X-Replayed"] == "1"


def test_without_a_name_the_form_comes_back_with_what_was_typed(world):
    answer = send(
        signed_in(world.officer),
        reverse("people:organisation_add"),
        world.officer,
        kind="community_group",
        area=str(world.town.area_id),
    )

    assert answer.status_code == 422
    assert "one language at least" in answer.content.decode()
    assert 'value="community_group" selected' in answer.content.decode()


def test_a_signs_that_cannot_be_stored_are_refused_kindly(world):
    answer = send(
        signed_in(world.officer), reverse("people:person_add"), world.officer, full_name="a\x00b", latin_name=""
    )

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }}", "‮مرحبا", "𝒯𝑒𝓈𝓉 \u200b", "' OR 1=1 --", " spaced "]
)
def test_what_was_typed_is_stored_and_shown_exactly(world, text):
    client = signed_in(world.officer)

    send(client, reverse("people:person_add"), world.officer, full_name=text, latin_name="")

    person = Person.objects.get(full_name=text)
    assert "<script>alert(1)" not in client.get(person.get_absolute_url()).content.decode()


def test_a_late_rename_shows_both(world):
    url = reverse("people:organisation_rename", args=[world.town.pk])
    client = signed_in(world.administrator)
    send(client, url, world.administrator, record=world.town, name_en="First")

    answer = send(client, url, world.administrator, record=world.town, name_en="Second")

    assert answer.status_code == 409
    assert Organisation.objects.get(pk=world.town.pk).names == {"en": "First"}


def test_a_post_is_handed_over_on_the_page_and_the_old_mayor_is_out_at_the_next_request(world):
    mayor, administrator = signed_in(world.mayor), signed_in(world.administrator)
    assert mayor.get(reverse("people:organisation_list")).status_code == 200

    answer = send(
        administrator,
        reverse("people:post_hand_over", args=[world.mayor_post.pk]),
        world.administrator,
        record=Post.objects.get(pk=world.mayor_post.pk),
        full_name="New Mayor",
        from_on=today().isoformat(),
    )

    assert answer["Location"] == world.mayor_post.get_absolute_url()
    assert Tenure.objects.get(post=world.mayor_post, until_on=None).person.full_name == "New Mayor"
    after = mayor.get(reverse("people:organisation_list"))
    assert (after.status_code, after["Location"]) == (302, "/accounts/login/?next=/organisations/")


def test_somebody_known_or_somebody_new_but_not_both(world):
    answer = send(
        signed_in(world.administrator),
        reverse("people:post_hand_over", args=[world.mayor_post.pk]),
        world.administrator,
        record=world.mayor_post,
        person=str(world.clerk.pk),
        full_name="New Mayor",
        from_on=today().isoformat(),
    )

    assert answer.status_code == 422
    assert "one of the two" in answer.content.decode()


def test_the_mayor_lets_the_clerk_act_and_the_deputys_pages_say_for_whom(world):
    answer = send(
        signed_in(world.mayor),
        reverse("people:post_delegate", args=[world.mayor_post.pk]),
        world.mayor,
        record=world.mayor_post,
        person=str(world.clerk.pk),
    )

    assert answer["Location"] == world.mayor_post.get_absolute_url()
    assert world.actor("clerk").for_post_id == world.mayor_post.pk
    page = signed_in(world.deputy).get(reverse("people:organisation_list")).content.decode()
    assert "acting for" in page
    assert "Mayor of Corma" in page


def test_a_forged_person_is_not_made_a_delegate(world):
    answer = send(
        signed_in(world.mayor),
        reverse("people:post_delegate", args=[world.mayor_post.pk]),
        world.mayor,
        record=world.mayor_post,
        person=str(world.officer.pk),
    )

    assert answer.status_code == 422
    assert "Amina Diallo" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_a_page_asks_few_questions_whatever_its_length(world, count):
    TenureFactory.create_batch(count, post__organisation=world.town)
    client = signed_in(world.officer)

    for url in (reverse("people:organisation_list"), reverse("people:person_list"), world.town.get_absolute_url()):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(statements(captured)) <= 9, url
