"""How this subject's notices are put in words, in the reader's language, after asking the right again."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.access.actors import actor_for
from foundation.notices.models import Notice
from foundation.notices.wording import Words
from monitoring.models import Edition, ReportSchedule

SUBJECTS: dict[str, str | Promise] = {
    "edition_ready": gettext_lazy("A report is ready to read"),
    "edition_failed": gettext_lazy("A report could not be built"),
}


def edition_words(notice: Notice) -> Words | None:
    """None when its reader may no longer open the edition."""
    actor = actor_for(notice.user, via="task")
    edition = Edition.objects.visible_to(actor).select_related("organisation").filter(pk=notice.about_id).first()
    if edition is None:
        return None
    text = f"{edition} · {edition.audience_name} · {edition.get_language_display()}"
    if edition.is_failed:
        text = f"{text}. {edition.get_problem_display()}"
    return Words(subject=str(SUBJECTS[notice.kind]), text=text, url=edition.get_absolute_url())


def schedule_words(notice: Notice) -> Words | None:
    actor = actor_for(notice.user, via="task")
    schedule = ReportSchedule.objects.visible_to(actor).filter(pk=notice.about_id).first()
    if schedule is None:
        return None
    text = _("%(schedule)s: open it to see why and to run it again.") % {"schedule": schedule}
    return Words(subject=_("A scheduled report was not sent"), text=text, url=schedule.get_absolute_url())
