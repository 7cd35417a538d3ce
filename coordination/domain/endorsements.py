"""What each side answers to circulated minutes, and how: printed as it happened, never changed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from coordination.choices import EndorsementAnswer, EndorsementWay
from coordination.domain.minutes import settle_minutes
from coordination.models import Endorsement
from coordination.permissions.minutes import (
    can_endorse_minutes,
    can_endorse_minutes_with_reservation,
    can_endorse_on_behalf,
    can_object_to_minutes,
    is_awaited,
)
from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.files.storing import Checked, store
from foundation.journal.entries import record
from foundation.notices.outbox import tell
from foundation.people.recipients import recipients


@dataclass(frozen=True)
class Answer:
    """`text` is required for a reservation and an objection; `name` is who answered."""

    answer: EndorsementAnswer
    way: EndorsementWay
    name: str
    text: str = ""
    for_post_id: UUID | None = None


@transaction.atomic
def endorse_minutes(endorsement: Endorsement, *, by: Actor, seen: int | None) -> Endorsement:
    endorsement = Endorsement.objects.locked(endorsement, seen=seen)
    require(can_endorse_minutes(by, endorsement))
    return _signed_in(endorsement, EndorsementAnswer.ENDORSED, by=by)


@transaction.atomic
def endorse_minutes_with_reservation(
    endorsement: Endorsement, *, by: Actor, seen: int | None, text: str
) -> Endorsement:
    endorsement = Endorsement.objects.locked(endorsement, seen=seen)
    require(can_endorse_minutes_with_reservation(by, endorsement))
    return _signed_in(endorsement, EndorsementAnswer.RESERVATION, by=by, text=text)


@transaction.atomic
def object_to_minutes(endorsement: Endorsement, *, by: Actor, seen: int | None, text: str) -> Endorsement:
    endorsement = Endorsement.objects.locked(endorsement, seen=seen)
    require(can_object_to_minutes(by, endorsement))
    return _signed_in(endorsement, EndorsementAnswer.OBJECTED, by=by, text=text)


@transaction.atomic
def endorse_on_behalf(
    endorsement: Endorsement,
    *,
    by: Actor,
    seen: int | None,
    answer: EndorsementAnswer,
    signer_name: str,
    paper: Checked,
    text: str = "",
) -> Endorsement:
    """Enter what a side signed on paper; the photo of the paper is kept beside it."""
    endorsement = Endorsement.objects.locked(endorsement, seen=seen)
    require(can_endorse_on_behalf(by, endorsement))
    endorsement.paper = store(paper, by=by)
    return write_answer(endorsement, Answer(answer, EndorsementWay.ON_BEHALF, signer_name, text), by=by)


def write_answer(endorsement: Endorsement, answer: Answer, *, by: Actor) -> Endorsement:
    """Keep the answer, settle the minutes, tell the side that keeps them. The endorsement is held locked."""
    require(is_awaited(endorsement))
    endorsement.answer, endorsement.way = answer.answer, answer.way
    endorsement.text, endorsement.by_name = answer.text, answer.name
    endorsement.by_user, endorsement.for_post_id = by.user, answer.for_post_id
    endorsement.answered_at = timezone.now()
    endorsement.save_changes("answer", "way", "text", "by_name", "by_user", "for_post", "paper", "answered_at")
    record(VERBS[answer.answer], endorsement, by=by, answer=answer.answer, way=answer.way)
    settle_minutes(endorsement.version, by=by)
    meeting = endorsement.version.meeting
    users = set(recipients(meeting.held_by, verb="circulate_minutes", area_path=meeting.area.path)) - {by.user_id}
    tell(users, "minutes_answered", about=endorsement)
    return endorsement


VERBS = {
    EndorsementAnswer.ENDORSED: "endorsed",
    EndorsementAnswer.RESERVATION: "endorsed_with_reservation",
    EndorsementAnswer.OBJECTED: "objected",
}


def _signed_in(endorsement: Endorsement, answer: EndorsementAnswer, *, by: Actor, text: str = "") -> Endorsement:
    way = EndorsementWay.DELEGATE if by.for_post_id else EndorsementWay.SIGNED_IN
    return write_answer(endorsement, Answer(answer, way, by.name, text, by.for_post_id), by=by)
