"""Rows of the log form. A row in which nothing was written is no row."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.choices import Outcome, Presence, Priority
from coordination.domain.attendance_suggestions import Suggestions, more_exact
from coordination.domain.meeting_drafts import (
    MOST_ATTENDANCES,
    MOST_ITEMS,
    MOST_TOPICS,
    AttendanceDraft,
    TopicDraft,
)
from coordination.domain.new_action_items import ActionItemDraft
from coordination.forms.choices import OURS, OWN_TASK, FormChoices, Options
from coordination.lists import OUTCOMES
from foundation.people.models import Organisation
from foundation.ui.clean_text import ExactCharField
from foundation.ui.widgets import DayInput

WITHOUT_A_DATE = timedelta(days=14)
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)


class Row(forms.Form):
    """One row. `named_by` is the field without which the row is empty."""

    named_by = ""
    id = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: FormChoices, **kwargs: Any) -> None:
        self.choices = choices
        self.base_fields = choices.shared_fields(type(self))  # type: ignore[misc]  # of this form alone
        super().__init__(*args, **kwargs)

    @classmethod
    def offers(cls, choices: FormChoices) -> dict[str, Options]:
        """What the selects of every row offer, by the name of the field."""
        return {}

    def has_changed(self) -> bool:
        """A row that is named has changed: only of the others each field is looked at."""
        return bool(self.data.get(self.add_prefix(self.named_by), "").strip()) or super().has_changed()

    def _clean_fields(self) -> None:
        """As Django's own, which makes a bound field of each first: here are hundreds, none disabled and no file."""
        for name, field in self.fields.items():
            sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                self.cleaned_data[name] = field.clean(sent)
                if hasattr(self, f"clean_{name}"):
                    self.cleaned_data[name] = getattr(self, f"clean_{name}")()
            except forms.ValidationError as error:
                self.add_error(name, error)

    @property
    def is_written(self) -> bool:
        return bool(self.cleaned_data.get(self.named_by, "").strip()) and not self.cleaned_data.get("DELETE")


