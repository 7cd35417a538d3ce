"""A joint record as a reader sees it: names in the reader's language, codes as words, days as days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coordination.choices import MeetingKind, MeetingStatus, Presence
from coordination.lists import OUTCOMES
from foundation.places.models import in_language


@dataclass(frozen=True)
class ShownAttendance:
    name: str
    office: str
    organisation: str
    presence: str
    presence_label: str
    represented_by: str
    count: int


@dataclass(frozen=True)
class ShownTopic:
    id: str
    number: int
    title: str
    text: str
    outcome: str
    outcome_label: str


@dataclass(frozen=True)
class ShownItem:
    id: str
    reference: str
    summary: str
    details: str
    owner: str
    agreed_with: str
    due_on: date | None
    due_is_approximate: bool


@dataclass(frozen=True)
class ShownRecord:
    """What templates/coordination/meeting_record.html prints: in the preview, to the other side, to a link's signer."""

    title: str
    kind: str
    status: str
    status_label: str
    area: str
    place: str
    day: date | None
    starts_at: datetime | None
    zone: str
    language: str
    held_by: str
    parties: tuple[str, ...]
    attendances: tuple[ShownAttendance, ...]
    topics: tuple[ShownTopic, ...]
    note: str
    items: tuple[ShownItem, ...]
    files: tuple[dict[str, Any], ...]


def shown_record(content: dict[str, Any]) -> ShownRecord:
    """From the JSON of a `JointRecord`; what a frozen one lacks reads as empty."""
    day = content.get("day", "")
    starts_at = content.get("starts_at", "")
    return ShownRecord(
        title=content.get("title", ""),
        kind=_label(MeetingKind, content.get("kind", "")),
        status=content.get("status", ""),
        status_label=_label(MeetingStatus, content.get("status", "")),
        area=in_language(content.get("area", {})),
        place=content.get("place", ""),
        day=date.fromisoformat(day) if day else None,
        starts_at=datetime.fromisoformat(starts_at) if starts_at else None,
        zone=content.get("zone", "UTC"),
        language=content.get("language", ""),
        held_by=in_language(content.get("held_by", {})),
        parties=tuple(in_language(names) for names in content.get("parties", [])),
        attendances=tuple(_attendance(one) for one in content.get("attendances", [])),
        topics=tuple(
            ShownTopic(**topic, outcome_label=OUTCOMES.label_of(topic["outcome"]))
            for topic in content.get("topics", [])
        ),
        note=content.get("note", ""),
        items=tuple(_item(item) for item in content.get("items", [])),
        files=tuple(content.get("files", [])),
    )


def _attendance(one: dict[str, Any]) -> ShownAttendance:
    return ShownAttendance(
        name=one["name"],
        office=in_language(one["office"]),
        organisation=in_language(one["organisation"]),
        presence=one["presence"],
        presence_label=_label(Presence, one["presence"]),
        represented_by=one["represented_by"],
        count=one["count"],
    )


def _item(item: dict[str, Any]) -> ShownItem:
    words = {name: item[name] for name in ("id", "reference", "summary", "details", "due_is_approximate")}
    return ShownItem(
        **words,
        owner=in_language(item["owner"]),
        agreed_with=in_language(item["agreed_with"]),
        due_on=date.fromisoformat(item["due_on"]),
    )


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
