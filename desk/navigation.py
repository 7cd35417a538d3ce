"""The few places each role goes to: the bar on a phone, the side on a laptop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from foundation.access.actors import Actor


@dataclass(frozen=True)
class Place:
    view: str
    label: str | Promise
    icon: str


TODAY = Place("desk:today", pgettext_lazy("navigation", "Today"), "home")
ACTIONS = Place("coordination:action_item_list", pgettext_lazy("navigation", "Actions"), "checklist")
MEETINGS = Place("coordination:meeting_list", pgettext_lazy("navigation", "Meetings"), "people")

PLACES: dict[str, list[Place]] = {
    "local_official": [ACTIONS, MEETINGS],
    "partner_staff": [ACTIONS, MEETINGS],
    "administrator": [TODAY],
    "auditor": [TODAY],
    "protected_case_officer": [TODAY],
}
OFFICER_PLACES = [TODAY, ACTIONS, MEETINGS]


def places_for(actor: Actor) -> list[Place]:
    return PLACES.get(actor.role, OFFICER_PLACES) if actor.is_known else []


def first_page(actor: Actor) -> str:
    places = places_for(actor)
    return reverse(places[0].view) if places else reverse("desk:today")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html: `navigation` (url, label, icon, current) and the `actor`."""
    if not request.user.is_authenticated:
        return {"navigation": []}
    actor: Actor = request.actor  # type: ignore[attr-defined]
    entries = []
    for place in places_for(actor):
        url = reverse(place.view)
        is_current = request.path.startswith(url)
        entries.append({"url": url, "label": place.label, "icon": place.icon, "current": is_current})
    return {"navigation": entries, "actor": actor}
