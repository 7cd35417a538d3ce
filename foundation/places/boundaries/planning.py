"""What an import would change. Pure: files and standing areas in, a plan out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foundation.places.boundaries.comparing import is_other_name, plain
from foundation.places.boundaries.plans import Dropped, Known, Plan, Planned, Standing, Suspicion, shown
from foundation.places.boundaries.settling import Settled, ordered
from foundation.places.boundaries.succession import successors_of
from foundation.places.boundaries.units import Reading, Unit

# A new edition that loses more of a level than this share is asked about.
MOST_DROPPED = 0.5


def plan_import(reading: Reading, *, country: str, edition: str, as_of: date, is_new: bool, standing: Standing) -> Plan:
    """Compare what the files state with what stands. `is_new`: this edition has not been imported before."""
    settled = Settled(reading, country=country, standing=standing)
    areas = tuple(_planned(unit, standing.areas.get(unit.code), settled) for unit in ordered(settled.units.values()))
    dropped = _dropped(settled, areas)
    suspicions = [*settled.suspicions, *_orphans(settled, areas, dropped), *_losses(settled, dropped, edition)]
    return Plan(
        country=country,
        edition=edition,
        as_of=as_of,
        is_new=is_new,
        areas=areas,
        dropped=dropped,
        suspicions=tuple(dict.fromkeys(suspicions)),
        notes=tuple(_notes(settled, areas)),
    )


def _planned(unit: Unit, known: Known | None, settled: Settled) -> Planned:
    if known is None:
        names = unit.names or {"en": unit.code}
        return Planned(unit.code, unit.level, unit.parent, names, names, unit.drawn, None, unit.source)
    new_names = {language: name for language, name in unit.names.items() if known.said_names.get(language) != name}
    if is_other_name(unit.names, known.said_names):
        reason = f"The name of {unit.code} changed: {shown(known.said_names)} → {shown(unit.names)}."
        settled.suspect(unit.code, reason, "renames it; its records stay with it", unit.source)
    if unit.level != known.level:
        reason = f"The level of {unit.code} changed: {known.level} → {unit.level}."
        settled.suspect(unit.code, reason, "moves it; its records stay with it", unit.source)
    return Planned(
        code=unit.code,
        level=unit.level,
        parent=unit.parent,
        said_names={**known.said_names, **unit.names},
        new_names=new_names,
        drawn=unit.drawn,
        known=known,
        source=unit.source,
        is_renamed=bool(new_names),
        is_moved=(unit.parent, unit.level) != (known.said_parent, known.level),
        is_redrawn=unit.drawn is not None and unit.drawn.digest != known.drawn_as,
        # Ended by hand since this edition came: that is no news to it.
        is_back=known.ended_on is not None and not known.is_in_set,
    )


def _dropped(settled: Settled, areas: tuple[Planned, ...]) -> tuple[Dropped, ...]:
    """Standing areas of the levels these files are about that the files do not know.

    What was entered by hand stays: no edition has ever known it.
    """
    gone = [
        known
        for known in settled.standing.areas.values()
        if known.level in settled.levels
        and known.code not in settled.units
        and known.ended_on is None
        and not known.is_by_hand
    ]
    new = [area for area in areas if area.is_added or area.is_redrawn]
    return tuple(Dropped(known, successors_of(known, new)) for known in sorted(gone, key=lambda one: one.code))


def _losses(settled: Settled, dropped: tuple[Dropped, ...], edition: str) -> Iterable[Suspicion]:
    """Areas dropped in a way that looks like a file with a part missing."""
    for one in dropped:
        if one.known.is_in_set:
            reason = f"{one.known.code} was in edition {edition} before and is not in the files any more."
            yield Suspicion(one.known.code, reason, "ends it")
    for level in sorted(settled.levels):
        standing = [one for one in settled.standing.areas.values() if one.level == level and one.ended_on is None]
        gone = [one for one in dropped if one.known.level == level]
        if len(gone) > MOST_DROPPED * len(standing):
            reason = f"{len(gone)} of {len(standing)} areas of level {level} would be dropped."
            yield Suspicion(f"level-{level}", reason, "drops them")


def _orphans(settled: Settled, areas: tuple[Planned, ...], dropped: tuple[Dropped, ...]) -> Iterable[Suspicion]:
    """Units below a dropped one that stay where they were."""
    gone = {one.known.code for one in dropped}
    placed = {area.code for area in areas}
    for known in settled.standing.areas.values():
        if known.parent in gone and known.code not in gone | placed and known.ended_on is None:
            reason = f"Its parent is missing: {known.code} lies in {known.parent}, which is dropped."
            yield Suspicion(known.code, reason, f"leaves it in {known.parent}")


def _notes(settled: Settled, areas: tuple[Planned, ...]) -> Iterable[str]:
    mended = [area.code for area in areas if area.drawn and area.drawn.repair]
    if mended:
        yield f"Outlines that crossed themselves and were mended: {_some(mended)}."
    nameless = [area.code for area in areas if area.is_added and area.said_names == {"en": area.code}]
    if nameless:
        yield f"Without a name in the files, going by their code: {_some(nameless)}."
    undrawn = [area.code for area in areas if area.level and area.is_undrawn]
    if undrawn:
        yield f"Without an outline in this edition: {_some(undrawn)}."
    if settled.uncovered:
        outside = _some(settled.uncovered)
        yield f"Drawn where the level above has nothing: {outside}."
    standing = settled.standing.areas.values()
    by_hand = [one.code for one in standing if one.is_by_hand and one.level in settled.levels]
    stay = [code for code in by_hand if code not in settled.units]
    if stay:
        yield f"Entered by hand, in no file, and staying: {_some(stay)}."
    named: dict[tuple[str, str], str] = {}
    twins: list[str] = []
    for area in areas:
        other = named.setdefault((area.parent, plain(area.name)), area.code)
        twins += [f"{other}/{area.code}"] if other != area.code else []
    if twins:
        yield f"Sharing their name with a neighbour: {_some(twins)}."


def _some(codes: list[str]) -> str:
    more = f" and {len(codes) - 10} more" if len(codes) > 10 else ""
    return f"{', '.join(codes[:10])}{more} ({len(codes)})"
