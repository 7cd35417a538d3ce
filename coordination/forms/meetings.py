"""The log form: one page from a short contact to full minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.choices import MeetingKind
from coordination.forms.choices import FormChoices, offer
from coordination.forms.meeting_rows import FIRST_DAY
from coordination.lists import MEETING_KINDS
from foundation.places.forms.picking import AreaPickerField
from foundation.ui.clean_text import ExactCharField
from foundation.ui.widgets import ClockInput, DayInput, PictogramRadios

FARTHEST = timedelta(days=5 * 366)
KIND_ICONS: dict[str, str] = {
    MeetingKind.LIAISON_MEETING: "scale",
    MeetingKind.CONTACT: "speech",
    MeetingKind.VISIT: "pin",
    MeetingKind.CALL: "phone",
    MeetingKind.COMMUNITY_DIALOGUE: "people",
    MeetingKind.SECURITY_COMMITTEE: "shield",
    MeetingKind.PATROL_DEBRIEF: "radio",
}


class MeetingForm(forms.Form):
    """What the meeting was. Three fields are required; the day stands already."""

    title = ExactCharField(
        label=_("What was it about?"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True})
    )
    counterpart = forms.ChoiceField(label=_("With whom?"), required=False)
    area = AreaPickerField(label=_("Where?"), mine=True)
    place = ExactCharField(
        label=_("Place"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    at = forms.TimeField(label=_("Time"), required=False, widget=ClockInput)
    is_planned = forms.BooleanField(label=_("It is still to come"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of meeting"), choices=MEETING_KINDS.offered, widget=PictogramRadios(KIND_ICONS), required=False
    )
    others = forms.MultipleChoiceField(
        label=_("Other sides that were there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pasted = ExactCharField(
        label=_("Pasted or dictated notes"),
        help_text=_("Each line becomes a topic."),
        max_length=30_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    joint_note = ExactCharField(
        label=_("Joint note"),
        help_text=_("Part of what the other side reads once you share it."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    own_note = ExactCharField(
        label=_("Our side's note"),
        help_text=_("Never leaves our side."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES, required=False)

    def __init__(self, *args: Any, choices: FormChoices, kept_kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        offer(self, "kind", MEETING_KINDS.offered((kept_kind,)))
        cast("AreaPickerField", self.fields["area"]).offer(choices.areas)
        options = choices.organisation_options
        offer(self, "counterpart", options)
        offer(self, "others", options[1:])

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= timezone.localdate() + FARTHEST:
            raise forms.ValidationError(_("This day is too far away."))
        return day

    @property
    def is_to_come(self) -> bool:
        """Ticked so, or on a day or at an hour that has not come where the meeting is."""
        cleaned = self.cleaned_data
        now = timezone.now().astimezone(ZoneInfo(cleaned["area"].time_zone))
        if cleaned["is_planned"] or cleaned["day"] > now.date():
            return True
        at = cleaned["at"]
        return bool(at) and datetime.combine(cleaned["day"], at, tzinfo=now.tzinfo) > now


class CancelForm(forms.Form):
    reason = ExactCharField(
        label=_("Why was it cancelled?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class SideNoteForm(forms.Form):
    text = ExactCharField(
        label=_("Our side's note"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class FileForm(forms.Form):
    upload = forms.FileField(label=_("Photo or PDF"), max_length=200)
    is_own = forms.BooleanField(label=_("For our side only"), required=False)
