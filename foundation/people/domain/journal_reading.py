"""What an auditor may read of the journal, and how it is found."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from foundation.access.choices import Sensitivity
from foundation.journal.models import Entry
from foundation.people.models import Person
from foundation.places.folding import folded

OPEN_TO_THE_AUDITOR = [Sensitivity.PUBLIC, Sensitivity.SHARED, Sensitivity.INTERNAL]


def readable_entries() -> QuerySet[Entry]:
    """Restricted ones are neither shown nor counted."""
    return Entry.objects.filter(sensitivity__in=OPEN_TO_THE_AUDITOR)


def since(rows: QuerySet[Entry], day: date) -> QuerySet[Entry]:
    return rows.filter(at__gte=timezone.make_aware(datetime.combine(day, time.min)))


def until(rows: QuerySet[Entry], day: date) -> QuerySet[Entry]:
    """That day included."""
    return rows.filter(at__lte=timezone.make_aware(datetime.combine(day, time.max)))


def by_words(rows: QuerySet[Entry], words: str) -> QuerySet[Entry]:
    """A verb as it is written, or part of the name of who did it."""
    people = Person.objects.filter(folded__contains=folded(words)).exclude(user=None)
    return rows.filter(Q(verb=words) | Q(by_user_id__in=people.values("user_id")))
