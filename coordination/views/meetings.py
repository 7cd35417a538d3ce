from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from coordination.models import Meeting
from foundation.access.gates import listing, shown
from foundation.access.requests import SignedInRequest
from foundation.ui.htmx import render_page_or_part


@require_safe
@listing
def meeting_list(request: SignedInRequest) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.actor).select_related("area")
    return render_page_or_part(request, "coordination/meeting_list.html", {"meetings": meetings[:25]}, part="rows")


@require_safe
@shown(model=Meeting)
def meeting(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return render_page_or_part(request, "coordination/meeting.html", {"meeting": meeting}, part="record")
