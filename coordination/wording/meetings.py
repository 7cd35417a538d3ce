from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.domain.meeting_readings import as_read_by
from coordination.models import Endorsement, Meeting, MinutesVersion
from foundation.access.actors import Actor
from foundation.notices.models import Notice
from foundation.notices.wording import Words, record_of
from foundation.ui.dates import long_date


def meeting_words(notice: Notice) -> Words | None:
    """A meeting was shared: named as its reader knows it, never by the live row."""
    meeting: Any = record_of(notice, lambda actor: as_read_by(Meeting.objects.visible_to(actor), actor))
    if meeting is None:
        return None
    return Words(subject=_("A meeting was shared with you"), text=meeting.shown_title, url=meeting.get_absolute_url())


def minutes_version_words(notice: Notice) -> Words | None:
    version: MinutesVersion | None = record_of(notice, MinutesVersion.objects.visible_to)
    if version is None:
        return None
    text = version.content.get("title", "")
    if version.answer_by:
        text = _("%(title)s · please answer by %(day)s") % {"title": text, "day": long_date(version.answer_by)}
    return Words(subject=_("Minutes wait for your answer"), text=text, url=_minutes_url(version))


def endorsement_words(notice: Notice) -> Words | None:
    endorsement: Endorsement | None = record_of(notice, _answers)
    if endorsement is None:
        return None
    text = f"{endorsement.version.content.get('title', '')} · {endorsement.organisation.name}: "
    text += endorsement.get_answer_display()
    return Words(subject=_("Minutes were answered"), text=text, url=_minutes_url(endorsement.version))


def _answers(actor: Actor) -> QuerySet[Endorsement]:
    return Endorsement.objects.visible_to(actor).select_related("version", "organisation")


def _minutes_url(version: MinutesVersion) -> str:
    return reverse("coordination:minutes", args=[version.meeting_id])
