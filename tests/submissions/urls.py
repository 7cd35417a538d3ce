"""The product's addresses and a few more: small deeds on an organisation, to try the walls with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config import urls as product
from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.access.gates import allowed, gated, listing, public, shown
from foundation.journal.entries import record
from foundation.people.models import Organisation
from foundation.submissions.drf import ActedView
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision


def can_rename(actor: Actor, organisation: Model) -> Decision:
    return ALLOWED if actor.may("manage_counterparts") else denied("Only who manages counterparts renames them.")


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=[("ministry", "ministry"), ("partner", "partner")])


def change_kind(organisation: Organisation, kind: str, *, by: Actor, seen: int | None) -> Organisation:
    organisation = Organisation.objects.locked(organisation, seen=seen)
    organisation.kind = kind
    organisation.save_changes("kind")
    record("changed", organisation, by=by, kind=kind)
    return organisation


@once
@gated(can_rename, model=Organisation)
def change(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = KindForm(request.POST)
    if not form.is_valid():
        return HttpResponse("form again", status=422)
    change_kind(organisation, form.cleaned_data["kind"], by=request.actor, seen=seen_revision(request))
    if request.POST.get("answer") == "part":
        return HttpResponse("<p>changed</p>")
    if request.POST.get("answer") == "data":
        return JsonResponse({"kind": organisation.kind})
    return HttpResponse(status=302, headers={"Location": "/changed/"})


@public("anybody with the link signs")
@once
def sign(request: HttpRequest, token: str) -> HttpResponse:
    organisation = Organisation.objects.get()
    change_kind(organisation, "ministry", by=request.actor, seen=None)
    return HttpResponse(status=302, headers={"Location": "/signed/"})


@shown(model=Organisation)
def look(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return HttpResponse(str(organisation))


@allowed(lambda actor: ALLOWED if actor.may("manage_members") else denied("Administrators only."))
def office(request: HttpRequest) -> HttpResponse:
    return HttpResponse("office")


@listing
def form(request: HttpRequest) -> HttpResponse:
    return render(request, "400.html")


class ChangeView(ActedView):
    def post(self, request: Request, pk: Any) -> Response:
        organisation = Organisation.objects.visible_to(self.actor).filter(pk=pk).first()
        if isinstance(request.data, dict) and request.data.get("refuse"):
            return Response({"no": "never"}, status=422)
        assert organisation is not None
        organisation = change_kind(organisation, request.data["kind"], by=self.actor, seen=self.seen_revision(request))
        response = Response({"kind": organisation.kind, "long": "x" * int(request.data.get("long", 0))}, status=201)
        response["ETag"] = f'"{organisation.revision}"'
        response["Location"] = f"/api/v1/organisations/{organisation.pk}/"
        return response

    put = post


class ReadOnlyView(ActedView):
    def get(self, request: Request) -> Response:
        return Response({})


class ThrottledView(ActedView):
    throttle_classes = []

    def get_throttles(self) -> list[Any]:
        class Never:
            def allow_request(self, request: Request, view: Any) -> bool:
                return False

            def wait(self) -> float:
                return 1.5

        return [Never()]


handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500

urlpatterns = [
    *product.urlpatterns,
    path("try/<uuid:pk>/change/", change),
    path("try/<uuid:pk>/", look),
    path("try/office/", office),
    path("try/form/", form),
    path("try/sign/<str:token>/", sign),
    path("api/v1/try/<uuid:pk>/", ChangeView.as_view()),
    path("api/v1/try/read-only/", ReadOnlyView.as_view()),
    path("api/v1/try/throttled/", ThrottledView.as_view()),
]
