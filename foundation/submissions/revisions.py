from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from foundation.submissions.once import BadKey


def seen_revision(request: HttpRequest) -> int:
    """The revision of the record that was on the person's screen.

    Raises:
        BadKey: the form carries none.
    """
    text = request.POST.get("revision", "")
    if not text.isdecimal() or len(text) > 9:
        raise BadKey(
            _("This form is no longer valid. Open the page again; what you typed is still in this window."),
            400,
        )
    return int(text)
