"""The list or board of action items, the page of one, its files, the list as a file."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coordination.exports import ACTION_ITEM_COLUMNS
from coordination.forms.action_item_lists import rows_for, rules_for
from coordination.forms.saved_views import SavedViewForm
from coordination.models import ActionItem, ActionItemFile, SavedView
from coordination.permissions.new_action_items import can_add_action_item, can_add_own_task, can_request_action_item
from coordination.views.action_item_boards import action_item_board
from coordination.views.action_item_pages import PAGE, page_of
from coordination.views.saved_views import PAGE as SAVED_PAGE
from foundation.access.gates import listing, shown
from foundation.access.requests import SignedInRequest
from foundation.documents.lists.downloads import Form, download
from foundation.files.storing import answer
from foundation.journal.entries import record
from foundation.ui.htmx import render_page_or_part
from foundation.ui.listings import filtered, list_page


@require_safe
@listing
def action_item_list(request: SignedInRequest) -> HttpResponse:
    """The official's board; with any filter, and for the mission always, the list."""
    if request.actor.side != "mission" and not request.GET:
        return action_item_board(request)
    found = list_page(request, rows_for(request.actor), rules_for(request.actor))
    context = {
        "listing": found,
        "today": timezone.localdate(),
        "saved_views": list(SavedView.objects.visible_to(request.actor).filter(page=SAVED_PAGE)),
        "saved_view_form": SavedViewForm(initial={"query": found.query}),
        "can_add": can_add_action_item(request.actor),
        "can_request": can_request_action_item(request.actor),
        "can_add_own_task": can_add_own_task(request.actor),
    }
    return render_page_or_part(request, "coordination/action_item_list.html", context, part="rows")


@require_POST
@listing
def action_item_list_download(request: SignedInRequest, form: Form) -> HttpResponseBase:
    """Exactly the rows that the list's filters in the address leave. A download is a reading that is kept."""
    rows = filtered(request, rows_for(request.actor), rules_for(request.actor))
    record("exported_action_items", request.actor.user, by=request.actor)
    title = _("Action items")
    return download(request, rows, ACTION_ITEM_COLUMNS, form=form, name="action-items", title=title)


@require_safe
@shown(model=ActionItem)
def action_item(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return render_page_or_part(request, PAGE, page_of(request, item), part="item")


@require_safe
@shown(model=ActionItemFile)
def action_item_file(request: SignedInRequest, item_file: ActionItemFile) -> HttpResponse:
    return cast("HttpResponse", answer(item_file.file))
