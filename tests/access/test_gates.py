from __future__ import annotations

import re
import statistics
import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from foundation.access.actors import NOBODY, actor_for
from foundation.access.database import set_database_actor
from foundation.access.decisions import ALLOWED, ActionDenied, denied, require
from foundation.people.roles import Role
from tests.factories import ActionItemFactory, MembershipFactory, OrganisationFactory, UserFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.submissions.urls")]

HTMX = {"HX-Request": "true"}


def client_of(actor, **more) -> Client:
    client = Client(**more)
    client.force_login(actor.user)
    return client


def without_tokens(page: str) -> str:
    """The token against forged requests is drawn anew for each page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_decision_explains_itself():
    assert ALLOWED
    assert not denied("because")
    with pytest.raises(ActionDenied, match="because"):
        require(denied("because"))


def test_an_actor_is_read_in_one_query(django_assert_num_queries):
    user = MembershipFactory().person.user
    with django_assert_num_queries(1):
        assert actor_for(user).is_known


def test_who_is_not_active_or_has_no_place_may_nothing():
    gone = MembershipFactory(person__user__is_active=False).person.user
    assert actor_for(gone) == NOBODY
    assert actor_for(None) == NOBODY
    somebody = actor_for(UserFactory())
    assert not somebody.is_known
    assert not somebody.verbs


def test_what_one_may_not_see_does_not_exist():
    hidden = ActionItemFactory()
    client = client_of(actor_of(OrganisationFactory()))
    unused = uuid4()
    absent, kept = client.get(f"/actions/{unused}/"), client.get(f"/actions/{hidden.pk}/")
    assert absent.status_code == kept.status_code == 404
    assert without_tokens(absent.text).replace(str(unused), str(hidden.pk)) == without_tokens(kept.text)
    assert dict(absent.headers) == dict(kept.headers)


@pytest.mark.slow
def test_absent_and_hidden_take_the_same_time():
    hidden = [ActionItemFactory().pk for _ in range(30)] * 10
    client = client_of(actor_of(OrganisationFactory()))
    times: dict[str, list[float]] = {"absent": [], "hidden": []}
    for pk in hidden:
        for kind, path in (("absent", f"/actions/{uuid4()}/"), ("hidden", f"/actions/{pk}/")):
            began = time.perf_counter()
            client.get(path)
            times[kind].append(time.perf_counter() - began)
    assert abs(statistics.median(times["absent"]) - statistics.median(times["hidden"])) < 0.005


def test_a_refusal_says_why_on_a_page_and_in_a_part():
    organisation = OrganisationFactory()
    client = client_of(actor_of(OrganisationFactory()))
    page = client.get("/try/office/")
    assert page.status_code == 403
    assert "Administrators only." in page.text
    assert "<html" in page.text
    part = client.get("/try/office/", headers=HTMX)
    assert part.status_code == 403
    assert "Administrators only." in part.text
    assert "<html" not in part.text
    assert client.get(f"/try/{organisation.pk}/").status_code == 200


def test_who_is_not_signed_in_comes_back_to_the_page_afterwards():
    client, pk = Client(), uuid4()
    assert client.get(f"/try/{pk}/?a=1").headers["Location"] == f"/accounts/login/?next=/try/{pk}/%3Fa%3D1"
    part = client.get(f"/try/{pk}/", headers=HTMX | {"HX-Current-URL": "http://testserver/actions/?page=2"})
    assert part.status_code == 401
    assert part.headers["HX-Redirect"] == "/accounts/login/?next=/actions/%3Fpage%3D2"


@pytest.mark.parametrize(
    ("referer", "comes_back_to"),
    [("http://testserver/actions/1/", "/actions/1/"), ("https://elsewhere.example/x/", "/"), ("", "/")],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(referer, comes_back_to):
    sent = Client().post(f"/try/{uuid4()}/change/", headers={"Referer": referer} if referer else {})
    assert sent.headers["Location"] == f"/accounts/login/?next={comes_back_to}"


def test_a_role_taken_away_counts_at_the_next_request():
    membership = MembershipFactory(
        organisation__kind="mission", role=Role.ADMINISTRATOR, areas=[OrganisationFactory().area]
    )
    client = Client()
    client.force_login(membership.person.user)
    assert client.get("/try/office/").status_code == 200
    membership.role = Role.AUDITOR
    membership.save()
    assert client.get("/try/office/").status_code == 403


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting(%s, true)", [name])
        return cursor.fetchone()[0] or ""


@pytest.mark.django_db(transaction=True)
def test_the_database_knows_the_actor_until_the_request_ends():
    actor = actor_of(OrganisationFactory())
    seen = []
    with connection.execute_wrapper(
        lambda execute, sql, params, many, context: (seen.append(params), execute(sql, params, many, context))[1]
    ):
        assert client_of(actor).get("/try/form/").status_code == 200
    assert ["concord.user_id", str(actor.user_id), "concord.root_id", str(actor.root_id)] in seen
    assert setting("concord.user_id") == ""
    set_database_actor(actor)  # outside a transaction: forgotten at once
    assert setting("concord.root_id") == ""
