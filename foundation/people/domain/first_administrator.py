"""The first person of an empty instance: who holds the printed link names the mission and becomes its administrator."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from foundation.access.actors import Actor
from foundation.accounts.models import User
from foundation.journal.entries import record
from foundation.mission.domain import settings_row
from foundation.mission.reading import forget
from foundation.people.choices import Side
from foundation.people.models import Membership, Organisation, Person
from foundation.people.roles import Role
from foundation.places.areas import add_area
from foundation.places.models import Area, BoundarySet

SALT = "concord.first_administrator"
BY_HAND = "by hand"
# Any number that no other lock of ours has: two who press at once are one after the other.
LOCK = 7_061_977_301


class FirstLinkGone(Exception):
    """Somebody has an account here already, or this is not the link."""


@dataclass(frozen=True)
class Beginning:
    """What is known on the first day. `language` is that of the names and of the administrator's pages."""

    mission: str
    country: str
    country_code: str
    zone: str
    full_name: str
    email: str
    language: str


def token() -> str:
    """The secret in the address, made from the server's key: the same at each start, nothing is stored."""
    digest = salted_hmac(SALT, "the first", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_open(given: str) -> bool:
    """Whether the link is the right one and nobody has used it: an instance with an account has its administrator."""
    return constant_time_compare(given, token()) and not User.objects.exists()


@transaction.atomic
def become_first_administrator(beginning: Beginning, *, given: str, password: str) -> User:
    """Make the country, the mission and its administrator's account. Of two who hold the link one is first.

    Raises:
        FirstLinkGone: the link no longer works.
        ValidationError: the country's code cannot be used.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    if not is_open(given):
        raise FirstLinkGone
    country = _country(beginning)
    organisation = Organisation(names={beginning.language: beginning.mission}, kind=Side.MISSION, area=country)
    organisation.root_id = organisation.pk
    organisation.save(force_insert=True)
    user = User.objects.create_user(beginning.email, password, language=beginning.language)
    person = Person.objects.create(full_name=beginning.full_name, user=user)
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=Role.ADMINISTRATOR, from_on=timezone.localdate()
    )
    membership.areas.set([country])
    by = Actor(user=user, organisation_id=organisation.pk, root_id=organisation.pk, via="link")
    record("added", organisation, by=by, kind=organisation.kind)
    record("added", membership, by=by, role=membership.role, organisation_id=organisation.pk)
    _name_the_mission(beginning, by=by)
    return user


def _country(beginning: Beginning) -> Area:
    """As entered by hand; where a map was imported first, the country it drew."""
    known = Area.objects.filter(code=beginning.country_code, level=0).first()
    if known is not None:
        return known
    today = timezone.localdate()
    boundary_set = BoundarySet.objects.create(
        country=beginning.country_code, edition=BY_HAND, as_of=today, is_by_hand=True
    )
    return add_area(
        code=beginning.country_code,
        names={beginning.language: beginning.country},
        parent=None,
        boundary_set=boundary_set,
        valid_from=today,
        zone=beginning.zone,
    )


def _name_the_mission(beginning: Beginning, *, by: Actor) -> None:
    row = settings_row()
    row.names, row.zone = {beginning.language: beginning.mission}, beginning.zone
    row.save_changes("names", "zone")
    record("changed", row, by=by, zone=row.zone)
    transaction.on_commit(forget)
