"""One effect for a form or request, however often and however late it arrives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from foundation.access.gates import ask_to_sign_in, is_public, page_of
from foundation.submissions.keys import belongs_to
from foundation.submissions.models import Submission

View = Callable[..., Any]  # a response of any kind
# Waits for a transaction that holds the key; no savepoint is needed for the key that is taken already.
CLAIM = """
    insert into submissions_submission (key, body_hash, path, status, location, etag, answer, created_at)
    values (%s, %s, %s, 0, '', '', '', statement_timestamp()) on conflict (key) do nothing
"""
KEEP = "update submissions_submission set status = %s, location = %s, answer = %s where key = %s"
NOT_CONTENTS = {"csrfmiddlewaretoken", "submission_key"}


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
        if not request.user.is_authenticated and not is_public(request):
            return ask_to_sign_in(request)
        key = request.POST.get("submission_key", "")
        if not belongs_to(key, request.user.pk):
            raise stale_form()
        first = claim(key, path=request.path, body=form_hash(request))
        if first is not None:
            return replay(first, request)
        response = view(request, **kwargs)
        keep(key, request, response)
        return response

    view_once.once = True  # type: ignore[attr-defined]
    return view_once


def stale_form() -> BadKey:
    words = _("This form is no longer valid. Open the page again; what you typed is still in this window.")
    return BadKey(words, 400)


def claim(key: str, *, path: str, body: str) -> Submission | None:
    """Take the key for this transaction, or give the submission that used it before.

    A second request with the same key waits here until the first has ended.

    Raises:
        BadKey: used before for another path or other contents.
    """
    path = path.replace("\0", "")[:300]
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [key, body, path])
        if cursor.rowcount:
            return None
    first = Submission.objects.get(pk=key)
    if (first.path, first.body_hash) != (path, body):
        message = _("This form was already sent with other contents. Open the page again before sending changes.")
        raise BadKey(message, 409)
    return first


def keep(key: str, request: HttpRequest, response: HttpResponse) -> None:
    """Store the answer beside its effect; a refusal takes both back, so the form can be corrected and sent again.

    A part made for htmx is not kept: whoever sends again is led to the page the form stood on.
    """
    if response.status_code >= 400:
        transaction.set_rollback(True)
        return
    leads_to = (response.headers.get(name, "") for name in ("Location", "HX-Redirect", "HX-Location"))
    location = next(filter(None, leads_to), "" if is_data(response) else page_of(request))
    answer = response.content.decode() if is_data(response) else ""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [response.status_code, location[:500], answer, key])


def is_data(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/json")


def replay(first: Submission, request: HttpRequest) -> HttpResponse:
    if first.answer:
        response = HttpResponse(first.answer, status=first.status, content_type="application/json")
    elif getattr(request, "htmx", False):
        # A script would follow a redirect by itself and put a whole page into a part.
        response = HttpResponse(headers={"HX-Redirect": first.location})
    else:
        status = first.status if 300 <= first.status < 400 else 303
        response = HttpResponse(status=status, headers={"Location": first.location})
    response["X-Replayed"] = "1"
    return response


def form_hash(request: HttpRequest) -> str:
    """A digest of what the person sent; the CSRF token may differ between two sends of one form."""
    digest = hashlib.sha256()
    for name in sorted(set(request.POST) - NOT_CONTENTS):
        digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(repr((name, upload.name, upload.size)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()
