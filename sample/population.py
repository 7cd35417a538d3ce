"""How many people live in each district of Carana, by sex and age; provinces and country are the sums."""

from __future__ import annotations

from collections import Counter
from random import Random

from sample.records import PlannedArea, PlannedPopulation

PEOPLE = 14_000_000
SOURCE = "Carana census office, estimate"
BANDS = {"0-4": 0.155, "5-17": 0.33, "18-59": 0.455, "60+": 0.06}
# Where the capital of the country and those of the provinces lie, more people live.
CAPITAL, PROVINCIAL = 4.0, 1.6
DISTRICT_CODE = 7

Counts = Counter[tuple[str, str]]


def plan_population(areas: tuple[PlannedArea, ...], chance: Random) -> tuple[PlannedPopulation, ...]:
    """Total first, then by sex, by age and by both; the parts always add up."""
    districts = [area for area in areas if len(area.code) == DISTRICT_CODE]
    weights = {area.key: chance.uniform(180, 420) * _pull(area) for area in districts}
    scale = PEOPLE / sum(weights.values())
    counts: dict[str, Counts] = {key: _divided(round(weight * scale), chance) for key, weight in weights.items()}
    for area in districts:
        province = next(one for one in areas if one.key == area.parent)
        for above in (province.key, province.parent):
            counts.setdefault(above, Counter()).update(counts[area.key])
    return tuple(
        PlannedPopulation(area.key, tuple((*cell, count) for cell, count in sorted(counts[area.key].items())))
        for area in areas
        if area.key in counts
    )


def _pull(area: PlannedArea) -> float:
    """The first district of a province holds its capital."""
    if area.code == "CRN0101":
        return CAPITAL
    return PROVINCIAL if area.code.endswith("01") else 1.0


def _divided(people: int, chance: Random) -> Counts:
    """By sex and band; `all` and the empty band are the sums of their parts."""
    shares = {band: share * chance.uniform(0.9, 1.1) for band, share in BANDS.items()}
    whole = sum(shares.values())
    parts: Counts = Counter()
    left = people
    for number, (band, share) in enumerate(shares.items(), start=1):
        count = left if number == len(shares) else round(people * share / whole)
        left -= count
        women = round(count * chance.uniform(0.49, 0.525))
        for sex, some in (("female", women), ("male", count - women)):
            for cell in ((sex, band), (sex, ""), ("all", band), ("all", "")):
                parts[cell] += some
    return parts
