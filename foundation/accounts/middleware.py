from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

# Whose accounts are worth the most to a thief: they reach across institutions.
SIDES_WITH_SECOND_FACTOR = {"mission", "partner", "un_agency", "donor", "regional_body"}
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "health",
    "health_live",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "set_language",
}


class LanguageMiddleware:
    """The reader's language: chosen on this device, else the browser's, else English.

    Unlike Django's own it looks at no path and writes no cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_request(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SecondFactorMiddleware:
    """Where a second factor is required, a person without one is led to set it up and reaches nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:  # type: ignore[misc]
            return None
        match = request.resolver_match
        if match is None or match.url_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if actor.side not in SIDES_WITH_SECOND_FACTOR or actor.has_second_factor:
            return None
        return _to_second_factor(request)


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        detail = _("Set up a second factor on the pages first.")
        body = {"type": "about:blank", "title": "Refused", "status": 403, "detail": detail}
        return JsonResponse(body, status=403, content_type="application/problem+json")
    if getattr(request, "htmx", False):
        response = HttpResponse(status=403)
        response["HX-Redirect"] = reverse("mfa_index")
        return response
    return HttpResponseRedirect(reverse("mfa_index"))
