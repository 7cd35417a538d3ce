"""The answer that hands a list over as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from foundation.access.requests import SignedInRequest
from foundation.documents.content import marking_of
from foundation.documents.lists import csv, xlsx
from foundation.documents.lists.columns import ListColumn, ask

Form = Literal["csv", "xlsx"]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(
    request: SignedInRequest,
    rows: QuerySet[Any],
    columns: Sequence[ListColumn],
    *,
    form: Form,
    name: str,
    title: str,
    level: str = "internal",
) -> HttpResponseBase:
    """All these rows as a file called `<name>-<level>.<form>`; with `?hxl=1` a row of tags stands under the titles.

    The rows are what the caller let this reader see; they are read as this actor, CSV while the answer is sent.
    More than a workbook holds is refused with a sentence.
    """
    asked = ask(rows, columns)
    with_hxl = request.GET.get("hxl") == "1"
    answer: HttpResponseBase
    if form == "csv":
        answer = StreamingHttpResponse(csv.chunks(asked, actor=request.actor, with_hxl=with_hxl))
    else:
        marking = marking_of(level)
        try:
            made = xlsx.workbook(asked, actor=request.actor, title=title, marking=marking, with_hxl=with_hxl)
        except xlsx.TooManyRows:
            return _too_many(request)
        answer = FileResponse(made)
    answer["Content-Type"] = TYPES[form]
    answer["Content-Disposition"] = f'attachment; filename="{name}-{level}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _too_many(request: SignedInRequest) -> HttpResponseBase:
    reason = _("This list has more rows than a workbook can hold. Take the CSV file, or narrow the list first.")
    return render(request, "400.html", {"reason": reason}, status=422)
