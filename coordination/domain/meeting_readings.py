"""Meetings as each reader knows them: the keeping side the row as it stands, others the last version shared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from coordination.models import Meeting, MeetingParty, MinutesVersion
from foundation.access.actors import Actor
from foundation.people.models import Organisation
from foundation.places.folding import Folded, Joined, folded
from foundation.places.models import Area

MOST_OPTIONS = 200
WORDS = ("title", "place", "kind", "status")


def as_read_by(meetings: QuerySet[Meeting], actor: Actor) -> QuerySet[Meeting]:
    """Adds `shown_title`, `shown_place`, `shown_kind`, `shown_status`, `shown_day`, `shown_words`.

    Lists, searches and sorting use these: the live row may hold what its side has not shared.
    """
    last = MinutesVersion.objects.filter(meeting_id=OuterRef("pk")).order_by("-number")
    is_own = Q(held_by_id=actor.root_id)
    shown = {
        f"shown_{word}": Case(
            When(is_own, then=F(word)),
            default=Coalesce(Subquery(last.values(text=KeyTextTransform(word, "content"))[:1]), Value("")),
            output_field=CharField(),
        )
        for word in WORDS
    }
    day = last.values(shared_day=Cast(KeyTextTransform("day", "content"), DateField()))
    shown["shown_day"] = Case(When(is_own, then=F("day")), default=Subquery(day[:1]), output_field=DateField())
    words = Folded(Joined(KeyTextTransform("title", "content"), KeyTextTransform("place", "content")))
    shown["shown_words"] = Case(
        When(is_own, then=F("folded")),
        default=Coalesce(Subquery(last.values(words=words)[:1]), Value("")),
        output_field=CharField(),
    )
    return meetings.annotate(**shown)


def found(meetings: QuerySet[Meeting], words: str) -> QuerySet[Meeting]:
    """Those whose shown title or place holds these words, accents and capitals forgiven."""
    return meetings.filter(shown_words__contains=folded(words))  # type: ignore[misc]  # added by as_read_by


def met_with(meetings: QuerySet[Meeting], root_id: UUID) -> QuerySet[Meeting]:
    """Those that a side took part in, each once."""
    return meetings.filter(pk__in=MeetingParty.objects.filter(root=root_id).values("meeting_id"))


def sides_of_each() -> QuerySet[MeetingParty]:
    """The other sides of the meeting that the surrounding query is at: whoever sees it sees who took part."""
    return MeetingParty.objects.filter(meeting_id=OuterRef("pk")).order_by()


def areas_of(meetings: QuerySet[Meeting], *, asked: UUID | None = None) -> list[Area]:
    """Where these meetings were, from the country down; and the area asked for, which may hold them below it."""
    named = Q(pk__in=meetings.values("area_id"))
    return list(Area.objects.filter(named | Q(pk=asked) if asked else named)[:MOST_OPTIONS])


def held_within(rows: QuerySet[Any], area_id: str) -> QuerySet[Any]:
    """Those in this area or below it."""
    area = Area.objects.filter(pk=area_id).first()
    return rows.filter(area__path__within=area.path) if area else rows.none()


def counterparts_of(meetings: QuerySet[Meeting]) -> list[Organisation]:
    """The other sides of these meetings, by name."""
    sides = Organisation.objects.filter(pk__in=meetings.values("parties__root_id"))[:MOST_OPTIONS]
    return sorted(sides, key=lambda side: side.name.lower())


def area_name(pk: str) -> str:
    try:
        found = Area.objects.filter(pk=UUID(pk)).first()
    except ValueError:
        return ""
    return found.name if found else ""
