"""The whole log form: the meeting, its rows, and the open items of last time, read together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination.choices import MeetingKind
from coordination.domain.attendance_suggestions import Suggestions, label_of, last_attendances, suggestions
from coordination.domain.meeting_drafts import (
    MOST_ATTENDANCES,
    MOST_TOPICS,
    AttendanceDraft,
    MeetingDraft,
    ReviewTick,
)
from coordination.domain.new_action_items import ActionItemDraft
from coordination.domain.opening_review import CONFIRMED, DONE, OpenItem, open_items
from coordination.domain.pasted_notes import topics_from
from coordination.forms.choices import FormChoices
from coordination.forms.form_data import ATTENDANCES, ITEMS, TOPICS, add_rows, organisation_value, row_count
from coordination.forms.meeting_rows import AttendanceRows, ItemRows, TopicRows, uuid_of
from coordination.forms.meetings import MeetingForm
from coordination.lists import OUTCOMES
from coordination.models import Meeting
from foundation.access.actors import Actor
from foundation.people.models import Organisation
from foundation.places.models import Area


@dataclass(frozen=True)
class ReviewRow:
    """An open item with what is ticked for it."""

    open: OpenItem
    ticked: str

    @property
    def name(self) -> str:
        return f"review-{self.open.item.pk}"


def quieten(form: Any) -> None:
    form._errors = forms.utils.ErrorDict()


class LogForm:
    """Always bound: what stands in it was posted, or laid out by `form_data` for a first look."""

    def __init__(self, data: QueryDict, *, actor: Actor, meeting: Meeting | None = None) -> None:
        self.data, self.actor, self.meeting = data, actor, meeting
        kept = tuple(meeting.topics.values_list("outcome", flat=True)) if meeting and OUTCOMES.has_some_off else ()
        self.choices = FormChoices(actor, held_in_id=meeting.area_id if meeting else None, kept_outcomes=kept)
        self.reasons: list[str] = []
        self.form = MeetingForm(data, choices=self.choices, kept_kind=meeting.kind if meeting else "")
        rows = {"form_kwargs": {"choices": self.choices}}
        self.attendances = AttendanceRows(data, prefix=ATTENDANCES, **rows)
        self.topics = TopicRows(data, prefix=TOPICS, **rows)
        self.items = ItemRows(data, prefix=ITEMS, **rows)

    def quiet(self) -> LogForm:
        """Show no errors: the person has not sent it yet."""
        quieten(self.form)
        for rows in (self.attendances, self.topics, self.items):
            rows._errors, rows._non_form_errors = [], rows.error_class()
            for row in rows.forms:
                quieten(row)
        return self

    @cached_property
    def suggestions(self) -> Suggestions:
        """Whom the names can mean that were typed."""
        return suggestions(self.actor, typed=[row.cleaned_data["who"] for row in self.attendances.written()])

    @property
    def party_ids(self) -> list[str]:
        return [self.data.get("counterpart", ""), *self.data.getlist("others")]

    @cached_property
    def area(self) -> Area | None:
        """The area that is chosen, or the one that the words typed mean."""
        picker = self.form["area"]
        if picker.data.is_settled or not picker.data.words:
            return self.choices.area(picker.data.choice)
        try:
            return picker.field.clean(picker.data)
        except ValidationError:
            return None

    @cached_property
    def review(self) -> list[ReviewRow]:
        """Empty until a counterpart and an area are chosen, and while a meeting is edited."""
        area = self.area
        if area is None or (self.meeting is not None and self.meeting.status != "planned"):
            return []
        found = open_items(self.actor, self.choices.roots(self.party_ids), area)
        return [ReviewRow(one, self.data.get(f"review-{one.item.pk}", "")) for one in found]

    @property
    def review_of_last(self) -> list[ReviewRow]:
        return [row for row in self.review if row.open.is_last]

    @property
    def review_of_before(self) -> list[ReviewRow]:
        return [row for row in self.review if not row.open.is_last]

    def is_valid(self) -> bool:
        parts = (self.form, self.attendances, self.topics, self.items)
        is_valid = all(part.is_valid() for part in parts)
        if is_valid:
            self._drafts = self._item_drafts()
            is_valid = len(self._drafts) == len(self.items.written())
        if is_valid and len(self._topic_drafts()) > MOST_TOPICS:
            self.reasons.append(_("At most %(most)d topics fit one meeting.") % {"most": MOST_TOPICS})
        return is_valid and self._review_is_current() and not self.reasons

    def _item_drafts(self) -> list[ActionItemDraft]:
        counterpart = self._counterpart()
        on = self.form.cleaned_data["day"]
        drafts = [row.resolve(counterpart, on=on) for row in self.items.written()]
        return [draft for draft in drafts if draft is not None]

    def _counterpart(self) -> Organisation | None:
        """Whom an item is agreed with when nothing else is said: the one chosen, else the first other side there."""
        for value in self.party_ids:
            if value in self.choices.organisations:
                return self.choices.organisations[value]
        for row in self.attendances.written():
            one = self.choices.organisations.get(row.cleaned_data["organisation"])
            matched = self.suggestions.meant(row.cleaned_data["who"], one)
            one = one or (matched.organisation if matched else None)
            if one is not None and one.root_id != self.actor.root_id:
                return one
        return None

    def _topic_drafts(self) -> list[Any]:
        return [*(row.draft() for row in self.topics.written()), *topics_from(self.form.cleaned_data["pasted"])]

    def _ticked(self) -> list[str]:
        """The open items that somebody ticked, by the name of their field: most forms tick none."""
        names = (name for name in self.data if name.startswith("review-") and not name.endswith("-revision"))
        return [name for name in names if self.data[name] in {DONE, CONFIRMED}]

    def _review_is_current(self) -> bool:
        """What was ticked must still be open, as the person saw it."""
        ticked = self._ticked()
        current = {row.name: row.open.item.revision for row in self.review} if ticked else {}
        if all(str(current.get(name)) == self.data.get(f"{name}-revision", "") for name in ticked):
            return True
        self.add_review_reason()
        return False

    def add_review_reason(self) -> None:
        self.reasons.append(_("An open item changed meanwhile. Look at it again; nothing was saved yet."))

    def draft(self) -> MeetingDraft:
        cleaned = self.form.cleaned_data
        known = self.known_attendances()
        attendances = [row.draft(known, self.suggestions) for row in self.attendances.written()]
        parties = [self.choices.organisations[value] for value in self.party_ids if value in self.choices.organisations]
        return MeetingDraft(
            title=cleaned["title"],
            area=cleaned["area"],
            day=cleaned["day"],
            at=cleaned["at"],
            kind=cleaned["kind"] or MeetingKind.LIAISON_MEETING,
            place=cleaned["place"],
            language=cleaned["language"] or get_language() or "en",
            parties=tuple(dict.fromkeys(parties)),
            attendances=tuple(attendances),
            topics=tuple(self._topic_drafts()),
            joint_note=cleaned["joint_note"],
            own_note=cleaned["own_note"],
            items=tuple(self._drafts),
            review=tuple(self._ticks()),
            removed_attendances=frozenset(int(pk) for pk in self.attendances.removed() if pk.isdecimal()),
            removed_topics=frozenset(filter(None, (uuid_of(pk) for pk in self.topics.removed()))),
        )

    def known_attendances(self) -> dict[str, AttendanceDraft]:
        """Those already written, by id, named as the form names them."""
        if self.meeting is None:
            return {}
        rows = self.meeting.attendances.select_related("person", "post", "organisation")
        return {
            str(row.pk): AttendanceDraft(
                name=label_of(row), person=row.person, post=row.post, organisation=row.organisation, pk=row.pk
            )
            for row in rows
        }

    def _ticks(self) -> list[ReviewTick]:
        return [
            ReviewTick(row.open.item.pk, row.ticked, row.open.item.revision)
            for row in (self.review if self._ticked() else ())
            if row.ticked and row.ticked == row.open.answer
        ]

    def with_last_attendance(self) -> QueryDict:
        """What was typed, with last time's list added below what stands there already."""
        area = self.area
        roots = self.choices.roots(self.party_ids)
        typed = {self.data.get(f"{ATTENDANCES}-{n}-who", "") for n in range(row_count(self.data, ATTENDANCES))}
        rows = [
            {"who": one.name, "organisation": organisation_value(one.organisation, self.actor)}
            for one in last_attendances(self.actor, roots, area.path if area else "")
            if one.name not in typed
        ]
        return add_rows(self.data, ATTENDANCES, rows[:MOST_ATTENDANCES], named_by="who")

    def with_pasted_topics(self) -> QueryDict:
        """What was typed, with each line of the pasted notes as a topic."""
        topics = topics_from(self.data.get("pasted", ""))
        rows = [{"title": one.title, "text": one.text, "outcome": one.outcome} for one in topics]
        data = add_rows(self.data, TOPICS, rows, named_by="title")
        data["pasted"] = ""
        return data
