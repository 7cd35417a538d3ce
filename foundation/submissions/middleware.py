"""Refusals and conflicts become pages (or parts, or problem documents) that say what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.access.decisions import ActionDenied
from foundation.submissions.models import Changed, as_plain
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
            return answer(request, "400.html", {"reason": str(exception)}, status=exception.status)
        if isinstance(exception, Changed):
            mine = {
                name: ", ".join(values)
                for name, values in request.POST.lists()
                if name not in {"csrfmiddlewaretoken", "submission_key", "revision"} and any(values)
            }
            theirs = as_plain(exception.theirs)
            context = {
                "theirs": theirs,
                "mine": mine,
                "record": exception.theirs,
                "back": request.path,
            }
            return answer(request, "409.html", context, status=409)
        return None


def answer(request: HttpRequest, template: str, context: dict, *, status: int) -> HttpResponse:
    """The page, or for htmx the named part `note` of it alone."""
    if getattr(request, "htmx", False):
        template = f"{template}#note"
    return render(request, template, context, status=status)
