from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

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
    return render(request, "desk/today.html", {})
