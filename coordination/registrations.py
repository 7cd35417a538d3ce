"""What this app tells the houses below it, once, when models are ready."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import pgettext_lazy

from coordination import figures
from coordination.domain.reminders import remind_of_due_items
from coordination.imports import OLD_TRACKER
from coordination.lists import ALL as LISTS
from coordination.wording.action_items import action_item_words
from coordination.wording.meetings import endorsement_words, meeting_words, minutes_version_words
from foundation.imports.kinds import register_kind
from foundation.jobs.schedules import every
from foundation.mission.lists import register_list
from foundation.notices.wording import register_wording
from foundation.places.records import RecordList, register_record_list


def register() -> None:
    register_wording("coordination.actionitem", action_item_words)
    register_wording("coordination.meeting", meeting_words)
    register_wording("coordination.minutesversion", minutes_version_words)
    register_wording("coordination.endorsement", endorsement_words)
    for closed_list in LISTS:
        register_list(closed_list)
    register_record_list(RecordList(pgettext_lazy("figures", "Meetings"), "coordination:meeting_list"))
    register_record_list(RecordList(pgettext_lazy("figures", "Action items"), "coordination:action_item_list"))
    figures.register_all()
    register_kind(OLD_TRACKER)
    every(timedelta(minutes=10), "coordination.reminders", remind_of_due_items)
