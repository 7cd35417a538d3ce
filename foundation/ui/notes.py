"""Notes at the top of the next page, and the mark that a form arrived."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

PREFIX = "saved-form:"


def say_saved(request: HttpRequest, text: str, *, form: str = "") -> None:
    """Tell the person that something was saved, on the next page.

    `form` is the path of the form that was sent (this request's path when empty): the browser then
    forgets the draft it kept for it. Call it only after the deed has succeeded.
    """
    messages.success(request, text, extra_tags=f"{PREFIX}{form or request.path}")


def saved_form_of(message: Message) -> str:
    """The path of the form a message speaks of; empty for any other message."""
    tags = message.extra_tags or ""
    return tags.removeprefix(PREFIX) if tags.startswith(PREFIX) else ""
