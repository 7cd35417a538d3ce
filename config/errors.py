"""What a person reads when a page cannot be had."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "400.html", 400, _("This request could not be read."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "403.html", 403, str(exception or "") or _("You may not do this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "404.html", 404, _("There is nothing here for you at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, "500.html", 500, _("Something went wrong on our side. Nothing was changed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = _("This form has waited too long. Go back, open the page again and send it once more.")
    return _answer(request, "403.html", 403, text)


def _answer(request: HttpRequest, template: str, status: int, reason: str, **more: Any) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": str(status), "status": status, "detail": reason}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    return render(request, template, {"reason": reason, **more}, status=status)
