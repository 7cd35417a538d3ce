from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.domain.house_summaries import house_today
from desk.domain.today_summaries import today_for
from desk.navigation import first_page
from foundation.access.gates import listing
from foundation.access.requests import SignedInRequest


@require_safe
@listing
def front(request: SignedInRequest) -> HttpResponse:
    """Lead each role to its first page."""
    return redirect(first_page(request.actor))


@require_safe
@listing
def today(request: SignedInRequest) -> HttpResponse:
    actor, day = request.actor, timezone.localdate()
    summary = house_today(actor, on=day) if actor.may("manage_members") else today_for(actor, on=day)
    return render(request, "desk/today.html", {"summary": summary, "today": day})
