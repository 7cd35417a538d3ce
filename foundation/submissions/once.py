"""One effect for a form or request, however often and however late it arrives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from foundation.access.gates import ask_to_sign_in
from foundation.submissions.keys import belongs_to
from foundation.submissions.models import Submission

View = Callable[..., HttpResponse]
LONGEST_ANSWER = 64 * 1024


class BadKey(Exception):
    """The key is missing, forged, somebody else's, or was used for something else."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def once(view: View) -> View:
    """Make a POST harmless to repeat: a replay gets the first answer and `X-Replayed: 1`.

    Runs inside the request's transaction, so key, effect, journal and stored answer stand or fall together.
    """

    @wraps(view)
    def view_once(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, **kwargs)
        key = request.POST.get("submission_key", "")
        if not request.user.is_authenticated and not belongs_to(key, None):
            return ask_to_sign_in(request)
        first = claim(key, request.user.pk, path=request.path, body=form_hash(request))
        if first is not None:
            return replay(first, is_htmx=bool(getattr(request, "htmx", False)))
        response = view(request, **kwargs)
        keep(key, response)
        return response

    view_once.once = True  # type: ignore[attr-defined]
    return view_once


def claim(key: str, user_id: Any, *, path: str, body: str) -> Submission | None:
    """Take the key for this transaction, or give the submission that used it before.

    A second request with the same key waits here until the first has ended.

    Raises:
        BadKey: not issued to this user, or used for another path or other contents.
    """
    if not belongs_to(key, user_id):
        raise BadKey(
            _("This form is no longer valid. Open the page again; what you typed is still in this window."),
            400,
        )
    try:
        with transaction.atomic():
            Submission.objects.create(key=key, path=path[:300], body_hash=body)
    except IntegrityError:
        first = Submission.objects.get(pk=key)
        if (first.path, first.body_hash) != (path[:300], body):
            message = _("This form was already sent with other contents. Open the page again before sending changes.")
            raise BadKey(message, 409) from None
        return first
    return None


def keep(key: str, response: HttpResponse) -> None:
    """Store the answer beside its effect; a refusal takes both back, so the form can be corrected and sent again."""
    if response.status_code >= 400:
        transaction.set_rollback(True)
        return
    is_data = response.headers.get("Content-Type", "").startswith("application/json")
    Submission.objects.filter(pk=key).update(
        status=response.status_code,
        location=response.headers.get("Location", response.headers.get("HX-Redirect", "")),
        answer=response.content.decode()[:LONGEST_ANSWER] if is_data else "",
    )


def replay(first: Submission, *, is_htmx: bool) -> HttpResponse:
    response = HttpResponse(first.answer, status=first.status)
    if first.answer:
        response["Content-Type"] = "application/json"
    if first.location:
        response["Location"] = first.location
    elif is_htmx:
        response["HX-Refresh"] = "true"
    response["X-Replayed"] = "1"
    return response


def form_hash(request: HttpRequest) -> str:
    """A digest of what the person sent; the CSRF token may differ between two sends of one form."""
    digest = hashlib.sha256()
    for name in sorted(request.POST):
        if name not in {"csrfmiddlewaretoken", "submission_key"}:
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(repr((name, upload.name, upload.size)).encode())
    return digest.hexdigest()
