"""Let the other sides read a meeting's joint record: exactly what was previewed, frozen as a version."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from coordination.domain.joint_records import joint_record, loaded, sides_that_read
from coordination.domain.new_action_items import share_action_items
from coordination.models import Meeting, MeetingParty, MinutesVersion
from coordination.permissions.meetings import can_be_read_by, can_share_meeting
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.notices.outbox import tell
from foundation.people.models import Organisation
from foundation.people.recipients import recipients
from foundation.submissions.models import Changed


@transaction.atomic
def share_meeting(meeting: Meeting, *, by: Actor, seen: int | None, digest: str = "") -> MinutesVersion:
    """Every party may read the joint record as it stands now. `digest` is that of the preview that was looked at.

    Raises:
        Changed: the meeting, or anything else in its record, is no longer as it was previewed.
    """
    meeting = Meeting.objects.locked(meeting, seen=seen)
    require(can_share_meeting(by, meeting))
    version = issue_version(meeting, by=by, digest=digest)
    record("shared", meeting, by=by, sensitivity=meeting.sensitivity)
    for side in party_organisations(meeting):
        users = set(recipients(side, verb="see_shared")) - {by.user_id}
        tell(users, "meeting_shared", about=meeting, key=f"v{version.number}")
    return version


def issue_version(
    meeting: Meeting, *, by: Actor, digest: str, asks_endorsement: bool = False, answer_by: date | None = None
) -> MinutesVersion:
    """Freeze the joint record and open it, with its items, to the parties. The meeting is held locked."""
    rows = loaded(meeting)
    joint, sides = joint_record(rows), sides_that_read(rows)
    if digest and digest != joint.digest:
        raise Changed(meeting)
    require(can_be_read_by(sides))
    _name_parties(meeting, sides)
    meeting.sensitivity = Sensitivity.SHARED
    meeting.save_changes("sensitivity")
    share_action_items(meeting, by=by)
    last = meeting.versions.aggregate(last=Max("number"))["last"] or 0
    return MinutesVersion.objects.create(
        meeting=meeting,
        number=last + 1,
        content=joint.content,
        language=meeting.language,
        digest=joint.digest,
        asks_endorsement=asks_endorsement,
        answer_by=answer_by,
        issued_by=by.user,
    )


def _name_parties(meeting: Meeting, sides: list[Organisation]) -> None:
    """Whom an item binds reads the record it stands in."""
    named = set(meeting.parties.values_list("organisation_id", flat=True))
    MeetingParty.objects.bulk_create(
        MeetingParty(meeting=meeting, organisation=one, root_id=one.root_id) for one in sides if one.pk not in named
    )


def party_organisations(meeting: Meeting) -> list[Organisation]:
    parties = meeting.parties.select_related("organisation").order_by("pk")
    return [party.organisation for party in parties]