class AttendanceRow(Row):
    named_by = "who"
    who = ExactCharField(
        label=_("Name or office"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off", "dir": "auto"}),
    )
    organisation = forms.ChoiceField(label=pgettext_lazy("attendance", "From"), required=False)
    presence = forms.ChoiceField(
        label=_("Attendance"), choices=Presence.choices, initial=Presence.PRESENT, required=False
    )
    represented_by = ExactCharField(
        label=_("Represented by"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    @classmethod
    def offers(cls, choices: FormChoices) -> dict[str, Options]:
        return {"organisation": choices.attendance_options}

    def clean(self) -> dict[str, Any]:
        row = self.cleaned_data
        if row.get("presence") == Presence.REPRESENTED and not row.get("represented_by", "").strip():
            self.add_error("represented_by", _("Write who came in their place."))
        if row.get("represented_by", "").strip() and not row.get("who", "").strip() and "who" not in self.errors:
            self.add_error("who", _("Write whose place it was, or take the row away."))
        return row

    def draft(self, known: dict[str, AttendanceDraft], suggestions: Suggestions) -> AttendanceDraft:
        """One already written keeps its person and office while its name is left as it was."""
        row = self.cleaned_data
        before = known.get(row["id"])
        organisation = self.choices.organisation(row["organisation"])
        typed = AttendanceDraft(
            name=row["who"],
            organisation=organisation,
            presence=row["presence"] or Presence.PRESENT,
            represented_by=row["represented_by"],
            pk=before.pk if before else None,
        )
        if before is not None and before.name == row["who"]:
            is_known = before.person is not None or before.post is not None
            return AttendanceDraft(
                name="" if is_known else typed.name,
                person=before.person,
                post=before.post,
                organisation=more_exact(organisation, before.organisation) if organisation or is_known else None,
                presence=typed.presence,
                represented_by=typed.represented_by,
                pk=before.pk,
            )
        return suggestions.matched(typed)


class TopicRow(Row):
    named_by = "title"
    title = ExactCharField(
        label=_("Topic"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    text = ExactCharField(
        label=_("What was said?"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=OUTCOMES.offered, initial=Outcome.INFORMATION, required=False
    )
    is_own = forms.BooleanField(label=_("For our side only"), required=False)

    @classmethod
    def offers(cls, choices: FormChoices) -> dict[str, Options]:
        return {"outcome": OUTCOMES.offered(choices.kept_outcomes)}

    def clean(self) -> dict[str, Any]:
        row = self.cleaned_data
        if row.get("text", "").strip() and not row.get("title", "").strip() and "title" not in self.errors:
            self.add_error("title", _("Give this topic a few words as a title."))
        return row

    def draft(self) -> TopicDraft:
        row = self.cleaned_data
        return TopicDraft(
            title=row["title"],
            text=row["text"],
            outcome=row["outcome"] or Outcome.INFORMATION,
            is_own=row["is_own"],
            pk=uuid_of(row["id"]),
        )


class ItemRow(Row):
    named_by = "summary"
    summary = ExactCharField(
        label=_("What will be done?"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    owner = forms.ChoiceField(label=_("Who owes it"), required=False)
    due_on = forms.DateField(label=_("By when"), required=False, widget=DayInput)
    agreed_with = forms.ChoiceField(label=_("Agreed with"), required=False)
    is_urgent = forms.BooleanField(label=_("High priority"), required=False)

    @classmethod
    def offers(cls, choices: FormChoices) -> dict[str, Options]:
        return {"owner": choices.owner_options, "agreed_with": choices.agreed_with_options}

    def clean(self) -> dict[str, Any]:
        row = self.cleaned_data
        is_named = bool(row.get("summary", "").strip())
        is_touched = bool(row.get("owner") or row.get("due_on") or row.get("agreed_with"))
        if is_touched and not is_named and "summary" not in self.errors:
            self.add_error("summary", _("Write what will be done."))
        if is_named and not row.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Choose who owes it."))
        if row.get("due_on") and not FIRST_DAY <= row["due_on"] <= LAST_DAY:
            self.add_error("due_on", _("This day is too far away."))
        return row

    def resolve(self, counterpart: Organisation | None, *, on: date) -> ActionItemDraft | None:
        """The draft of this row; None, with an error on the row, when the two sides do not fit together."""
        row = self.cleaned_data
        owner = self.choices.organisation(row["owner"])
        if owner is None:
            return None
        agreed_with = self._agreed_with(owner, row["agreed_with"], counterpart)
        if self.errors:
            return None
        return ActionItemDraft(
            summary=row["summary"],
            owner=owner,
            agreed_with=agreed_with,
            due_on=row["due_on"] or on + WITHOUT_A_DATE,
            due_is_approximate=not row["due_on"],
            priority=Priority.HIGH if row["is_urgent"] else Priority.NORMAL,
        )

    def _agreed_with(self, owner: Organisation, chosen: str, counterpart: Organisation | None) -> Organisation | None:
        ours = self.choices.component
        is_ours = owner.root_id == ours.root_id
        if chosen == OWN_TASK:
            if not is_ours:
                self.add_error("agreed_with", _("An own task is one that we owe."))
            return None
        other = self.choices.organisation(chosen) if chosen else (counterpart if is_ours else ours)
        if other is None:
            self.add_error("agreed_with", _("Choose with whom this was agreed, or that it is our own task."))
        elif other.root_id == owner.root_id:
            self.add_error("agreed_with", _("Choose the other side, or that it is our own task."))
        return other


def uuid_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


class Rows(forms.BaseFormSet):
    """Rows that were written, in their order; `removed` are the ids of those ticked away or emptied."""

    def written(self) -> list[Any]:
        return [form for form in self.forms if form.is_written]

    def removed(self) -> list[str]:
        return [form.cleaned_data["id"] for form in self.forms if form.cleaned_data.get("id") and not form.is_written]


def _formset(row: type[Row], most: int) -> Any:
    return forms.formset_factory(
        row, formset=Rows, extra=0, max_num=most, validate_max=True, absolute_max=most + 50, can_delete=True
    )


AttendanceRows = _formset(AttendanceRow, MOST_ATTENDANCES)
TopicRows = _formset(TopicRow, MOST_TOPICS)
ItemRows = _formset(ItemRow, MOST_ITEMS)
__all__ = ["OURS", "AttendanceRows", "ItemRows", "TopicRows", "uuid_of"]
