"""Files on a meeting: joint, or one side's own."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet

from coordination.models import Meeting, MeetingFile, MinutesVersion
from coordination.permissions.meetings import can_add_joint_file, can_add_meeting_file, can_remove_meeting_file
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.files.storing import Checked, store
from foundation.journal.entries import record


@transaction.atomic
def add_meeting_file(meeting: Meeting, *, by: Actor, checked: Checked, is_own: bool) -> MeetingFile:
    require(can_add_meeting_file(by, meeting) if is_own else can_add_joint_file(by, meeting))
    kept = MeetingFile.objects.create(
        meeting=meeting, file=store(checked, by=by), held_by_id=by.root_id if is_own else None
    )
    record("added_file", meeting, by=by)
    return kept


@transaction.atomic
def remove_meeting_file(kept: MeetingFile, *, by: Actor) -> None:
    require(can_remove_meeting_file(by, kept))
    kept.delete()
    record("removed_file", kept.meeting, by=by)


def readable_files(meeting: Meeting, actor: Actor) -> QuerySet[MeetingFile]:
    """Own ones; joint ones for the keeping side; for others those that stand in the last version shared."""
    visible = MeetingFile.objects.visible_to(actor).filter(meeting=meeting).select_related("file")
    if actor.root_id == meeting.held_by_id:
        return visible
    version = MinutesVersion.objects.filter(meeting=meeting).order_by("-number").first()
    shared = [one["id"] for one in version.content.get("files", [])] if version else []
    return visible.filter(Q(held_by__isnull=False) | Q(pk__in=shared))
