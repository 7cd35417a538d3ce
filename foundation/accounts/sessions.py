"""The devices on which somebody is signed in. Ending a session takes effect at its next request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest


def open_sessions(user_id: UUID) -> list[UserSession]:
    """Those still alive, latest first."""
    rows = UserSession.objects.filter(user_id=user_id).order_by("-created_at")
    return [row for row in rows if row.exists()]


def own_session(user_id: UUID, pk: int) -> UserSession:
    """One session of this user; that of another does not exist.

    Raises:
        Http404: there is none.
    """
    session = UserSession.objects.filter(user_id=user_id, pk=pk).first()
    if session is None:
        raise Http404
    return session


def end_sessions(user_id: UUID, *, except_key: str = "") -> int:
    """End this user's sessions, all but the one with `except_key`; give how many were alive."""
    count = 0
    for row in UserSession.objects.filter(user_id=user_id).exclude(session_key=except_key):
        count += row.exists()
        row.end()
    return count


def end_the_others(sender: Any, request: HttpRequest, user: Any, **_more: Any) -> None:
    """A new password ends every other session: whoever knew the old one is out."""
    is_own = request.user.is_authenticated and request.user.pk == user.pk
    end_sessions(user.pk, except_key=(request.session.session_key or "") if is_own else "")
