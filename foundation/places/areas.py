"""Everything that changes an area by hand. A whole map is changed by `places.boundaries`."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.places import permissions
from foundation.places.models import Area, AreaVersion, BoundarySet

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
RADIO_CODE = re.compile(r"[A-Z0-9]{0,6}")
BY_HAND = "by hand"


@transaction.atomic
def add_area(
    *,
    code: str,
    names: dict[str, str],
    parent: Area | None,
    boundary_set: BoundarySet,
    valid_from: date,
    zone: str,
    radio_code: str = "",
) -> Area:
    """A new area below `parent` (None: a country), with its first version.

    Raises:
        ValidationError: the code cannot stand in a path, or there is no such time zone.
    """
    if not CODE.fullmatch(code):
        raise ValidationError(_("A code holds only letters without accents, digits, - and _."))
    check_zone(zone)
    path = f"{parent.path}.{code}" if parent else code
    level = parent.level + 1 if parent else 0
    area = Area.objects.create(
        code=code,
        names=names,
        parent=parent,
        path=path,
        level=level,
        time_zone=zone,
        radio_code=radio_code,
    )
    AreaVersion.objects.create(area=area, boundary_set=boundary_set, names=names, parent=parent, valid_from=valid_from)
    return area


@transaction.atomic
def enter_area(
    *,
    parent: Area | None,
    code: str,
    names: dict[str, str],
    radio_code: str,
    time_zone: str,
    valid_from: date,
    by: Actor,
) -> Area:
    """An area that no map knows; `parent` None: a country. An edition that knows its code takes it over later.

    Raises:
        ValidationError: the code or the radio code is another area's, or one of them cannot be used.
    """
    if parent is None:
        require(permissions.can_manage_areas(by))
        if not re.fullmatch(r"[A-Z]{3}", code):
            raise ValidationError({"code": _("A country has the three letters that maps use, as in CAF.")})
    else:
        parent = Area.objects.select_for_update(of=("self",)).get(pk=parent.pk)
        require(permissions.can_add_area(by, parent))
    if Area.objects.filter(code=code).exists():
        raise ValidationError({"code": _("Another area has this code.")})
    check_radio_code(radio_code)
    country = parent.path.partition(".")[0] if parent else code
    boundary_set, _is_new = BoundarySet.objects.get_or_create(
        country=country[:3], edition=BY_HAND, defaults={"as_of": valid_from, "is_by_hand": True}
    )
    area = add_area(
        code=code,
        names=names,
        parent=parent,
        boundary_set=boundary_set,
        valid_from=valid_from,
        zone=time_zone,
        radio_code=radio_code,
    )
    record("added", area, by=by, radio_code=radio_code, time_zone=time_zone)
    return area


@transaction.atomic
def rename_area(area: Area, *, names: dict[str, str], by: Actor, seen: int | None) -> Area:
    """Spell it anew or in more languages. What the editions of the map say stands in the versions."""
    area = Area.objects.locked(area, seen=seen)
    require(permissions.can_rename_area(by, area))
    area.names = names
    area.save_changes("names")
    record("renamed", area, by=by)
    return area


@transaction.atomic
def change_area(area: Area, *, radio_code: str, time_zone: str, by: Actor, seen: int | None) -> Area:
    """References given before keep the radio code they were made with.

    Raises:
        ValidationError: the radio code is another area's, or there is no such time zone.
    """
    area = Area.objects.locked(area, seen=seen)
    require(permissions.can_change_area(by, area))
    check_zone(time_zone)
    check_radio_code(radio_code, of=area)
    area.radio_code, area.time_zone = radio_code, time_zone
    area.save_changes("radio_code", "time_zone")
    record("changed", area, by=by, radio_code=radio_code, time_zone=time_zone)
    return area


@transaction.atomic
def end_area(area: Area, *, ended_on: date, by: Actor, seen: int | None) -> Area:
    """From `ended_on` on it is no more. Its records stay with it.

    Raises:
        ValidationError: it did not exist yet on the day before.
    """
    area = Area.objects.locked(area, seen=seen)
    require(permissions.can_end_area(by, area))
    standing = area.versions.filter(valid_until=None)
    if standing.filter(valid_from__gte=ended_on).exists():
        raise ValidationError({"ended_on": _("Choose a day after the one on which its last version begins.")})
    standing.update(valid_until=ended_on)
    area.ended_on = ended_on
    area.save_changes("ended_on")
    record("ended", area, by=by, ended_on=ended_on)
    return area


@transaction.atomic
def reopen_area(area: Area, *, by: Actor, seen: int | None) -> Area:
    """It was ended by mistake: its last version holds again, and nobody succeeded it."""
    area = Area.objects.locked(area, seen=seen)
    require(permissions.can_reopen_area(by, area))
    last = area.versions.order_by("valid_from").last()
    if last is not None:
        last.valid_until = None
        last.save(update_fields=["valid_until"])
    area.succeeded_by.clear()
    area.ended_on = None
    area.save_changes("ended_on")
    record("reopened", area, by=by)
    return area


@transaction.atomic
def name_successor(area: Area, *, successor: Area, by: Actor, seen: int | None) -> Area:
    """`successor` takes its place, wholly or in part. Records stay where they are.

    Raises:
        ValidationError: an area cannot follow itself, by whatever way round, nor can one that ended before it.
    """
    area = Area.objects.locked(area, seen=seen)
    require(permissions.can_name_successor(by, area))
    if area.pk in _followers(successor):
        raise ValidationError({"successor": _("This area follows the other one already.")})
    if successor.ended_on and area.ended_on and successor.ended_on <= area.ended_on:
        raise ValidationError({"successor": _("That area ended before this one.")})
    area.succeeded_by.add(successor)
    area.save_changes()
    record("successor_named", area, by=by)
    return area


@transaction.atomic
def take_successor_away(area: Area, *, successor: Area, by: Actor, seen: int | None) -> Area:
    area = Area.objects.locked(area, seen=seen)
    require(permissions.can_take_successor_away(by, area))
    area.succeeded_by.remove(successor)
    area.save_changes()
    record("successor_taken_away", area, by=by)
    return area


def _followers(area: Area) -> set[object]:
    """The area itself and all that follow it, one after the other."""
    found: set[object] = set()
    waiting = [area.pk]
    while waiting:
        found |= set(waiting)
        after = Area.objects.filter(predecessors__in=waiting).values_list("pk", flat=True)
        waiting = [pk for pk in after if pk not in found]
    return found


def check_zone(zone: str) -> None:
    """Raises ValidationError when there is no such time zone."""
    if zone not in available_timezones():
        raise ValidationError(_("There is no time zone of this name."))


def check_radio_code(radio_code: str, *, of: Area | None = None) -> None:
    """Raises ValidationError when it cannot be said over a radio or another area is called so."""
    if not RADIO_CODE.fullmatch(radio_code):
        raise ValidationError({"radio_code": _("A radio code has up to six capital letters and digits.")})
    others = Area.objects.filter(radio_code=radio_code)
    if of is not None:
        others = others.exclude(pk=of.pk)
    if radio_code and others.exists():
        raise ValidationError({"radio_code": _("Another area has this radio code.")})
