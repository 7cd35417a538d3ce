from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from foundation.ui.names_form import NamesForm
from foundation.ui.widgets import DayInput

# No holiday is known further ahead; a year typed wrongly is.
FURTHEST = timedelta(days=5 * 366)


class WorkingWeekForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        label=_("Days worked"), choices=list(WEEKDAYS.items()), coerce=int, widget=forms.CheckboxSelectMultiple
    )


class HolidayForm(NamesForm):
    names_label = _("Name of the holiday")

    on = forms.DateField(label=_("Day"), widget=DayInput)

    field_order = ("on",)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today
        self.order_fields(self.field_order)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if abs(on - self.today) > FURTHEST:
            raise forms.ValidationError(_("This day is more than five years away."))
        return on
