"""What a person reads when a page cannot be had."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from foundation.submissions.drf import problem_body


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare_answer(request, "400.html", 400, _("This request could not be read."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "403.html", 403, str(exception or "") or _("You may not do this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "404.html", 404, _("There is nothing here for you at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _bare_answer(request, "500.html", 500, _("Something went wrong on our side. Nothing was changed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = _("This form has waited too long. Go back, open the page again and send it once more.")
    return _answer(request, "403.html", 403, text)


def _answer(request: HttpRequest, template: str, status: int, reason: str) -> HttpResponse:
    if is_api(request):
        return _problem(status, reason)
    return render(request, template, {"reason": reason}, status=status)


def _bare_answer(request: HttpRequest, template: str, status: int, reason: str) -> HttpResponse:
    """Without the frame, whose menu asks who is there: the request may be unreadable or the database away."""
    if is_api(request):
        return _problem(status, reason)
    return HttpResponse(render_to_string(template, {"reason": reason}), status=status)


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(status: int, reason: str) -> JsonResponse:
    return JsonResponse(problem_body(status, reason), status=status, content_type="application/problem+json")
