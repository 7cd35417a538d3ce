from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.access.gates import public
from foundation.people.domain.first_administrator import (
    Beginning,
    FirstLinkGone,
    become_first_administrator,
    is_open,
)
from foundation.people.forms.first_administrator import FirstAdministratorForm
from foundation.people.views.forms import sent
from foundation.submissions.once import once


@public("whoever started an empty Concord holds the link; acts on POST only, once")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    if not is_open(token):
        return render(request, "people/first_administrator_gone.html", {}, status=410)
    form = FirstAdministratorForm(request.POST or None)
    if sent(request, form):
        given = dict(form.cleaned_data)
        password = given.pop("password1")
        beginning = Beginning(**given, language=get_language() or "en")
        try:
            user = become_first_administrator(beginning, given=token, password=password)
        except FirstLinkGone:
            return render(request, "people/first_administrator_gone.html", {}, status=410)
        return perform_login(request, user)
    return render(request, "people/first_administrator.html", {"form": form}, status=422 if form.is_bound else 200)
