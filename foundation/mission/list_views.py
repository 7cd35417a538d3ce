"""The closed lists, as an administrator looks after them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.access.gates import allowed
from foundation.access.requests import SignedInRequest
from foundation.mission import list_entries
from foundation.mission.forms import EntryForm
from foundation.mission.lists import ClosedList, closed_lists, list_named
from foundation.mission.models import ListEntry
from foundation.mission.permissions import can_add_entry, can_change_mission, can_switch_off_entry
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_safe
@allowed(can_change_mission)
def list_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "mission/list_list.html", {"lists": closed_lists()})


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_change_mission)
def list_entry_add(request: SignedInRequest, name: str) -> HttpResponse:
    closed_list = _list_or_404(name)
    form = EntryForm(request.POST or None, is_own=True)
    if request.method == "POST" and form.is_valid():
        list_entries.add_entry(closed_list, names=form.names(), by=request.actor)
        say_saved(request, _("Added: new records can choose it from now on."))
        return redirect("mission:list_list")
    context = {"closed_list": closed_list, "form": form, "can_add": can_add_entry(request.actor, closed_list)}
    return render(request, "mission/list_entry_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_change_mission)
def list_entry(request: SignedInRequest, name: str, code: str) -> HttpResponse:
    closed_list = _list_or_404(name, code)
    row = list_entries.shown_entry(closed_list, code)
    form = EntryForm(request.POST or None, is_own=row.is_own, names=row.names)
    if request.method == "POST" and form.is_valid():
        seen = seen_revision(request)
        list_entries.reword_entry(closed_list, code, names=form.names(), by=request.actor, seen=seen)
        say_saved(request, _("Saved."))
        return redirect("mission:list_list")
    context = {
        "closed_list": closed_list,
        "row": row,
        "label": closed_list.label_of(code),
        "first_words": closed_list.first_words_of(code),
        "is_off": closed_list.is_off(code),
        "can_switch_off": can_switch_off_entry(request.actor, closed_list, row),
        "form": form,
    }
    return render(request, "mission/list_entry.html", context, status=422 if form.is_bound else 200)


@require_POST
@once
@allowed(can_change_mission)
def list_entry_switch_off(request: SignedInRequest, name: str, code: str) -> HttpResponse:
    words = _("New records no longer offer it; those that have it keep it.")
    return _switched(request, name, code, list_entries.switch_off_entry, words)


@require_POST
@once
@allowed(can_change_mission)
def list_entry_switch_on(request: SignedInRequest, name: str, code: str) -> HttpResponse:
    return _switched(request, name, code, list_entries.switch_on_entry, _("New records offer it again."))


def _switched(
    request: SignedInRequest, name: str, code: str, switch: Callable[..., ListEntry], words: str
) -> HttpResponse:
    switch(_list_or_404(name, code), code, by=request.actor, seen=seen_revision(request))
    say_saved(request, words)
    return redirect("mission:list_list")


def _list_or_404(name: str, code: str = "") -> ClosedList:
    closed_list = list_named(name)
    if closed_list is None or (code and code not in closed_list.values):
        raise Http404
    return closed_list
