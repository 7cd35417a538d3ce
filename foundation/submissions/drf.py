"""The API's share: idempotency keys, revisions as ETags, problem documents, pages of results."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, set_rollback

from foundation.access.actors import Actor, actor_for
from foundation.access.database import set_database_actor
from foundation.submissions.models import Changed, Submission
from foundation.submissions.once import LONGEST_ANSWER, BadKey


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
    actor: Actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.actor = actor_for(request.user, via="api")
        set_database_actor(self.actor)
        self._key = self._claim(request)

    def _claim(self, request: Request) -> str:
        key = request.headers.get("Idempotency-Key", "")
        if request.method != "POST" or not key:
            return ""
        if len(key) > 100:
            raise exceptions.ValidationError({"Idempotency-Key": [_("At most 100 characters.")]})
        full = f"api.{request.user.pk}.{key}"
        body = hashlib.sha256(repr(sorted(request.data.items(), key=lambda pair: pair[0])).encode()).hexdigest()
        first, is_new = Submission.objects.get_or_create(
            key=full, defaults={"path": request.path[:300], "body_hash": body}
        )
        if is_new:
            return full
        if (first.path, first.body_hash) != (request.path[:300], body):
            raise BadKey(_("This key was already used for another request."), 409)
        raise Replayed(first)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        key = getattr(self, "_key", "")
        if key and response.status_code < 400:
            response.render()
            Submission.objects.filter(pk=key).update(
                status=response.status_code,
                location=response.headers.get("Location", ""),
                answer=response.content.decode()[:LONGEST_ANSWER],
            )
        return response

    def seen_revision(self, request: Request) -> int | None:
        """The revision in `If-Match`, or None when the caller does not ask.

        Raises:
            ValidationError: it is not a revision as `ETag` gave it.
        """
        tag = request.headers.get("If-Match", "").strip().strip('"')
        if not tag:
            return None
        if not tag.isdecimal() or len(tag) > 9:
            raise exceptions.ValidationError({"If-Match": [_("Send the revision as the ETag gave it.")]})
        return int(tag)


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
    if isinstance(exc, BadKey):
        return _problem(exc.status, str(exc))
    if isinstance(exc, Changed):
        return _problem(409, _("Somebody changed this record meanwhile."), revision=exc.theirs.revision)  # type: ignore[attr-defined]
    if isinstance(exc, exceptions.ValidationError):
        return _problem(422, _("Some of what was sent is not right."), errors=exc.detail)
    if isinstance(exc, exceptions.APIException):
        response = _problem(exc.status_code, str(exc.detail))
        if getattr(exc, "auth_header", None):
            response["WWW-Authenticate"] = exc.auth_header
        return response
    return None


def _problem(code: int, detail: str, **more: Any) -> Response:
    set_rollback()
    body = {
        "type": "about:blank",
        "title": status_title(code),
        "status": code,
        "detail": detail,
        **more,
    }
    return Response(body, status=code, content_type="application/problem+json")


def status_title(code: int) -> str:
    names = {
        400: "Bad request",
        401: "Not signed in",
        403: "Refused",
        404: "Not found",
        405: "Method not allowed",
    }
    return {**names, 409: "Changed meanwhile", 422: "Not valid", 429: "Too many requests"}.get(code, "Error")


def _replay(first: Submission) -> Response:
    response = Response(status=first.status or status.HTTP_200_OK)
    response["X-Replayed"] = "1"
    if first.location:
        response["Location"] = first.location
    response.data = json.loads(first.answer) if first.answer else None
    return response
