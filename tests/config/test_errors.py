from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config import urls as product
from foundation.access import actors
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def broken(request: HttpRequest) -> HttpResponse:
    raise OperationalError("secret detail")


def unreadable(request: HttpRequest) -> HttpResponse:
    raise BadRequest("secret detail")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Not on a Sunday.")


handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500
urlpatterns = [
    *product.urlpatterns,
    path("try/broken/", broken),
    path("try/unreadable/", unreadable),
    path("try/refused/", refused),
    path("api/v1/try/broken/", broken),
]


@pytest.fixture(params=["nobody", "somebody"])
def client(request):
    client = Client(raise_request_exception=False)
    if request.param == "somebody":
        client.force_login(MembershipFactory().person.user)
    return client


@pytest.mark.parametrize(
    ("address", "status"), [("broken", 500), ("unreadable", 400), ("refused", 403), ("nothing-here", 404)]
)
def test_every_error_is_a_page_of_ours(address, status, client):
    response = client.get(f"/try/{address}/", headers={"Accept-Language": "fr"})
    assert response.status_code == status
    assert 'lang="fr"' in response.text
    assert "secret" not in response.text
    assert ("Not on a Sunday." in response.text) == (status == 403)


@pytest.mark.parametrize(("address", "status"), [("broken", 500), ("nothing-here", 404)])
def test_a_program_gets_a_problem_document(address, status, client):
    response = client.get(f"/api/v1/try/{address}/")
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status
    assert "secret" not in response.text


def test_an_error_is_answered_even_when_nobody_can_be_asked_who_is_there(monkeypatch, client):
    def away(*_arguments, **_more):
        raise OperationalError("secret detail")

    monkeypatch.setattr(actors, "_builders", [away])
    response = client.get("/try/broken/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text


def test_a_host_that_is_not_ours_is_answered_plainly(client):
    response = client.get("/actions/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil" not in response.text


def test_a_forged_form_is_refused_with_a_way_on():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/language/", {"language": "fr"})
    assert response.status_code == 403
    assert "waited too long" in response.text
