"""The list or board of action items, the page of one, its files."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coordination.models import ActionItem, ActionItemFile
from coordination.views.action_item_pages import PAGE, page_of
from foundation.access.gates import listing, shown
from foundation.access.requests import SignedInRequest
from foundation.files.storing import answer
from foundation.ui.htmx import render_page_or_part


@require_safe
@listing
def action_item_list(request: SignedInRequest) -> HttpResponse:
    items = ActionItem.objects.visible_to(request.actor).select_related("owner", "agreed_with", "meeting")
    context = {"items": items[:25], "today": timezone.localdate()}
    return render_page_or_part(request, "coordination/action_item_list.html", context, part="rows")


@require_safe
@shown(model=ActionItem)
def action_item(request: SignedInRequest, item: ActionItem) -> HttpResponse:
    return render_page_or_part(request, PAGE, page_of(request, item), part="item")


@require_safe
@shown(model=ActionItemFile)
def action_item_file(request: SignedInRequest, item_file: ActionItemFile) -> FileResponse:
    return answer(item_file.file)
