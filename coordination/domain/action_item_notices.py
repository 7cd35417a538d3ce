"""Tell a side what happened to an action item."""

from __future__ import annotations

from coordination.models import ActionItem
from foundation.access.actors import Actor
from foundation.notices.outbox import tell
from foundation.people.models import Organisation
from foundation.people.recipients import recipients


def tell_side(side: Organisation, item: ActionItem, deed: str, *, verb: str, by: Actor, key: str = "") -> None:
    """Tell those of one side whose role may do `verb`, but not the one who did it.

    Each move is told once: `key`, or the item's revision, tells two occasions apart. An item that is not shared
    is told to nobody outside the side that keeps it.
    """
    if not item.is_shared and side.root_id != item.held_by_id:
        return
    users = set(recipients(side, verb=verb, area_path=item.area.path)) - {by.user_id}
    tell(users, f"action_item_{deed}", about=item, key=key or f"r{item.revision}")


def tell_other_side(item: ActionItem, deed: str, *, verb: str, by: Actor, key: str = "") -> None:
    """Tell the side across the table from `by`; for an own task the colleagues."""
    side = item.owner if item.agreed_with is None or by.root_id != item.owner_root_id else item.agreed_with
    tell_side(side, item, deed, verb=verb, by=by, key=key)
