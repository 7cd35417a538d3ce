"""What happened to a meeting and its minutes, from the journal, as its reader may know it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from coordination.choices import MeetingDeed
from coordination.domain.action_item_timelines import TimelineLine
from coordination.models import Meeting, Minutes
from foundation.access.actors import Actor
from foundation.journal.models import Entry
from foundation.people.models import Organisation, Person, Post
from foundation.places.models import in_language

MOST_LINES = 30
# What every side that reads the record learns of; the rest is told to the side that did it.
TOLD_TO_ALL = (
    MeetingDeed.SHARED, MeetingDeed.CIRCULATED, MeetingDeed.AGREED, MeetingDeed.AGREED_WITH_RESERVATIONS,
    MeetingDeed.CONTESTED,
)  # fmt: skip


def meeting_timeline(meeting: Meeting, minutes: Minutes | None, reader: Actor) -> list[TimelineLine]:
    """The latest lines, oldest first. One statement.

    Corrections, notes and files of one side are there for those of that side who read what is internal.
    """
    subjects = [meeting.pk, *([minutes.pk] if minutes else [])]
    told = Q(verb__in=TOLD_TO_ALL)
    if reader.root_id and reader.may("see_internal"):
        told |= Q(by_root_id=reader.root_id, verb__in=MeetingDeed.values)
    entries = with_names(Entry.objects.filter(told, subject_id__in=subjects), reader).order_by("-pk")[:MOST_LINES]
    return [_line(entry) for entry in reversed(entries)]


def last_change(meeting_id: UUID, reader: Actor) -> TimelineLine | None:
    """Who of the reader's own side wrote last on this meeting, and when."""
    entries = Entry.objects.filter(subject_id=meeting_id, by_root_id=reader.root_id, verb__in=MeetingDeed.values)
    entry = with_names(entries, reader).order_by("-pk").first()
    return _line(entry) if entry else None


def with_names(entries: QuerySet[Entry], reader: Actor) -> QuerySet[Entry]:
    """Who acted, as the reader may know it: outside the mission its office is named, not its staff."""
    people = Person.objects.visible_to(reader).filter(user_id=OuterRef("by_user_id"))
    return entries.annotate(
        by_person=Subquery(people.values("full_name")[:1]),
        by_post=Subquery(Post.objects.filter(pk=OuterRef("for_post_id")).values("titles")[:1]),
        by_side=Subquery(Organisation.objects.filter(pk=OuterRef("by_root_id")).values("names")[:1]),
    )


def _line(entry: Any) -> TimelineLine:
    post, side = (in_language(names) if names else "" for names in (entry.by_post, entry.by_side))
    by = tuple(filter(None, [entry.by_person or "", post, side]))
    return TimelineLine(text=str(MeetingDeed(entry.verb).label), detail="", by=by, at=entry.at)
