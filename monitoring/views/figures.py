"""Numbers opened and taken along: the records behind one of an edition, and a figure's page as a file."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.access.gates import allowed, shown
from foundation.access.requests import SignedInRequest
from foundation.documents.answers import file_answer
from foundation.figures.addresses import question_in
from foundation.figures.evaluation import Evaluation
from foundation.figures.permissions import can_see_figures
from foundation.figures.questions import NotAQuestion
from foundation.figures.views import named_or_404
from foundation.mission.reading import mission
from monitoring.domain.figure_documents import figure_document
from monitoring.domain.figure_pages import figure_page
from monitoring.models import EditionFigure


@require_safe
@shown(model=EditionFigure)
def edition_figure(request: SignedInRequest, figure: EditionFigure) -> HttpResponse:
    page = figure_page(figure, request.actor)
    context = {"page": page, "edition": page.edition, "marking": page.edition.sensitivity}
    return render(request, "monitoring/edition_figure.html", context)


@require_safe
@allowed(can_see_figures)
def figure_pdf(request: SignedInRequest, countable: str, measure: str) -> HttpResponse:
    return _figure_file(request, countable, measure, "pdf")


@require_safe
@allowed(can_see_figures)
def figure_xlsx(request: SignedInRequest, countable: str, measure: str) -> HttpResponse:
    return _figure_file(request, countable, measure, "xlsx")


def _figure_file(request: SignedInRequest, countable: str, measure: str, form: str) -> HttpResponse:
    """What the page of the same address shows, for the same reader; a question that makes no sense is told so."""
    counted, _measured = named_or_404(countable, measure)
    on, at = timezone.localdate(), timezone.now().astimezone(ZoneInfo(mission().zone))
    try:
        question = question_in(request.GET, counted, measure, reader=request.actor, on=on)
        document = figure_document(Evaluation.of(question, on=on, reader=request.actor), at=at)
    except NotAQuestion as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return file_answer(document, form)
