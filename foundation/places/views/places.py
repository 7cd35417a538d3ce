from __future__ import annotations

import re
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from foundation.access.gates import listing, shown
from foundation.access.requests import SignedInRequest
from foundation.places import permissions
from foundation.places.area_pages import area_page
from foundation.places.forms.picking import Picked, as_id, found_areas, words_of
from foundation.places.lists import RULES
from foundation.places.maps import map_of
from foundation.places.models import Area
from foundation.places.tree import branch_of, tree
from foundation.ui.htmx import wants_part
from foundation.ui.listings import list_page

ASKS_FOR_LIST = {"q", "level", "standing", "sort", "page", "in"}


@require_safe
@listing
def place_list(request: SignedInRequest) -> HttpResponse:
    """The tree; or, as soon as something is looked for, a list."""
    if ASKS_FOR_LIST & set(request.GET):
        return _found(request)
    opened, closed = (_area_named(request, name) for name in ("open", "close"))
    today = timezone.localdate()
    branches = tree(request.actor, opened=opened or (closed.parent if closed else None), on=today)
    context: dict[str, Any] = {"branches": branches, "can_add": permissions.can_manage_areas(request.actor)}
    branch = branch_of(branches, opened or closed) if opened or closed else None  # type: ignore[arg-type]
    part = wants_part(request) and branch is not None
    template = "places/place_branch.html" if part else "places/place_list.html"
    response = render(request, template, context | {"branch": branch})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _found(request: SignedInRequest) -> HttpResponse:
    inside = _area_named(request, "in")
    rows = Area.objects.visible_to(request.actor).select_related("parent")
    if inside:
        rows = rows.filter(path__within=inside.path).exclude(pk=inside.pk)
    context = {"listing": list_page(request, rows, RULES), "inside": inside}
    return render(request, "places/place_found.html", context)


def _area_named(request: SignedInRequest, name: str) -> Area | None:
    """The area whose id the address gives; none where it gives none that exists."""
    pk = as_id(request.GET.get(name, ""))
    return Area.objects.visible_to(request.actor).select_related("parent").filter(pk=pk).first() if pk else None


@require_safe
@shown(model=Area)
def area(request: SignedInRequest, area: Area) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    context = {
        "page": area_page(area, actor=actor, on=today),
        "area": area,
        "today": today,
        "has_ended": permissions.has_ended(area),
        "can_manage": permissions.can_manage_areas(actor),
        "can_add": permissions.can_add_area(actor, area),
    }
    return render(request, "places/area.html", context)


@require_safe
@shown(model=Area)
def area_map(request: SignedInRequest, area: Area) -> HttpResponse:
    """`?level=` chooses which of the levels inside is drawn."""
    asked = request.GET.get("level", "")
    level = int(asked) if re.fullmatch(r"[0-9]", asked) else None
    drawn = map_of(area, level=level, actor=request.actor, on=timezone.localdate())
    return render(request, "places/area_map.html", {"area": area, "map": drawn})


@require_safe
@listing
def area_choices(request: SignedInRequest) -> HttpResponse:
    """What an area picker shows while somebody types: areas that exist today, with the words in name or code."""
    field = request.GET.get("field", "")
    words = words_of(request.GET.get(f"{field}-words", ""))
    areas = Area.objects.visible_to(request.actor).current(on=timezone.localdate())
    if request.GET.get("mine") == "1" and request.actor.area_paths:
        mine = Q()
        for path in request.actor.area_paths:
            mine |= Q(path__within=path)
        areas = areas.filter(mine)
    context = {
        "name": field if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", field) else "area",
        "picked": Picked(request.GET.get(field, ""), words),
        "found": found_areas(areas, words) if words else [],
    }
    return render(request, "places/area_choices.html", context)
