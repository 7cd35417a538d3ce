"""Refusals and conflicts become pages (or parts, or problem documents) that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.access.decisions import ActionDenied
from foundation.submissions.conflicts import conflict_of
from foundation.submissions.models import Changed
from foundation.submissions.once import BadKey


class AnswersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ActionDenied):
            return answer(request, "403.html", {"reason": str(exception)}, status=403)
        if isinstance(exception, BadKey):
            response = answer(request, "400.html", {"reason": str(exception)}, status=exception.status)
            response["HX-Reswap"] = "beforebegin"  # the form, with what was typed, stays
            return response
        if isinstance(exception, Changed):
            return answer(request, "409.html", {"conflict": conflict_of(request, exception.theirs)}, status=409)
        return None


def answer(request: HttpRequest, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """The page, or for htmx the named part `note` of it alone."""
    if getattr(request, "htmx", False):
        template = f"{template}#note"
    return render(request, template, context, status=status)
