"""The map of an area: what lies in it, with how many people live where, as far as that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.places.models import Area, Population
from foundation.places.outlines import outlines_of
from foundation.places.population import total_of
from foundation.ui.charts.maps import choropleth
from foundation.ui.charts.values import Drawing, Mark, Shape

MOST_ON_MAP = 600


@dataclass(frozen=True)
class AreaMap:
    """`drawing` is None where no outline is known. `levels` lie in the area, and `level` is the one drawn."""

    level: int
    levels: list[int]
    drawing: Drawing | None
    without_outline: list[Area]


def map_of(area: Area, *, level: int | None, actor: Actor, on: date) -> AreaMap:
    """The areas of this level in the area; by default of the next one, or the area itself where nothing lies in it.

    Three statements.
    """
    inside = list(Area.objects.visible_to(actor).current(on=on).filter(path__within=area.path))
    count = Counter(one.level for one in inside if one.pk != area.pk)
    levels = [each for each in sorted(count) if count[each] <= MOST_ON_MAP]
    drawn = level if level in levels else next(iter(levels), area.level)
    areas = [one for one in inside if one.level == drawn]
    outlines = outlines_of(areas, on=on)
    without = [one for one in areas if one.pk not in outlines]
    if not outlines:
        return AreaMap(drawn, levels, None, without)
    year, source, counts = _best_census(areas, actor)
    shapes = [Shape(one.code, one.name, outlines.get(one.pk, ()), _mark(one, counts)) for one in areas]
    drawing = choropleth(
        f"map-{area.code.lower()}-{drawn}",
        title=_("Population of %(area)s") % {"area": area.name},
        description=f"{year} · {source}" if source else _("No count of the people here is known."),
        columns=(_("Area"), _("Population")),
        shapes=shapes,
        missing=pgettext("map", "missing"),
        tick=_grouped,
        rtl=get_language_bidi(),
    )
    return AreaMap(drawn, levels, drawing, without)


def _mark(area: Area, counts: dict[UUID, int]) -> Mark:
    count = counts.get(area.pk)
    shown = pgettext("map", "missing") if count is None else _grouped(count)
    return Mark(area.name, count, shown, area.get_absolute_url())


def _grouped(count: float) -> str:
    return number_format(round(count), use_l10n=True, force_grouping=True)


def _best_census(areas: Iterable[Area], actor: Actor) -> tuple[int, str, dict[UUID, int]]:
    """One year of one source for the whole map: that which knows most of the areas, and of those the newest."""
    rows = Population.objects.visible_to(actor).filter(area__in=[area.pk for area in areas], age_band="")
    stated: dict[tuple[int, str], dict[UUID, dict[tuple[str, str], int]]] = {}
    for row in rows:
        stated.setdefault((row.year, row.source), {}).setdefault(row.area_id, {})[row.sex, row.age_band] = row.count
    totals = {
        key: {pk: total for pk, counts in of_area.items() if (total := total_of(counts)) is not None}
        for key, of_area in stated.items()
    }
    if not any(totals.values()):
        return 0, "", {}
    year, source = max(totals, key=lambda key: (len(totals[key]), key))
    return year, source, totals[year, source]
