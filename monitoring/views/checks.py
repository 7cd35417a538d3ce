"""Is this copy genuine? Answered to signed-in readers, about editions that they may open."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.access.gates import listing
from foundation.access.requests import SignedInRequest
from monitoring.domain.checking import edition_with_digest
from monitoring.forms.editions import DigestForm


@require_safe
@listing
def copy_check(request: SignedInRequest) -> HttpResponse:
    form = DigestForm(request.GET if "digest" in request.GET else None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= {"asked": True, "found": edition_with_digest(form.cleaned_data["digest"], request.actor)}
    return render(request, "monitoring/copy_check.html", context, status=422 if form.errors else 200)
