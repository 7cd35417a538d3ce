"""Answers to circulated minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.choices import EndorsementAnswer
from foundation.ui.clean_text import ExactCharField
from foundation.ui.widgets import DayInput

USUAL_TIME = timedelta(days=7)
LONGEST_TIME = timedelta(days=366)
ANSWERS = [
    (EndorsementAnswer.ENDORSED, _("Endorse")),
    (EndorsementAnswer.RESERVATION, _("Endorse with reservation")),
    (EndorsementAnswer.OBJECTED, _("Object")),
]


class CirculateForm(forms.Form):
    answer_by = forms.DateField(label=_("Answers asked by"), required=False, widget=DayInput)
    digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_answer_by(self) -> Any:
        day = self.cleaned_data["answer_by"]
        today = timezone.localdate()
        if day and not today <= day <= today + LONGEST_TIME:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


class ReasonForm(forms.Form):
    """The words that a reservation or an objection needs."""

    text = ExactCharField(
        label=_("Your reason, in your own words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class AnswerForm(forms.Form):
    """Any of the three answers, with who gives it."""

    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    name = ExactCharField(label=_("Name of who answers"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = ExactCharField(
        label=_("Reason, for a reservation or an objection"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        needs_reason = cleaned.get("answer") in {EndorsementAnswer.RESERVATION, EndorsementAnswer.OBJECTED}
        if needs_reason and not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Say why, in a few words."))
        return cleaned


class OnBehalfForm(AnswerForm):
    paper = forms.FileField(label=_("Photo of the signed paper"), max_length=200)


class SigningLinkForm(forms.Form):
    signer_name = ExactCharField(
        label=_("Who will sign"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
