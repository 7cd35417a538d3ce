"""One view, two answers: the whole page for a browser, one part of it for htmx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asked, and not to restore a page from its history."""
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted


def render_page_or_part(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str,
    status: int = 200,
) -> HttpResponse:
    """The template, or only its `{% partialdef part %}` when htmx asked."""
    name = f"{template}#{part}" if wants_part(request) else template
    response = render(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def invalid(request: HttpRequest, template: str, context: Mapping[str, Any], *, part: str) -> HttpResponse:
    """The form again with its errors, as page or part, with status 422."""
    return render_page_or_part(request, template, context, part=part, status=422)
