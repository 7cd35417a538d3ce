from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language

from coordination.choices import ActionDeed, RemarkKind
from coordination.domain.action_item_notices import tell_other_side
from coordination.models import ActionItem, ActionItemRemark
from coordination.permissions.action_item_proposals import can_comment_for_own_side, can_comment_on_action_item
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record


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


@transaction.atomic
def comment_on_action_item(
    item: ActionItem, *, by: Actor, text: str, for_own_side: bool = False
) -> ActionItemRemark | None:
    """A word for both sides, or one that stays inside. Changes nothing else, so it needs no revision."""
    require(can_comment_for_own_side(by, item) if for_own_side else can_comment_on_action_item(by, item))
    remark = add_remark(item, RemarkKind.COMMENT, text, by=by, for_own_side=for_own_side)
    record(ActionDeed.COMMENTED, item, by=by)
    if remark and not for_own_side:
        tell_other_side(item, ActionDeed.COMMENTED, verb="request_action_item", by=by, key=remark.pk.hex)
    return remark
