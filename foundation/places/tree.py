"""The tree of areas as a page shows it: one branch open, the rest closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from foundation.access.actors import Actor
from foundation.places.models import Area

MOST_CHILDREN = 60


@dataclass
class Branch:
    """An area with what lies in it: `count` areas, of which `children` are drawn when it `is_open`."""

    area: Area
    count: int
    is_open: bool = False
    children: list[Branch] = field(default_factory=list)

    @property
    def has_more(self) -> bool:
        return self.count > len(self.children)


def tree(actor: Actor, *, opened: Area | None, on: date) -> list[Branch]:
    """The countries, and every area on the way to `opened`, each with what lies in it. One statement.

    With no area opened and one country only, that is open.
    """
    codes = opened.path.split(".") if opened else []
    on_the_way = Q(parent__code__in=codes) | Q(parent=None)
    if not codes:
        on_the_way |= Q(parent__parent=None)
    current = Q(children__ended_on=None) | Q(children__ended_on__gt=on)
    rows = Area.objects.visible_to(actor).current(on=on).filter(on_the_way).annotate(inside=Count("children", current))
    below: dict[UUID | None, list[Branch]] = {}
    for area in sorted(rows, key=lambda area: area.name.casefold()):
        below.setdefault(area.parent_id, []).append(Branch(area, area.inside))  # type: ignore[attr-defined]
    roots = below.get(None, [])
    if not codes and len(roots) == 1:
        codes = [roots[0].area.code]
    for branch in (one for branches in below.values() for one in branches):
        if branch.area.code in codes:
            branch.is_open = True
            branch.children = below.get(branch.area.pk, [])[:MOST_CHILDREN]
    return roots


def branch_of(branches: list[Branch], area: Area) -> Branch | None:
    """The branch of this area, wherever it hangs."""
    for branch in branches:
        if found := branch if branch.area == area else branch_of(branch.children, area):
            return found
    return None
