"""One meeting, ready for its page, in few statements whatever its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from coordination.domain.action_item_timelines import TimelineLine
from coordination.domain.daily_reports import daily_report_paragraph
from coordination.domain.joint_records import digest_of, joint_record, topics_of, whole, with_rows
from coordination.domain.meeting_timelines import meeting_timeline
from coordination.domain.record_pages import ShownRecord, shown_record
from coordination.domain.side_notes import mark_of
from coordination.models import ActionItem, Meeting, MeetingFile, MeetingNote, Minutes, MinutesVersion, Topic
from coordination.permissions.meetings import (
    can_add_joint_file,
    can_add_meeting_file,
    can_cancel_meeting,
    can_circulate_minutes,
    can_edit_meeting,
    can_hold_meeting,
    can_share_meeting,
    can_write_side_note,
)
from foundation.access.actors import Actor
from foundation.access.decisions import Decision
from foundation.access.statements import Statement

RULES = {
    "edit": can_edit_meeting,
    "hold": can_hold_meeting,
    "cancel": can_cancel_meeting,
    "share": can_share_meeting,
    "circulate": can_circulate_minutes,
    "write_note": can_write_side_note,
    "add_file": can_add_meeting_file,
    "add_joint_file": can_add_joint_file,
}


@dataclass(frozen=True)
class MeetingPage:
    """`is_own` for the side that keeps the record: it sees the live rows; others the last version shared.

    `own_files` are (id, name, size). `items` stand live, for those the reader may see.
    """

    meeting: Meeting
    is_own: bool
    content: dict[str, Any]
    record: ShownRecord
    minutes: Minutes | None
    version_number: int
    has_unshared_changes: bool
    topics: list[Topic]
    items: list[ActionItem]
    joint_note: str
    own_note: str
    own_files: tuple[dict[str, Any], ...]
    daily_report: str
    timeline: list[TimelineLine]
    can: dict[str, Decision]

    @property
    def digest(self) -> str:
        """Of the record as this reader sees it."""
        return digest_of(self.content)

    @property
    def own_note_mark(self) -> str:
        return mark_of(self.own_note)

    @property
    def is_shared(self) -> bool:
        return self.version_number > 0


def meeting_page(actor: Actor, pk: UUID) -> MeetingPage | None:
    """The page of this meeting for this reader; None when they may not see it."""
    visible = Meeting.objects.visible_to(actor).filter(pk=pk)
    if actor.may("see_internal") and visible.filter(held_by_id=actor.root_id).exists():
        return _page(with_rows(KEPT.ask(pk)[0]), actor, is_own=True)
    notes, files = MeetingNote.objects.own_of(actor), MeetingFile.objects.own_of(actor)
    shared = _with_layer(visible, notes, files).select_related("minutes", "area")
    meeting = shared.annotate(version_content=Subquery(_last_version().values("content")[:1])).order_by("pk").first()
    return _page(meeting, actor, is_own=False) if meeting is not None else None


def _with_layer(meetings: QuerySet[Meeting], notes: Any, files: Any) -> QuerySet[Meeting]:
    """With one side's own of these notes and files, and how far each meeting was shared."""
    file = JSONObject(id="pk", name="file__name", size="file__size")
    own_files = files.filter(meeting_id=OuterRef("pk")).order_by("pk").values(found=file)
    return meetings.annotate(
        version=Subquery(_last_version().values(found=JSONObject(number="number", digest="digest"))[:1]),
        own_text=Subquery(notes.filter(meeting_id=OuterRef("pk")).values("text")[:1]),
        own_files=ArraySubquery(own_files),
    )


def _kept(pk: UUID) -> QuerySet[Meeting]:
    """The live record with what its keepers keep for themselves."""
    keepers = {"held_by_id": OuterRef("held_by_id")}
    notes, files = MeetingNote.objects.filter(**keepers), MeetingFile.objects.filter(**keepers)
    return _with_layer(whole(pk), notes, files)


def _last_version() -> QuerySet[MinutesVersion]:
    return MinutesVersion.objects.filter(meeting_id=OuterRef("pk")).order_by("-number")


# Only for those of the side that keeps the record whose role reads what is internal.
KEPT = Statement(_kept)


def _page(meeting: Any, actor: Actor, *, is_own: bool) -> MeetingPage:
    version = meeting.version or {"number": 0, "digest": ""}
    content = joint_record(meeting).content if is_own else meeting.version_content or {}
    if is_own:
        items = list(meeting.action_items.all())
    else:
        visible = ActionItem.objects.visible_to(actor).filter(meeting_id=meeting.pk)
        items = list(visible.select_related("owner", "agreed_with").order_by("reference"))
    return MeetingPage(
        meeting=meeting,
        is_own=is_own,
        content=content,
        record=shown_record(content),
        minutes=getattr(meeting, "minutes", None),
        version_number=version["number"],
        has_unshared_changes=bool(is_own and version["digest"] and digest_of(content) != version["digest"]),
        topics=topics_of(meeting) if is_own else [],
        items=items,
        joint_note=getattr(meeting, "joint_note", "") or "",
        own_note=meeting.own_text or "",
        own_files=tuple(meeting.own_files or ()),
        daily_report=daily_report_paragraph(meeting) if is_own else "",
        timeline=meeting_timeline(meeting, getattr(meeting, "minutes", None), actor),
        can={name: rule(actor, meeting) for name, rule in RULES.items()},
    )
