from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.access.gates import allowed, gated
from foundation.access.requests import SignedInRequest
from foundation.mission import domain
from foundation.mission.forms import MissionForm
from foundation.mission.languages import LANGUAGES, language_rows
from foundation.mission.models import LanguageConfirmation
from foundation.mission.permissions import can_change_mission, can_read_languages, can_withdraw_confirmation
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_change_mission)
def mission_change(request: SignedInRequest) -> HttpResponse:
    row = domain.settings_row() if request.method == "POST" else domain.shown_row()
    form = MissionForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        domain.change_mission(**form.settings(), by=request.actor, seen=seen_revision(request))
        say_saved(request, _("Saved."))
        return redirect("mission:mission_change")
    status = 422 if form.is_bound else 200
    return render(request, "mission/mission_change.html", {"form": form, "row": row}, status=status)


@require_safe
@allowed(can_read_languages)
def language_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "mission/language_list.html", {"rows": language_rows(request.actor)})


@require_POST
@once
@allowed(can_read_languages)
def language_confirm(request: SignedInRequest, language: str) -> HttpResponse:
    if language not in LANGUAGES:
        raise Http404
    domain.confirm_language(language, by=request.actor)
    say_saved(request, _("Thank you. Pages in this language no longer say that it awaits a speaker."))
    return redirect("mission:language_list")


@require_POST
@once
@gated(can_withdraw_confirmation, model=LanguageConfirmation)
def language_withdraw(request: SignedInRequest, confirmation: LanguageConfirmation) -> HttpResponse:
    domain.withdraw_confirmation(confirmation, by=request.actor)
    say_saved(request, _("Pages in this language say again that it awaits a speaker."))
    return redirect("mission:language_list")
