"""Which ledger a person wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coordination.forms.choices import offer
from foundation.people.models import Organisation
from foundation.places.models import Area
from foundation.ui.widgets import DayInput


@dataclass(frozen=True)
class Chosen:
    counterpart: Organisation | None
    area: Area | None
    since: date | None
    until: date | None


class LedgerForm(forms.Form):
    """What means nothing is left out, as in every list."""

    counterpart = forms.ChoiceField(label=_("With"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    since = forms.DateField(label=_("Due from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Due until"), required=False, widget=DayInput())

    def __init__(self, data: Any, *, counterparts: list[Organisation], areas: list[Area]) -> None:
        super().__init__(data)
        self.counterparts = {str(side.pk): side for side in counterparts}
        self.areas = {str(area.pk): area for area in areas}
        offer(self, "counterpart", [(pk, side.name) for pk, side in self.counterparts.items()])
        offer(self, "area", [("", gettext("All")), *((pk, area.name) for pk, area in self.areas.items())])

    def chosen(self) -> Chosen:
        self.is_valid()
        given = self.cleaned_data
        return Chosen(
            counterpart=self.counterparts.get(given.get("counterpart", "")),
            area=self.areas.get(given.get("area", "")),
            since=given.get("since"),
            until=given.get("until"),
        )
