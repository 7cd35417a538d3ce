"""A number of an edition, opened: the records behind it as they were counted, and what has changed since."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.access.gates import shown
from foundation.access.requests import SignedInRequest
from monitoring.domain.figure_pages import figure_page
from monitoring.models import EditionFigure


@require_safe
@shown(model=EditionFigure)
def edition_figure(request: SignedInRequest, figure: EditionFigure) -> HttpResponse:
    page = figure_page(figure, request.actor)
    context = {"page": page, "edition": page.edition, "marking": page.edition.sensitivity}
    return render(request, "monitoring/edition_figure.html", context)
