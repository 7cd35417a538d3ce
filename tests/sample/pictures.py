"""A record with all that hangs on it as plain values, in which ids and numbers of references are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from coordination.domain.joint_records import digest_of
from coordination.models import ActionItem, Endorsement, Meeting, MinutesVersion
from foundation.journal.models import Entry
from foundation.notices.models import Notice

# What two records that came about in the same way differ in.
OWN = {
    "id", "reference", "meeting_id", "item_id", "version_id", "endorsement_id", "token_hash", "path", "file_id",
    "paper_id", "digest", "content",
}  # fmt: skip
REFERENCE = re.compile(r"\b([A-Z0-9]{2,6}-\d\d)-\d{4}-[0-9A-Z]\b", re.IGNORECASE)


def picture_of(row: Any) -> dict[str, Any]:
    found = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.attname not in OWN}
    if "folded" in found:
        found["folded"] = REFERENCE.sub(r"\1", found["folded"])
    return found


def pictures_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [picture_of(row) for row in rows]


def picture_of_meeting(meeting: Meeting, entry_times: dict[int, datetime]) -> dict[str, Any]:
    versions = list(meeting.versions.order_by("number"))
    endorsements = list(Endorsement.objects.filter(version__meeting=meeting).order_by("version__number", "pk"))
    links = [link for one in endorsements for link in one.links.order_by("issued_at")]
    labels = {meeting.pk: "meeting"} | {one.pk: f"version {one.number}" for one in versions}
    labels |= {one.pk: f"answer {number}" for number, one in enumerate(endorsements)}
    labels |= {link.pk: f"link {number}" for number, link in enumerate(links)}
    minutes = getattr(meeting, "minutes", None)
    if minutes is not None:
        labels[minutes.pk] = "minutes"
    return {
        "meeting": picture_of(meeting),
        "parties": [picture_of(one) for one in meeting.parties.order_by("pk")],
        "attendances": pictures_of(meeting.attendances.order_by("pk")),
        "topics": pictures_of(meeting.topics.order_by("number")),
        "notes": sorted(pictures_of(meeting.notes.all()), key=str),
        "versions": [picture_of(one) | {"content": content_of(one)} for one in versions],
        "digests": [one.digest == digest_of(one.content) for one in versions],
        "minutes": picture_of(minutes) if minutes else None,
        "endorsements": [picture_of(one) | {"paper": file_of(one.paper)} for one in endorsements],
        "links": pictures_of(links),
        "entries": entries_of(labels, entry_times),
        "notices": notices_of(labels),
    }


def content_of(version: MinutesVersion) -> dict[str, Any]:
    """What was frozen; its ids lead to rows of this very meeting."""
    content = dict(version.content)
    topics = {str(topic.pk) for topic in version.meeting.topics.all()}
    items = {str(item.pk): item.reference for item in version.meeting.action_items.all()}
    assert {topic["id"] for topic in content["topics"]} <= topics
    assert {item["id"]: item["reference"] for item in content["items"]}.items() <= items.items()
    content["topics"] = [topic | {"id": ""} for topic in content["topics"]]
    content["items"] = [
        item | {"id": "", "reference": REFERENCE.sub(r"\1", item["reference"])} for item in content["items"]
    ]
    return content


def picture_of_item(item: ActionItem, entry_times: dict[int, datetime]) -> dict[str, Any]:
    labels = {item.pk: "item"}
    remarks = list(item.remarks.order_by("at", "pk"))
    return {
        "item": picture_of(item) | {"reference": REFERENCE.sub(r"\1", item.reference)},
        "has_meeting": item.meeting_id is not None,
        "remarks": pictures_of(remarks),
        "dates": pictures_of(item.due_date_changes.order_by("proposed_at")),
        "drops": pictures_of(item.drop_proposals.order_by("proposed_at")),
        "files": [file_of(one.file) for one in item.files.order_by("file__stored_at")],
        "entries": entries_of(labels, entry_times),
        "notices": notices_of(labels, {remark.pk.hex: "remark" for remark in remarks}),
    }


def file_of(stored: Any) -> dict[str, Any] | None:
    return picture_of(stored) if stored else None


def entries_of(labels: dict[Any, str], entry_times: dict[int, datetime]) -> list[Any]:
    """In their order. An entry of a replay bears the database's own time, so the deed's is put in its place."""
    found = Entry.objects.filter(subject_id__in=labels).order_by("pk")
    return [
        (
            labels[one.subject_id], one.verb, one.subject_kind, one.by_user_id, one.by_root_id, one.for_post_id,
            one.via, one.facts, one.sensitivity, entry_times.get(one.pk, one.at),
        )
        for one in found
    ]  # fmt: skip


def notices_of(labels: dict[Any, str], keys: dict[str, str] | None = None) -> list[Any]:
    """Who was told what when; whether it was read is nobody's deed."""
    found = Notice.objects.filter(about_id__in=labels)
    keys = keys or {}
    rows = [
        (labels[one.about_id], one.kind, keys.get(one.key, one.key), str(one.user_id), one.created_at) for one in found
    ]
    return sorted(rows)
