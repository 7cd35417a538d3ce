from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.domain import before_summaries
from foundation.access.gates import shown
from foundation.access.requests import SignedInRequest
from foundation.people.models import Organisation


@require_safe
@shown(model=Organisation)
def before(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """One page to read before meeting this organisation, and to print."""
    day = timezone.localdate()
    sheet = before_summaries.before(request.actor, organisation, on=day)
    return render(request, "desk/before.html", {"sheet": sheet, "today": day})
