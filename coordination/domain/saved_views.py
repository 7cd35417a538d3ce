"""A person's own names for the filters of a list."""

from __future__ import annotations

from django.db import transaction

from coordination.models import SavedView
from coordination.permissions.saved_views import can_forget_view, can_save_view
from foundation.access.actors import Actor
from foundation.access.decisions import require


@transaction.atomic
def save_view(*, by: Actor, page: str, name: str, query: str) -> SavedView:
    """Keep `query` under `name`; a name used before gets the new query."""
    require(can_save_view(by))
    view, _is_new = SavedView.objects.update_or_create(user=by.user, page=page, name=name, defaults={"query": query})
    return view


@transaction.atomic
def forget_view(view: SavedView, *, by: Actor) -> None:
    require(can_forget_view(by, view))
    view.delete()
