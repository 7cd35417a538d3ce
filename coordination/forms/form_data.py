"""The log form's fields as they would be posted: laid out for a new meeting, or from one already written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from coordination.choices import MeetingKind, Outcome, Presence
from coordination.domain.attendance_suggestions import label_of
from coordination.forms.choices import OURS, FormChoices
from coordination.models import Meeting
from foundation.access.actors import Actor
from foundation.people.models import Organisation

ATTENDANCES, TOPICS, ITEMS = "attendance", "topics", "items"
FIRST_ROWS = {ATTENDANCES: 2, TOPICS: 2, ITEMS: 2}
Row = Mapping[str, Any]


def new_data(actor: Actor, asked: QueryDict) -> QueryDict:
    """A new meeting; `?with=` an organisation, `?area=` and `?plan=1` fill in what they name."""
    choices = FormChoices(actor)
    counterpart = choices.organisations.get(asked.get("with", ""))
    area = choices.area(asked.get("area", ""))
    if area is None and counterpart is not None:
        area = choices.area(str(counterpart.area_id))
    data = QueryDict(mutable=True)
    data["area"] = str(area.pk) if area else _usual_area(actor, choices)
    data["counterpart"] = str(counterpart.pk) if counterpart else ""
    data["day"] = timezone.localdate().isoformat()
    data["kind"] = MeetingKind.LIAISON_MEETING
    if asked.get("plan"):
        data["is_planned"] = "on"
    for prefix, count in FIRST_ROWS.items():
        _lay_out(data, prefix, [{} for _row in range(count)])
    return data


def _usual_area(actor: Actor, choices: FormChoices) -> str:
    """Where this person last logged a meeting, else the only or first of their areas."""
    last = Meeting.objects.visible_to(actor).filter(logged_by_id=actor.user_id).order_by("-logged_at")
    pk = str(last.values_list("area_id", flat=True).first())
    area = choices.area(pk) or choices.areas.first()
    return str(area.pk) if area else ""


def data_of(meeting: Meeting, actor: Actor) -> QueryDict:
    """A meeting already written, as its form would post it; its action items have pages of their own."""
    data = QueryDict(mutable=True)
    parties = [str(pk) for pk in meeting.parties.order_by("pk").values_list("organisation_id", flat=True)]
    notes = {note.held_by_id: note.text for note in meeting.notes.visible_to(actor)}
    data["title"], data["place"], data["kind"] = meeting.title, meeting.place, meeting.kind
    data["area"], data["day"], data["language"] = str(meeting.area_id), meeting.day.isoformat(), meeting.language
    data["at"] = f"{meeting.local_start:%H:%M}" if meeting.local_start else ""
    data["is_planned"] = "on" if meeting.status == "planned" else ""
    data["counterpart"] = parties[0] if parties else ""
    data.setlist("others", parties[1:])
    data["joint_note"], data["own_note"] = notes.get(None, ""), notes.get(actor.root_id, "")
    people = meeting.attendances.select_related("person", "post", "organisation")
    _lay_out(data, ATTENDANCES, [_attendance(one, actor) for one in people])
    _lay_out(data, TOPICS, [_topic(topic) for topic in meeting.topics.order_by("number")])
    _lay_out(data, ITEMS, [])
    return data


def _attendance(one: Any, actor: Actor) -> Row:
    return {
        "id": one.pk,
        "who": label_of(one),
        "organisation": organisation_value(one.organisation, actor),
        "presence": one.presence,
        "represented_by": one.represented_by,
    }


def organisation_value(organisation: Organisation | None, actor: Actor) -> str:
    """An attendance's organisation as its select names it."""
    if organisation is None:
        return ""
    return OURS if organisation.root_id == actor.root_id else str(organisation.pk)


def _topic(topic: Any) -> Row:
    row = {"id": topic.pk, "title": topic.title, "text": topic.text, "outcome": topic.outcome}
    return row | ({"is_own": "on"} if topic.held_by_id else {})


def _lay_out(data: QueryDict, prefix: str, rows: Sequence[Row]) -> None:
    data[f"{prefix}-INITIAL_FORMS"] = "0"
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    for number, row in enumerate(rows):
        write_row(data, prefix, number, row)


def write_row(data: QueryDict, prefix: str, number: int, row: Row) -> None:
    starts: dict[str, Row] = {ATTENDANCES: {"presence": Presence.PRESENT}, TOPICS: {"outcome": Outcome.INFORMATION}}
    for name, value in {**starts.get(prefix, {}), **row}.items():
        data[f"{prefix}-{number}-{name}"] = str(value)


def row_count(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(text), 200) if text.isdecimal() and len(text) < 6 else 0


def add_rows(data: QueryDict, prefix: str, rows: Sequence[Row], *, named_by: str) -> QueryDict:
    """A copy of what was posted with these rows: first into rows left empty, then below."""
    changed = data.copy()
    total = row_count(changed, prefix)
    empty = [
        number
        for number in range(total)
        if not changed.get(f"{prefix}-{number}-{named_by}", "").strip() and not changed.get(f"{prefix}-{number}-id")
    ]
    for row in rows:
        number = empty.pop(0) if empty else total
        total = max(total, number + 1)
        write_row(changed, prefix, number, row)
    changed[f"{prefix}-TOTAL_FORMS"] = str(total)
    return changed
