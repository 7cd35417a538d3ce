"""The API's share: idempotency keys, revisions as ETags, problem documents, pages of results."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import APIView, set_rollback

from foundation.access.actors import NOBODY, Actor, actor_for
from foundation.access.database import set_database_actor
from foundation.submissions.models import Changed, Submission
from foundation.submissions.once import BadKey, claim, form_hash

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Refused",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    415: "Unsupported media type",
    422: "Not valid",
    429: "Too many requests",
    500: "Error",
}


class Pages(PageNumberPagination):
    """`{"next", "previous", "results"}`; `?page_size=` up to 100."""

    page_size_query_param = "page_size"
    max_page_size = 100

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


class ActedView(APIView):
    """An API view with an actor, whose writes may carry `Idempotency-Key`."""

    gate: Any = "visible_to"
    actor: Actor = NOBODY
    _key = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.actor = actor_for(request.user, via="api")
        set_database_actor(self.actor)
        if request.method not in SAFE_METHODS:
            self._key = self._claim(request)

    def _claim(self, request: Request) -> str:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return ""
        if len(key) > 100 or not key.isascii() or not key.isprintable():
            raise exceptions.ValidationError({"Idempotency-Key": [_("At most 100 plain characters.")]})
        full = f"api.{request.user.pk}.{key}"
        first = claim(full, path=f"{request.method} {request.path}", body=data_hash(request))
        if first is not None:
            raise Replayed(first)
        return full

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code >= 400:
            set_rollback()
        elif self._key:
            response.render()
            Submission.objects.filter(pk=self._key).update(
                status=response.status_code,
                location=response.headers.get("Location", "")[:500],
                etag=response.headers.get("ETag", ""),
                answer=response.content.decode(),
            )
        return response

    def seen_revision(self, request: Request) -> int | None:
        """The revision in `If-Match`, or None when the caller does not ask.

        Raises:
            ValidationError: it is not a revision as `ETag` gave it.
        """
        # A compressed answer carries its ETag as a weak one.
        tag = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
        if tag in {"", "*"}:
            return None
        if not tag.isdecimal() or len(tag) > 9:
            raise exceptions.ValidationError({"If-Match": [_("Send the revision as the ETag gave it.")]})
        return int(tag)


def data_hash(request: Request) -> str:
    """A digest of what a program sent, whatever the order of its fields."""
    if request.FILES:
        return form_hash(request)
    return hashlib.sha256(json.dumps(request.data, sort_keys=True).encode()).hexdigest()


class Replayed(Exception):
    """Not an error: the first answer is to be given again."""

    def __init__(self, first: Submission) -> None:
        super().__init__("replayed")
        self.first = first


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as an RFC 9457 problem document, in the reader's language."""
    if isinstance(exc, Replayed):
        return _replay(exc.first)
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied(detail=str(exc) or None)
    elif isinstance(exc, ValidationError):
        exc = exceptions.ValidationError(detail=as_serializer_error(exc))
    if isinstance(exc, BadKey):
        return _problem(exc.status, str(exc))
    if isinstance(exc, Changed):
        revision = exc.theirs.revision  # type: ignore[attr-defined]
        return _problem(409, _("Somebody changed this record meanwhile."), revision=revision)
    if isinstance(exc, exceptions.ValidationError):
        return _problem(422, _("Some of what was sent is not right."), errors=exc.detail)
    if isinstance(exc, exceptions.APIException):
        response = _problem(exc.status_code, str(exc.detail))
        if getattr(exc, "auth_header", None):
            response["WWW-Authenticate"] = exc.auth_header  # type: ignore[attr-defined]
        if getattr(exc, "wait", None):
            response["Retry-After"] = str(math.ceil(exc.wait))  # type: ignore[attr-defined]
        return response
    return None


def _problem(code: int, detail: str, **more: Any) -> Response:
    set_rollback()
    return Response(problem_body(code, detail, **more), status=code, content_type="application/problem+json")


def problem_body(code: int, detail: str, **more: Any) -> dict[str, Any]:
    return {"type": "about:blank", "title": TITLES.get(code, "Error"), "status": code, "detail": detail, **more}


def _replay(first: Submission) -> Response:
    response = Response(json.loads(first.answer) if first.answer else None, status=first.status)
    response["X-Replayed"] = "1"
    for name, value in (("Location", first.location), ("ETag", first.etag)):
        if value:
            response[name] = value
    return response
