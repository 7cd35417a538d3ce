from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desk.domain import notice_lists
from foundation.access.gates import listing
from foundation.access.requests import SignedInRequest
from foundation.notices.wording import words_for
from foundation.submissions.once import once
from foundation.ui.notes import say_saved


@require_safe
@listing
def notices(request: SignedInRequest) -> HttpResponse:
    context = {
        "latest": notice_lists.latest_notices(request.actor),
        "unread": request.actor.unread_notice_count,
        "most": notice_lists.MOST_NOTICES,
    }
    return render(request, "desk/notices.html", context)


@require_POST
@once
@listing
def notice_open(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Mark it as read and go to what it speaks of."""
    notice = notice_lists.notices_of(request.actor).select_related("user").filter(pk=pk).first()
    words = words_for(notice) if notice else None
    if notice is None or words is None:
        raise Http404
    notice_lists.read_notice(request.actor, notice)
    return redirect(words.url)


@require_POST
@once
@listing
def notices_read(request: SignedInRequest) -> HttpResponse:
    notice_lists.read_all_notices(request.actor)
    say_saved(request, _("All notices are marked as read."))
    return redirect("desk:notices")
