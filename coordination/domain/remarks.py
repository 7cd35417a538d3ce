from __future__ import annotations

from django.utils.translation import get_language

from coordination.choices import RemarkKind
from coordination.models import ActionItem, ActionItemRemark
from foundation.access.actors import Actor


def add_remark(
    item: ActionItem, kind: RemarkKind, text: str, *, by: Actor, for_own_side: bool = False
) -> ActionItemRemark | None:
    """Keep the words beside a move; nothing when there are none."""
    if not text.strip():
        return None
    return ActionItemRemark.objects.create(
        item=item,
        kind=kind,
        text=text,
        language=get_language() or "en",
        held_by_id=by.root_id if for_own_side else None,
        by_root_id=by.root_id,
        by_user=by.user,
        for_post_id=by.for_post_id,
    )
