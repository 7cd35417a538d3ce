"""What of this subject can be counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.choices import MeetingKind
from coordination.models import Meeting
from foundation.figures.countables import Audience, Countable, Dimension, Measure, register
from foundation.figures.disclosure import Disclosure


def register_all() -> None:
    register(MEETINGS)


def words_of(choices: Any) -> Any:
    labels = dict(choices.choices)

    def words(values: Collection[Any]) -> Mapping[Any, Any]:
        return {value: labels[value] for value in values if value in labels}

    return words


def held_meetings(audience: Audience) -> QuerySet[Meeting]:
    return Meeting.objects.counted_for(audience).held()


MEETINGS = Countable(
    name="meetings",
    label=pgettext_lazy("figures", "Meetings"),
    definition=_("Meetings, visits, calls and short contacts that were held, on the day they took place."),
    model=Meeting,
    counted_for=held_meetings,
    date="day",
    place="area",
    known="logged_at",
    dimensions=(Dimension("kind", _("kind"), "kind", words_of(MeetingKind), values=tuple(MeetingKind.values)),),
    measures=(Measure("count", pgettext_lazy("figures", "Number"), _("How many meetings were held.")),),
    disclosure=Disclosure.RECORDS,
)
