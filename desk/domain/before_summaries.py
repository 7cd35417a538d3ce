"""Before you go: one page about a counterpart, from what this reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from coordination.choices import ACTION_UNFINISHED
from coordination.domain.meeting_readings import as_read_by
from coordination.lists import OUTCOMES
from coordination.models import ActionItem, Endorsement, Meeting, MeetingNote, MinutesVersion
from foundation.access.actors import Actor
from foundation.people.models import Organisation, Person, Post, Tenure

MOST_MEETINGS = 3
MOST_ITEMS = 20


@dataclass(frozen=True)
class Said:
    """One topic as the reader may know it."""

    title: str
    text: str
    outcome: str

    @property
    def outcome_label(self) -> str:
        return OUTCOMES.label_of(self.outcome)


@dataclass(frozen=True)
class LastMeeting:
    meeting: Meeting
    said: Sequence[Said]
    own_note: str


@dataclass(frozen=True)
class Before:
    organisation: Organisation
    is_own_side: bool
    posts: Sequence[Post]
    meetings: Sequence[LastMeeting]
    we_owe: Sequence[ActionItem]
    they_owe: Sequence[ActionItem]
    answers: Sequence[Endorsement]


def before(actor: Actor, organisation: Organisation, *, on: date) -> Before:
    """What to know before meeting this organisation: at most seven statements."""
    owed = list(
        ActionItem.objects.visible_to(actor)
        .between(actor.root_id, organisation.root_id)
        .filter(status__in=ACTION_UNFINISHED)
        .select_related("owner", "agreed_with")
        .order_by("due_on", "pk")[: 2 * MOST_ITEMS]
    )
    return Before(
        organisation=organisation,
        is_own_side=organisation.root_id == actor.root_id,
        posts=list(_posts(actor, organisation, on)),
        meetings=_last_meetings(actor, organisation),
        we_owe=[item for item in owed if item.owner_root_id == actor.root_id],
        they_owe=[item for item in owed if item.owner_root_id != actor.root_id],
        answers=_last_answers(actor, organisation),
    )


def _posts(actor: Actor, organisation: Organisation, on: date) -> Any:
    # Outside the mission its offices are named, not its staff.
    known = Person.objects.visible_to(actor).values("pk")
    tenures = Tenure.objects.visible_to(actor).current(on=on).filter(person_id__in=known).select_related("person")
    return (
        Post.objects.visible_to(actor)
        .filter(organisation__root_id=organisation.root_id, retired_on=None)
        .prefetch_related(Prefetch("tenures", tenures, to_attr="current_tenures"))
        .order_by("-is_head", "pk")
    )


def _last_meetings(actor: Actor, organisation: Organisation) -> list[LastMeeting]:
    notes = MeetingNote.objects.visible_to(actor).filter(held_by_id=actor.root_id)
    with_them = Q(parties__root_id=organisation.root_id) | Q(held_by_id=organisation.root_id)
    meetings = (
        as_read_by(Meeting.objects.visible_to(actor).held().filter(with_them).distinct(), actor)
        .select_related("area")
        .prefetch_related(
            "topics",
            Prefetch("versions", MinutesVersion.objects.visible_to(actor).order_by("-number")),
            Prefetch("notes", notes, to_attr="own_notes"),
        )
        .order_by("-day", "-starts_at", "-pk")[:MOST_MEETINGS]
    )
    return [
        LastMeeting(meeting, _said(actor, meeting), "\n\n".join(note.text for note in meeting.own_notes))
        for meeting in meetings
    ]


def _said(actor: Actor, meeting: Meeting) -> list[Said]:
    """The side that keeps the record reads it as it stands; others the version shared with them last."""
    if meeting.held_by_id == actor.root_id:
        topics = [topic for topic in meeting.topics.all() if topic.held_by_id in {None, actor.root_id}]
        return [Said(topic.title, topic.text, topic.outcome) for topic in topics]
    version = next(iter(meeting.versions.all()), None)
    frozen = version.content.get("topics", []) if version else []
    return [Said(topic["title"], topic["text"], topic["outcome"]) for topic in frozen]


def _last_answers(actor: Actor, organisation: Organisation) -> list[Endorsement]:
    """How the latest circulated minutes with this side were answered, by each of those asked."""
    newest = (
        MinutesVersion.objects.visible_to(actor)
        .filter(asks_endorsement=True, endorsements__organisation__root_id=organisation.root_id)
        .order_by("-meeting__day", "-number")
        .values("pk")[:1]
    )
    return list(
        Endorsement.objects.visible_to(actor)
        .filter(version_id__in=newest)
        .select_related("organisation", "version__meeting")
        .order_by("pk")
    )
