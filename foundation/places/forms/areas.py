from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.access.actors import Actor
from foundation.places.forms.picking import AreaPickerField
from foundation.places.models import Area
from foundation.ui.clean_text import ExactCharField
from foundation.ui.names_form import NamesForm
from foundation.ui.widgets import DayInput


class RadioAndZone(forms.Form):
    radio_code = ExactCharField(
        label=_("Radio code"),
        max_length=6,
        required=False,
        help_text=_("Short enough to say over a radio. References of action items begin with it."),
    )
    time_zone = ExactCharField(label=_("Time zone"), max_length=60, help_text=_("As in Africa/Bangui."))

    def clean_radio_code(self) -> str:
        return self.cleaned_data["radio_code"].strip().upper()

    def clean_time_zone(self) -> str:
        return self.cleaned_data["time_zone"].strip()


class AreaForm(NamesForm, RadioAndZone):
    """An area that no map knows."""

    code = ExactCharField(label=_("P-code"), max_length=40, help_text=_("The code that maps use for it."))
    valid_from = forms.DateField(label=_("Exists since"), widget=DayInput())

    field_order = ("code",)

    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip()


class EndForm(forms.Form):
    ended_on = forms.DateField(
        label=_("First day on which it is no more"), widget=DayInput(), initial=timezone.localdate
    )


class SuccessorForm(forms.Form):
    successor = AreaPickerField(label=_("Which area takes its place, wholly or in part?"))

    def __init__(self, *args: Any, area: Area, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = area.succeeded_by.values("pk")
        standing = Area.objects.visible_to(actor).current(on=timezone.localdate())
        offered = standing.exclude(pk=area.pk).exclude(pk__in=known)
        self.fields["successor"].offer(offered)  # type: ignore[attr-defined]
