"""How this subject's notices are put in words, in the reader's language, after asking the right again."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.models import ActionItem
from foundation.notices.models import Notice
from foundation.notices.wording import Words, record_of
from foundation.ui.dates import due, long_date

SUBJECTS: dict[str, str | Promise] = {
    "action_item_requested": gettext_lazy("You are asked to do something: please accept or decline"),
    "action_item_shared": gettext_lazy("An action item was shared with you"),
    "action_item_accepted": gettext_lazy("Accepted by the other side"),
    "action_item_declined": gettext_lazy("Declined, with a reason"),
    "action_item_withdrawn": gettext_lazy("The request was withdrawn"),
    "action_item_started": gettext_lazy("Work has begun"),
    "action_item_asked_for_help": gettext_lazy("Help is needed"),
    "action_item_help_settled": gettext_lazy("Help is no longer needed"),
    "action_item_reported_done": gettext_lazy("Reported done: please confirm or return"),
    "action_item_told_done": gettext_lazy(
        "Written down as told at a meeting: it is done. Please look whether that is right"
    ),
    "action_item_report_undone": gettext_lazy("The report was taken back"),
    "action_item_confirmed": gettext_lazy("Confirmed by the other side"),
    "action_item_returned": gettext_lazy("Returned with a reason"),
    "action_item_drop_proposed": gettext_lazy("The other side proposes to drop this"),
    "action_item_dropped": gettext_lazy("Dropped by agreement"),
    "action_item_drop_refused": gettext_lazy("The other side wants to keep this"),
    "action_item_date_proposed": gettext_lazy("A new date is proposed: please answer"),
    "action_item_date_agreed": gettext_lazy("The new date is agreed"),
    "action_item_date_refused": gettext_lazy("The new date is not agreed"),
    "action_item_commented": gettext_lazy("A new comment"),
}
REMINDER = "action_item_due"


def action_item_words(notice: Notice) -> Words | None:
    """The words of a notice about an action item; None when its reader may no longer see the item."""
    item: ActionItem | None = record_of(notice, ActionItem.objects.visible_to)
    if item is None:
        return None
    subject = _reminder(item) if notice.kind == REMINDER else str(SUBJECTS[notice.kind])
    return Words(subject=subject, text=f"{item.reference} · {item.summary}", url=item.get_absolute_url())


def _reminder(item: ActionItem) -> str:
    """Worded for the day on which it is read, which may be later than the day it was written."""
    today = timezone.localdate()
    when = {"day": long_date(item.due_on, today), "tag": due(item.due_on, today).text}
    return _("Reminder: due %(day)s (%(tag)s)") % when
