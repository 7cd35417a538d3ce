"""Minutes of a meeting: circulated as a frozen version, answered by each side, agreed or not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from coordination.choices import MINUTES_MOVES, EndorsementAnswer, MinutesStatus
from coordination.domain.sharing import issue_version, party_organisations
from coordination.models import Endorsement, Meeting, Minutes, MinutesVersion, SigningLink
from coordination.permissions.meetings import can_circulate_minutes
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.notices.outbox import tell
from foundation.people.recipients import recipients


@transaction.atomic
def circulate_minutes(
    meeting: Meeting, *, by: Actor, seen: int | None, answer_by: date | None, digest: str = ""
) -> MinutesVersion:
    """Freeze a version and ask every party to answer it. An earlier version's answers stay as they were given.

    Raises:
        Changed: the record is no longer as it was previewed.
    """
    meeting = Meeting.objects.locked(meeting, seen=seen)
    require(can_circulate_minutes(by, meeting))
    Minutes.objects.get_or_create(meeting=meeting)
    version = issue_version(meeting, by=by, digest=digest, asks_endorsement=True, answer_by=answer_by)
    sides = party_organisations(meeting)
    Endorsement.objects.bulk_create(Endorsement(version=version, organisation=side) for side in sides)
    _take_back_links_to_older(version)
    minutes = move_minutes(meeting, MinutesStatus.CIRCULATED)
    record("circulated", minutes, by=by, status=minutes.status, number=version.number)
    for side in sides:
        users = set(recipients(side, verb="endorse_minutes")) - {by.user_id}
        tell(users, "minutes_circulated", about=version)
    return version


def settle_minutes(version: MinutesVersion, *, by: Actor) -> Minutes:
    """Once every side has answered the newest version, the minutes are agreed, agreed with reservations or contested.

    Called under the lock of an endorsement of `version`; minutes are locked here, so the last answer decides.
    """
    minutes = Minutes.objects.select_for_update(of=("self",)).get(meeting_id=version.meeting_id)
    answers = set(version.endorsements.values_list("answer", flat=True))
    if EndorsementAnswer.WAITING in answers:
        return minutes
    if EndorsementAnswer.OBJECTED in answers:
        status = MinutesStatus.CONTESTED
    elif EndorsementAnswer.RESERVATION in answers:
        status = MinutesStatus.AGREED_WITH_RESERVATIONS
    else:
        status = MinutesStatus.AGREED
    minutes = move_minutes(version.meeting, status)
    record(status.value, minutes, by=by, status=minutes.status, number=version.number)
    return minutes


def move_minutes(meeting: Meeting, to: MinutesStatus) -> Minutes:
    minutes = Minutes.objects.locked(Minutes.objects.get(meeting=meeting), seen=None)
    if to not in MINUTES_MOVES[MinutesStatus(minutes.status)]:
        raise ValueError(f"Minutes that are {minutes.status} do not become {to}.")
    minutes.status = to
    return minutes.save_changes("status")


def _take_back_links_to_older(version: MinutesVersion) -> None:
    SigningLink.objects.filter(
        endorsement__version__meeting_id=version.meeting_id,
        endorsement__version__number__lt=version.number,
        used_at=None,
        revoked_at=None,
    ).update(revoked_at=timezone.now())
