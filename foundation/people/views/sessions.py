from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from foundation.access.gates import View, marked, signed_in
from foundation.access.requests import SignedInRequest
from foundation.accounts.devices import device_of
from foundation.accounts.sessions import end_sessions, open_sessions, own_session
from foundation.submissions.once import once
from foundation.ui.notes import say_saved


def own(view: View) -> View:
    return marked(signed_in(view), "signed in: one's own sessions and nobody else's")


@require_safe
@own
def session_list(request: SignedInRequest) -> HttpResponse:
    here = request.session.session_key
    rows = [
        {"session": row, "device": device_of(row.user_agent), "is_here": row.session_key == here}
        for row in open_sessions(request.actor.user.pk)
    ]
    has_others = any(not row["is_here"] for row in rows)
    return render(request, "usersessions/session_list.html", {"rows": rows, "has_others": has_others})


@require_POST
@once
@own
def session_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    session = own_session(request.actor.user.pk, pk)
    session.end()
    if session.session_key == request.session.session_key:
        return redirect("account_login")
    say_saved(request, _("That device is signed out."))
    return redirect("people:session_list")


@require_POST
@once
@own
def session_revoke_others(request: SignedInRequest) -> HttpResponse:
    count = end_sessions(request.actor.user.pk, except_key=request.session.session_key or "")
    text = ngettext("%(count)d other device is signed out.", "%(count)d other devices are signed out.", count)
    say_saved(request, text % {"count": count})
    return redirect("people:session_list")
