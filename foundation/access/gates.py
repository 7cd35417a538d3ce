"""The only doors through which a view may reach a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from foundation.access.actors import Actor
from foundation.access.database import set_database_actor
from foundation.access.decisions import Decision, require

View = Callable[..., Any]  # a response of any kind
M = TypeVar("M", bound=Model)


def visible_or_404(model: type[M], actor: Actor, **lookup: Any) -> M:
    """Fetch one record this actor may see; what they may not see does not exist."""
    found = model._default_manager.visible_to(actor).filter(**lookup).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def gated(rule: Callable[[Actor, Any], Decision], *, model: type[Model]) -> Callable[[View], View]:
    """Hand the view the record named in the URL, if `rule` lets this actor act on it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated_view(request: HttpRequest, pk: Any, **kwargs: Any) -> HttpResponse:
            record = visible_or_404(model, request.actor, pk=pk)  # type: ignore[attr-defined]
            require(rule(request.actor, record))  # type: ignore[attr-defined]
            return view(request, record, **kwargs)

        return marked(signed_in(gated_view), rule)

    return decorate


def shown(*, model: type[Model]) -> Callable[[View], View]:
    """Hand the view the record named in the URL to look at: to see it is right enough."""

    def decorate(view: View) -> View:
        @wraps(view)
        def shown_view(request: HttpRequest, pk: Any, **kwargs: Any) -> HttpResponse:
            return view(request, visible_or_404(model, request.actor, pk=pk), **kwargs)  # type: ignore[attr-defined]

        return marked(signed_in(shown_view), "visible_to")

    return decorate


def allowed(rule: Callable[[Actor], Decision]) -> Callable[[View], View]:
    """Open a page that is about no record yet, if `rule` lets this actor in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def allowed_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            require(rule(request.actor))  # type: ignore[attr-defined]
            return view(request, **kwargs)

        return marked(signed_in(allowed_view), rule)

    return decorate


def listing(view: View) -> View:
    """Mark a view that shows only what `visible_to` returns."""
    return marked(signed_in(view), "visible_to")


def public(reason: str) -> Callable[[View], View]:
    """Open a view to everyone; the reason is read by the guard and by people."""

    def decorate(view: View) -> View:
        return marked(view, f"public: {reason}")

    return decorate


def is_public(request: HttpRequest) -> bool:
    """Whether the view that answers this request is open to everyone."""
    view = request.resolver_match.func if request.resolver_match else None
    return str(getattr(view, "gate", "")).startswith("public: ")


def signed_in(view: View) -> View:
    @wraps(view)
    def signed_in_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        actor: Actor = request.actor  # type: ignore[attr-defined]
        set_database_actor(actor)
        return view(request, **kwargs)

    return signed_in_view


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page and from there back to the page the person was on."""
    sign_in = redirect_to_login(page_of(request))
    if not getattr(request, "htmx", False):
        return sign_in
    response = HttpResponse(status=401)
    response["HX-Redirect"] = sign_in.url
    return response


def page_of(request: HttpRequest) -> str:
    """Where the person is: never the address of a form or of a part, which cannot be opened by itself."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return htmx.current_url_abs_path or "/"
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"


def marked(view: View, gate: object) -> View:
    """Leave the mark that tests/guards/test_every_view_has_a_gate.py looks for."""
    view.gate = gate  # type: ignore[attr-defined]
    return view
