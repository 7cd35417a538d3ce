"""Figures to look at: what can be counted, one figure with its table and records, and its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.access.gates import allowed
from foundation.access.requests import SignedInRequest
from foundation.figures import pages
from foundation.figures.addresses import question_in, question_url
from foundation.figures.countables import Countable, Measure, countable_named, countables
from foundation.figures.drilling import opened
from foundation.figures.evaluation import Evaluation
from foundation.figures.files import file_links
from foundation.figures.forms import FigureForm
from foundation.figures.permissions import can_see_figures
from foundation.figures.pictures import drawing_of
from foundation.figures.questions import NotAQuestion, Question
from foundation.ui.csv_files import csv_of_rows
from foundation.ui.htmx import render_page_or_part
from foundation.ui.listings import ListRules, list_page

TEMPLATE = "figures/figure.html"


@require_safe
@allowed(can_see_figures)
def figure_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "figures/figure_list.html", {"countables": list(countables())})


@require_safe
@allowed(can_see_figures)
def figure(request: SignedInRequest, countable: str, measure: str) -> HttpResponse:
    counted, measured = named_or_404(countable, measure)
    on = timezone.localdate()
    context: dict[str, Any] = {"countable": counted, "measure": measured, "marking": "internal"}
    try:
        question = question_in(request.GET, counted, measure, reader=request.actor, on=on)
        evaluation = Evaluation.of(question, on=on, reader=request.actor)
    except NotAQuestion as refusal:
        form = FigureForm(counted, None, (), on=on)
        context |= {"refusal": str(refusal), "form": form}
        return render_page_or_part(request, TEMPLATE, context, part="figure", status=422)
    return render_page_or_part(request, TEMPLATE, context | page_of(request, evaluation), part="figure")


@require_safe
@allowed(can_see_figures)
def figure_csv(request: SignedInRequest, countable: str, measure: str) -> HttpResponse:
    """The table of the page as a file: the same numbers, the same words where one is withheld."""
    counted, _measured = named_or_404(countable, measure)
    on = timezone.localdate()
    try:
        question = question_in(request.GET, counted, measure, reader=request.actor, on=on)
        answer = Evaluation.of(question, on=on, reader=request.actor).answer()
    except NotAQuestion as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return csv_of_rows(pages.file_rows(counted, answer), name=f"{countable}-{measure}")


def named_or_404(countable: str, measure: str) -> tuple[Countable, Measure]:
    counted = countable_named(countable)
    measured = counted.measure(measure) if counted else None
    if counted is None or measured is None:
        raise Http404
    return counted, measured


def page_of(request: SignedInRequest, evaluation: Evaluation) -> dict[str, Any]:
    asked, answer = evaluation.asked, evaluation.answer()
    question, on = answer.question, evaluation.on
    rows: Any = CountedRows(opened(evaluation), answer.total.open_count)
    listing = list_page(request, rows, ListRules())
    url = question_url(question)
    place = evaluation.places.words()
    return {
        "form": FigureForm(asked.countable, question, evaluation.places.choices, on=on),
        "kept": list(kept_words(question)),
        "question": question,
        "place": place,
        "period": pages.period_words(question),
        "narrowed": pages.narrowing_words(asked),
        "total": answer.total,
        "name": pages.name_of(question),
        "data": pages.data_of(answer.total.value),
        "sentences": list(pages.sentences_about(answer, on=on)),
        "drawing": drawing_of(asked.countable, asked.measure, answer, place=place, period=pages.period_words(question)),
        "table": pages.table_of(asked.countable, answer),
        "listing": listing,
        "rows": [asked.countable.row(record) for record in listing.rows],
        "copied": pages.copied(
            asked.countable, asked.measure, answer, place=place, url=request.build_absolute_uri(url), on=on
        ),
        "csv_url": question_url(question, view="figures:figure_csv"),
        "files": list(file_links(question)),
    }


class CountedRows:
    """Rows whose number the answer has told already, so that no page counts them again."""

    ordered = True

    def __init__(self, rows: QuerySet[Any], count: int) -> None:
        self.rows, self._count = rows, count

    def count(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> QuerySet[Any]:
        return self.rows[part]


def kept_words(question: Question) -> Iterator[tuple[str, str]]:
    """What the form carries along: what the address narrows by, and for whom it counts."""
    yield from ((name, str(value)) for name, value in sorted(question.where.items()))
    if question.audience.is_public or question.audience.is_shared_only:
        yield "audience", "public" if question.audience.is_public else "shared"
