"""One's own account: language, mail, second factors, devices, API keys."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.access.gates import View, gated, marked, signed_in
from foundation.access.requests import SignedInRequest
from foundation.accounts.factors import factors_of
from foundation.accounts.languages import keep_language
from foundation.accounts.models import ApiToken
from foundation.accounts.sessions import open_sessions
from foundation.people.domain import own_account
from foundation.people.forms.people import OwnSettingsForm, TokenForm
from foundation.people.permissions import can_issue_token, can_revoke_token
from foundation.people.views.forms import form_page, sent
from foundation.submissions.once import once
from foundation.ui.notes import say_saved

FRESH_TOKEN = "fresh_token"  # noqa: S105  (the name of a session key)


def own(view: View) -> View:
    return marked(signed_in(view), "signed in: one's own account and nobody else's")


@require_safe
@own
def me(request: SignedInRequest) -> HttpResponse:
    actor = request.actor
    user = actor.user
    tokens = ApiToken.objects.visible_to(actor).working(at=timezone.now()).order_by("-created_at")
    context = {
        "form": OwnSettingsForm(initial={"language": user.language, "wants_mail": user.wants_mail}),
        "factors": factors_of(user.pk),
        "session_count": len(open_sessions(user.pk)),
        "tokens": tokens,
        "can_issue_token": can_issue_token(actor),
        "fresh_token": request.session.pop(FRESH_TOKEN, None),
    }
    return render(request, "people/me.html", context)


@require_POST
@once
@own
def me_save(request: SignedInRequest) -> HttpResponse:
    form = OwnSettingsForm(request.POST)
    if not form.is_valid():
        return form_page(
            request, form, title=_("Your account"), label=_("Save"), deed="change_own_settings", back="/accounts/me/"
        )
    own_account.change_own_settings(**form.cleaned_data, by=request.actor)
    response = redirect("people:me")
    keep_language(response, form.cleaned_data["language"])
    say_saved(request, _("Saved."))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@once
@own
def token_add(request: SignedInRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    if sent(request, form):
        _token, secret = own_account.issue_token(**form.cleaned_data, by=request.actor)
        request.session[FRESH_TOKEN] = secret
        return redirect("people:me")
    words = _("A program that holds this key acts as you. It is shown once; keep it like a password.")
    return form_page(
        request, form, title=_("New API key"), label=_("Make the key"), deed="issue_token", back="/accounts/me/",
        words=words,
    )  # fmt: skip


@require_POST
@once
@gated(can_revoke_token, model=ApiToken)
def token_revoke(request: SignedInRequest, token: ApiToken) -> HttpResponse:
    own_account.revoke_token(token, by=request.actor)
    say_saved(request, _("The key no longer works."))
    return redirect("people:me")
