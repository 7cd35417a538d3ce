from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.domain.administration import AREAS_OF_WORK
from desk.domain.house_health import house_health
from foundation.access.gates import allowed
from foundation.access.requests import SignedInRequest
from foundation.mission.permissions import can_change_mission


@require_safe
@allowed(can_change_mission)
def administration(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk/administration.html", {"places": AREAS_OF_WORK})


@require_safe
@allowed(can_change_mission)
def administration_health(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk/administration_health.html", {"health": house_health(at=timezone.now())})
