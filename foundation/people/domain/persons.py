"""Everything that changes a person's entry."""

from __future__ import annotations

from django.db import transaction

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.people.models import Person
from foundation.people.permissions import can_add_person, can_rename_person


@transaction.atomic
def add_person(*, full_name: str, latin_name: str = "", by: Actor) -> Person:
    require(can_add_person(by))
    person = Person.objects.create(full_name=full_name, latin_name=latin_name)
    record("added", person, by=by)
    return person


@transaction.atomic
def rename_person(person: Person, *, full_name: str, latin_name: str, by: Actor, seen: int) -> Person:
    person = Person.objects.locked(person, seen=seen)
    require(can_rename_person(by, person))
    person.full_name, person.latin_name = full_name, latin_name
    person.save_changes("full_name", "latin_name")
    record("renamed", person, by=by)
    return person
