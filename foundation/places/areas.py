"""Everything that changes an area."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.places.models import Area, AreaVersion, BoundarySet

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


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
    if zone not in available_timezones():
        raise ValidationError(_("There is no time zone of this name."))
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
