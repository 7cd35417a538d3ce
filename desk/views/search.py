from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.domain import searches
from foundation.access.gates import listing
from foundation.access.requests import SignedInRequest


@require_safe
@listing
def search(request: SignedInRequest) -> HttpResponse:
    found = searches.search(request.actor, request.GET.get("q", ""))
    context = {"found": found, "today": timezone.localdate(), "longest": searches.LONGEST}
    return render(request, "desk/search.html", context)
