"""Meetings as each reader knows them: the keeping side the row as it stands, others the last version shared."""

from __future__ import annotations

from django.db.models import Case, CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from coordination.models import Meeting, MinutesVersion
from foundation.access.actors import Actor
from foundation.places.folding import Folded, Joined, folded

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
    return meetings.filter(shown_words__contains=folded(words))
