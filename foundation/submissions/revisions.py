from __future__ import annotations

from django.http import HttpRequest

from foundation.submissions.once import stale_form


def seen_revision(request: HttpRequest) -> int:
    """The revision of the record that was on the person's screen.

    Raises:
        BadKey: the form carries none.
    """
    text = request.POST.get("revision", "")
    if not text.isdecimal() or len(text) > 9:
        raise stale_form()
    return int(text)
