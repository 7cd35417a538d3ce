from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.bare.models import Item, Meeting, Participant


def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Meeting, pk=pk)
    people, items = found.participants.all(), found.items.order_by("due_on")
    return render(request, "meeting.html", {"meeting": found, "participants": people, "items": items})


def item_list(request: HttpRequest) -> HttpResponse:
    items = Item.objects.select_related("meeting").order_by("due_on", "pk")
    page = Paginator(items, int(request.GET.get("size", 25))).get_page(request.GET.get("page"))
    return render(request, "items.html", {"page": page})


@csrf_exempt
@transaction.atomic
def new(request: HttpRequest) -> HttpResponse:
    sent = request.POST
    made = Meeting.objects.create(
        title=sent["title"], kind=sent["kind"], status="held", area=sent["area"], place=sent["place"],
        day=sent["day"], party=sent["party"], note=sent["note"],
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(meeting=made, name=name, organisation=made.party, presence="present")
        for name in sent.getlist("participant")
    )
    Item.objects.bulk_create(
        Item(
            meeting=made, reference=uuid.uuid4().hex[:20], summary=summary, owner="Town", agreed_with="Mission",
            status="requested", due_on=sent["due_on"],
        )
        for summary in sent.getlist("item")
    )  # fmt: skip
    return redirect(f"/meetings/{made.pk}/")


urlpatterns = [
    path("meetings/<uuid:pk>/", meeting),
    path("meetings/new/", new),
    path("actions/", item_list),
]
