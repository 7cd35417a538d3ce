"""The shape of what a person types beside a move of an action item."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.choices import NotDoneReason
from coordination.forms.files import CheckedFilesField
from coordination.lists import REASONS
from coordination.models import ActionItem
from foundation.access.actors import Actor
from foundation.ui.clean_text import ExactCharField
from foundation.ui.widgets import DayInput

LONGEST_TEXT = 4000


def text_field(label: Any, *, required: bool = True, rows: int = 3) -> forms.CharField:
    return ExactCharField(
        label=label, required=required, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
    )


class FutureDayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput(), **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or later."))


class AcceptForm(forms.Form):
    """Empty: by the date that was asked for."""

    due_on = FutureDayField(label=gettext_lazy("Done by"), required=False)

    def __init__(self, *args: Any, item: ActionItem, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["due_on"].initial = item.due_on if item.due_on >= today else today


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), choices=REASONS.offered, initial=NotDoneReason.OTHER)
    text = text_field(gettext_lazy("In your own words"), required=False, rows=2)


class ReportDoneForm(forms.Form):
    text = text_field(gettext_lazy("What was done?"))
    evidence = CheckedFilesField(label=gettext_lazy("Supporting document"), required=False)

    def __init__(self, *args: Any, item: ActionItem, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["evidence"].required = item.needs_evidence


class ReturnForm(forms.Form):
    text = text_field(gettext_lazy("What is still to be done?"))


class HelpForm(forms.Form):
    text = text_field(gettext_lazy("What do you need?"), required=False, rows=2)


class ProposeDropForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), choices=REASONS.offered)
    text = text_field(gettext_lazy("In your own words"), required=False, rows=2)


class ProposeDateForm(forms.Form):
    due_on = FutureDayField(label=gettext_lazy("New date"))
    reason = ExactCharField(label=gettext_lazy("Why?"), max_length=300)

    def __init__(self, *args: Any, item: ActionItem, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on == self.item.due_on:
            raise forms.ValidationError(_("This is the date it has already."))
        return due_on


class CommentForm(forms.Form):
    text = text_field(gettext_lazy("Comment"))
    for_own_side = forms.BooleanField(label=gettext_lazy("Only for our side"), required=False)

    def __init__(self, *args: Any, actor: Actor, item: ActionItem, **options: Any) -> None:
        super().__init__(*args, **options)
        if not actor.may("see_internal") or item.is_own_task:
            del self.fields["for_own_side"]
