"""The joint record of a meeting that is not written yet, made by the one function that decides what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordination.domain.joint_records import TOPIC_FIELDS, JointRecord, joint_record
from sample.rows.house import House

if TYPE_CHECKING:
    from sample.rows.meetings import Record


def joint_record_of(record: Record, house: House) -> JointRecord:
    """`with_record` fetches a meeting's rows; here they are laid beside it as it would have found them."""
    meeting: Any = record.meeting
    staff = {house.people[key].pk for key, one in house.memberships.items() if is_of_mission(house, one)}
    for row in record.attendances:
        row.is_holders_staff = row.person_id in staff  # type: ignore[attr-defined]
    note = record.notes.get(None)
    meeting.joint_note = note.text if note else None
    meeting.joint_files = []
    meeting.topic_rows = [{name: getattr(topic, name) for name in TOPIC_FIELDS} for topic in record.topics]
    meeting._prefetched_objects_cache = {
        "parties": record.parties,
        "attendances": record.attendances,
        "action_items": sorted(record.items, key=lambda item: item.reference),
    }
    joint = joint_record(meeting)
    del meeting.joint_note, meeting.joint_files, meeting.topic_rows, meeting._prefetched_objects_cache
    return joint


def is_of_mission(house: House, membership: Any) -> bool:
    return bool(membership.organisation.root_id == house.organisations["unac"].pk)
