"""Everything that changes an organisation."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.people.domain.posts import close_post
from foundation.people.models import Organisation
from foundation.people.permissions import (
    can_add_organisation,
    can_place_organisation,
    can_rename_organisation,
    can_retire_organisation,
)
from foundation.places.models import Area


@transaction.atomic
def add_organisation(
    *, names: dict[str, str], kind: str, area: Area, parent: Organisation | None, by: Actor
) -> Organisation:
    """A side of its own, or below `parent` a component that shares its root."""
    require(can_add_organisation(by))
    require(can_place_organisation(by, kind=kind, area=area, parent=parent))
    pk = uuid7()
    root_id = parent.root_id if parent else pk
    organisation = Organisation.objects.create(pk=pk, names=names, kind=kind, area=area, parent=parent, root_id=root_id)
    record("added", organisation, by=by, kind=kind)
    return organisation


@transaction.atomic
def rename_organisation(organisation: Organisation, *, names: dict[str, str], by: Actor, seen: int) -> Organisation:
    organisation = Organisation.objects.locked(organisation, seen=seen)
    require(can_rename_organisation(by, organisation))
    organisation.names = names
    organisation.save_changes("names")
    record("renamed", organisation, by=by)
    return organisation


@transaction.atomic
def retire_organisation(organisation: Organisation, *, by: Actor, seen: int) -> Organisation:
    """It and its posts take part in nothing new; what it owes and is owed stays on record."""
    organisation = Organisation.objects.locked(organisation, seen=seen)
    require(can_retire_organisation(by, organisation))
    for post in organisation.posts.select_for_update().filter(retired_on=None):
        close_post(post, by=by)
    organisation.retired_on = timezone.localdate()
    organisation.save_changes("retired_on")
    record("retired", organisation, by=by)
    return organisation
