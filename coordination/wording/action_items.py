from __future__ import annotations

from django.utils.translation import gettext as _

from coordination.models import ActionItem
from foundation.access.actors import actor_for
from foundation.notices.models import Notice
from foundation.notices.wording import Words


def action_item_words(notice: Notice) -> Words | None:
    """The words of a notice about an action item; None when its reader may no longer see the item."""
    item = ActionItem.objects.visible_to(actor_for(notice.user, via="task")).filter(pk=notice.about_id).first()
    if item is None:
        return None
    subjects = {
        "action_item_reported_done": _("Reported done: please confirm or return"),
        "action_item_confirmed": _("Confirmed by the other side"),
    }
    text = f"{item.reference} · {item.summary}"
    return Words(subject=subjects[notice.kind], text=text, url=item.get_absolute_url())
