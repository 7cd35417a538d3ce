"""The three pages and the one form, as a first Django project would have them: queries, a template, an answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.bare.filters import FILTERS, SORTS
from bench.bare.models import Area, Item, Meeting, Participant, Party, Side

PLAIN_COPY = """
    COPY (
        SELECT i.reference, i.summary, o.names ->> 'en', w.names ->> 'en', i.status, i.due_on, i.first_due_on,
               i.reported_at, i.confirmed_at, i.not_done_reason, i.needs_help_since, a.names ->> 'en', a.code,
               i.sector, i.priority
        FROM coordination_actionitem i
        JOIN people_organisation o ON o.id = i.owner_id
        LEFT JOIN people_organisation w ON w.id = i.agreed_with_id
        JOIN places_area a ON a.id = i.area_id
        ORDER BY i.reference, i.id
    ) TO STDOUT WITH (FORMAT csv)
"""


def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Meeting.objects.select_related("area", "held_by"), pk=pk)
    context = {
        "meeting": found,
        "section": "meetings",
        "parties": list(found.parties.select_related("side")),
        "participants": list(found.participants.select_related("organisation")),
        "topics": list(found.topics.order_by("number")),
        "events": list(found.events.order_by("at", "pk")),
        "items": list(found.items.select_related("owner", "agreed_with").order_by("reference")),
    }
    return render(request, "meeting.html", context)


def item_list(request: HttpRequest) -> HttpResponse:
    items = Item.objects.select_related("owner", "agreed_with", "area").order_by("due_on", "pk")
    page = Paginator(items, int(request.GET.get("size", 25))).get_page(request.GET.get("page"))
    context = {
        "section": "actions",
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "sides": Side.objects.filter(is_own=False),
        "areas": Area.objects.all(),
        "statuses": Item.STATUSES,
        "filters": FILTERS,
        "sorts": SORTS,
    }
    return render(request, "items.html", context)


def item(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return HttpResponse(get_object_or_404(Item, pk=pk).summary)


@csrf_exempt
def items_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every item of the product in key order, without right or guard, as the database hands it over."""

    def lines() -> Iterator[bytes]:
        with connection.cursor() as cursor, cursor.copy(PLAIN_COPY) as copying:
            yield from map(bytes, copying)

    return StreamingHttpResponse(lines(), content_type="text/csv")


@csrf_exempt
@transaction.atomic
def new(request: HttpRequest) -> HttpResponse:
    """The product's own form, every field taken as it was sent."""
    sent = request.POST
    area = Area.objects.get(pk=sent["area"])
    sides = {str(side.pk): side for side in Side.objects.all()}
    own = next(side for side in sides.values() if side.is_own)
    made = Meeting.objects.create(
        title=sent["title"], kind=sent["kind"], status="held", area=area, place=sent["place"], day=sent["day"],
        held_by=own, note=sent["joint_note"],
    )  # fmt: skip
    Party.objects.create(meeting=made, side=sides[sent["counterpart"]])
    Participant.objects.bulk_create(
        Participant(
            meeting=made,
            name=sent[f"attendance-{row}-who"],
            organisation=sides[sent[f"attendance-{row}-organisation"]],
            presence=sent[f"attendance-{row}-presence"],
        )
        for row in range(int(sent["attendance-TOTAL_FORMS"]))
    )
    Item.objects.bulk_create(
        Item(
            meeting=made,
            reference=uuid.uuid4().hex[:20],
            summary=sent[f"items-{row}-summary"],
            owner=sides[sent[f"items-{row}-owner"]],
            agreed_with=own,
            area=area,
            status="requested",
            due_on=sent[f"items-{row}-due_on"],
        )
        for row in range(int(sent["items-TOTAL_FORMS"]))
    )
    return redirect("meeting", pk=made.pk)


urlpatterns = [
    path("meetings/new/", new, name="meeting_new"),
    path("meetings/<uuid:pk>/", meeting, name="meeting"),
    path("actions.csv", items_csv, name="items_csv"),
    path("actions/", item_list, name="items"),
    path("actions/<uuid:pk>/", item, name="item"),
]
