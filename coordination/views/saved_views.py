from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.domain import saved_views
from coordination.forms.saved_views import SavedViewForm
from coordination.models import SavedView
from coordination.permissions.saved_views import can_forget_view, can_save_view
from foundation.access.gates import allowed, gated
from foundation.access.requests import SignedInRequest
from foundation.submissions.once import once
from foundation.ui.htmx import render_page_or_part
from foundation.ui.notes import say_saved

PAGE = "action_items"


def list_with(query: str) -> str:
    return f"{reverse('coordination:action_item_list')}?{query or 'as=list'}"


@require_POST
@once
@allowed(can_save_view)
def saved_view_save(request: SignedInRequest) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        return render_page_or_part(
            request, "coordination/saved_view_save.html", {"form": form}, part="form", status=422
        )
    view = saved_views.save_view(by=request.actor, page=PAGE, **form.cleaned_data)
    say_saved(request, _("This view is kept."))
    return redirect(list_with(view.query))


@require_POST
@once
@gated(can_forget_view, model=SavedView)
def saved_view_forget(request: SignedInRequest, view: SavedView) -> HttpResponse:
    saved_views.forget_view(view, by=request.actor)
    return redirect(list_with(""))
