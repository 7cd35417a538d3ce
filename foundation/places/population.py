"""How many people live where, by sex and age, each count with its year and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.places.choices import ALL_AGES, Sex
from foundation.places.models import Area, Population
from foundation.places.permissions import can_record_population

# What the page offers where a source has no bands of its own yet.
USUAL_BANDS = ("0-4", "5-17", "18-59", "60+")
MOST_PEOPLE = 10_000_000_000
OLDEST = 130

# (sex, age band) → people. What is not known is not among the keys.
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Cell:
    """`count` is None where nothing is known, which is not zero."""

    sex: str
    band: str
    count: int | None


@dataclass(frozen=True)
class Line:
    """One age band, or everybody (`band` empty), in the order of `Sex`."""

    band: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Census:
    """What one source says of one area and year."""

    year: int
    source: str
    total: int | None
    lines: tuple[Line, ...]


@transaction.atomic
def record_population(area: Area, *, year: int, source: str, counts: Counts, by: Actor, seen: int | None) -> Area:
    """What this source says of this year, instead of what it said before. No counts: it is taken away.

    Raises:
        ValidationError: the parts are more than, or other than, their sum.
    """
    area = Area.objects.locked(area, seen=seen)
    require(can_record_population(by, area))
    if problems := sum_problems(counts):
        raise ValidationError(problems)
    replace_counts([(area, year, source, counts)])
    area.save_changes()
    record("population_recorded", area, by=by, year=year)
    return area


def replace_counts(stated: Iterable[tuple[Area, int, str, Counts]]) -> None:
    """Rows anew for each area, year and source, in a transaction of the caller's."""
    stated = list(stated)
    for year, source in {(year, source) for _area, year, source, _counts in stated}:
        areas = [area.pk for area, its_year, its_source, _counts in stated if (its_year, its_source) == (year, source)]
        Population.objects.filter(area__in=areas, year=year, source=source).delete()
    rows = [
        Population(area=area, year=year, source=source, sex=sex, age_band=band, count=count)
        for area, year, source, counts in stated
        for (sex, band), count in counts.items()
    ]
    Population.objects.bulk_create(rows, batch_size=2_000)


def sum_problems(counts: Counts) -> list[str]:
    """Sentences about sums that do not add up: over the sexes of a band, and over the bands of a sex.

    Parts that are all known must give their sum; where one is missing they may only be less.
    """
    bands = sorted_bands({band for _sex, band in counts if band})
    problems = [*_overlaps(bands)]
    for band in (ALL_AGES, *bands):
        parts = [counts.get((sex, band)) for sex in (Sex.FEMALE, Sex.MALE)]
        problems += _compared(counts.get((Sex.ALL, band)), parts, is_whole=True, what=_named(Sex.ALL, band))
    for sex in Sex:
        parts = [counts.get((sex, band)) for band in bands]
        told = _compared(counts.get((sex, ALL_AGES)), parts, is_whole=covers_all(bands), what=_named(sex, ALL_AGES))
        problems += told if bands and not problems else []
    return problems


def _compared(total: int | None, parts: list[int | None], *, is_whole: bool, what: str) -> list[str]:
    known = [part for part in parts if part is not None]
    if total is None or not known:
        return []
    facts = {"what": what, "sum": sum(known), "total": total}
    if sum(known) > total:
        return [_("%(what)s: the parts are %(sum)s, more than the total of %(total)s.") % facts]
    if is_whole and len(known) == len(parts) and sum(known) != total:
        return [_("%(what)s: the parts are %(sum)s, the total says %(total)s.") % facts]
    return []


def _named(sex: str, band: str) -> str:
    return f"{Sex(sex).label}, {band}" if band else str(Sex(sex).label)


def _overlaps(bands: list[str]) -> list[str]:
    for one, other in pairwise(bands):
        if span(one)[1] >= span(other)[0]:
            return [_("The age bands %(one)s and %(other)s overlap.") % {"one": one, "other": other}]
    return []


def span(band: str) -> tuple[int, int]:
    """First and last year of age; "60+" reaches to the oldest."""
    first, sign, last = re.fullmatch(r"(\d{1,3})(-|\+)(\d{0,3})", band).groups()  # type: ignore[union-attr]
    return int(first), OLDEST if sign == "+" else int(last)


def is_band(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(-\d{1,3}|\+)", text)) and span(text)[0] <= span(text)[1] <= OLDEST


def sorted_bands(bands: Iterable[str]) -> list[str]:
    return sorted(bands, key=span)


def covers_all(bands: list[str]) -> bool:
    """From birth to the oldest without a gap."""
    spans = [span(band) for band in bands]
    if not spans or spans[0][0] != 0 or spans[-1][1] != OLDEST:
        return False
    return all(one[1] + 1 == other[0] for one, other in pairwise(spans))


def censuses_of(area: Area, *, actor: Actor) -> list[Census]:
    """The newest year first. One statement."""
    rows = Population.objects.visible_to(actor).filter(area=area).order_by("-year", "source")
    stated: dict[tuple[int, str], dict[tuple[str, str], int]] = {}
    for row in rows:
        stated.setdefault((row.year, row.source), {})[row.sex, row.age_band] = row.count
    return [census(year, source, counts) for (year, source), counts in stated.items()]


def census(year: int, source: str, counts: Counts) -> Census:
    bands = sorted_bands({band for _sex, band in counts if band})
    lines = tuple(
        Line(band, tuple(Cell(sex, band, counts.get((sex, band))) for sex in Sex.values)) for band in (ALL_AGES, *bands)
    )
    return Census(year, source, total_of(counts), lines)


def total_of(counts: Counts) -> int | None:
    """Everybody: as stated, else women and men together where both are known, else unknown."""
    if (Sex.ALL, ALL_AGES) in counts:
        return counts[Sex.ALL, ALL_AGES]
    sexes = [counts.get((sex, ALL_AGES)) for sex in (Sex.FEMALE, Sex.MALE)]
    known = [count for count in sexes if count is not None]
    return sum(known) if len(known) == len(sexes) else None
