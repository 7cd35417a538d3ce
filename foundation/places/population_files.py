"""Counts of people coming in as CSV: a count to a row, or OCHA's COD-PS with a column for each sex and age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.journal.entries import record_many
from foundation.places.boundaries.columns import column_of
from foundation.places.boundaries.csv_rows import is_comment, rows_of, text_of
from foundation.places.boundaries.units import Fault, Unreadable
from foundation.places.choices import ALL_AGES, Sex
from foundation.places.models import Area, Population
from foundation.places.population import MOST_PEOPLE, Counts, is_band, replace_counts, sum_problems, total_of

SEXES = {
    **dict.fromkeys(("t", "total", "all", "both", "all sexes", ""), Sex.ALL),
    **dict.fromkeys(("f", "female", "females", "women", "femme", "femmes"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "males", "men", "homme", "hommes"), Sex.MALE),
}
EVERY_AGE = {"", "all", "total", "tl", "t", "all ages"}
# T_TL, F_00_04, M_80PLUS
WIDE = re.compile(r"([TFM])_(TL|(\d{1,3})_(\d{1,3})|(\d{1,3})(?:PLUS|\+))", re.IGNORECASE)
LONG = {
    "year": {"year", "reference_year", "referenceyear", "date"},
    "source": {"source"},
    "sex": {"sex", "gender"},
    "age": {"age", "age_band", "age_group", "ageband", "agegroup", "age_range"},
    "count": {"population", "count", "value", "people", "total"},
}
EARLIEST = 1900

Key = tuple[str, int, str]  # code, year, source


@dataclass
class Stated:
    """What a file says: area code, year and source → counts."""

    counts: dict[Key, dict[tuple[str, str], int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """`changed` and `unchanged` are the numbers of areas with a year and source."""

    changed: int
    unchanged: int
    faults: tuple[Fault, ...]


class _Wrong(Exception):
    """This row cannot be used; the sentence says why."""


def read_population(content: bytes, *, name: str, year: int | None, source: str) -> Stated:
    """`year` and `source` are for rows that do not say theirs.

    Raises:
        Unreadable: no heading with a code and a count.
    """
    rows = rows_of(text_of(content, name), name)
    headings, columns = _headings(rows, name)
    stated = Stated()
    for line, cells in rows:
        if is_comment(cells):
            continue
        try:
            _take(_row(columns, cells, width=len(headings)), stated, year=year, source=source)
        except _Wrong as wrong:
            stated.faults.append(Fault(f"{name}:{line}", str(wrong)))
    if not stated.counts and not stated.faults:
        raise Unreadable(f"{name} holds no counts.")
    return stated


@dataclass(frozen=True)
class _Columns:
    codes: tuple[int, ...]  # the deepest level first
    named: Mapping[str, int]
    cells: Mapping[int, tuple[str, str]]  # position → sex and age band


@dataclass(frozen=True)
class _Row:
    columns: _Columns
    cells: list[str]

    @property
    def code(self) -> str:
        return next((self.cells[one].strip() for one in self.columns.codes if self.cells[one].strip()), "")

    def told(self, name: str) -> str:
        return self.cells[self.columns.named[name]].strip() if name in self.columns.named else ""


def _row(columns: _Columns, cells: list[str], *, width: int) -> _Row:
    if len(cells) != width:
        raise _Wrong(f"The row has {len(cells)} cells, the heading has {width}.")
    return _Row(columns, cells)


def _headings(rows: Iterator[tuple[int, list[str]]], name: str) -> tuple[list[str], _Columns]:
    for _line, headings in rows:
        if is_comment(headings) and not headings[0].startswith("#adm"):
            continue
        columns = _columns(headings)
        if columns.codes and (columns.cells or "count" in columns.named):
            return headings, columns
        break
    raise Unreadable(
        f"{name} has no heading with a P-code and counts: either a column called population, with year, sex and age, "
        "or columns like T_TL, F_00_04, M_80PLUS."
    )


def _columns(headings: list[str]) -> _Columns:
    codes: list[tuple[int, int]] = []
    named: dict[str, int] = {}
    cells: dict[int, tuple[str, str]] = {}
    for position, heading in enumerate(headings):
        plain = heading.strip().lower().replace(" ", "_")
        if match := WIDE.fullmatch(heading.strip()):
            cells[position] = (SEXES[match[1].lower()], _band(match[2]))
            continue
        for meaning, names in LONG.items():
            if plain in names:
                named.setdefault(meaning, position)
        column = column_of(heading)
        if column and column.kind == "code":
            codes.append((-(column.level or 0), position))
    return _Columns(tuple(position for _level, position in sorted(codes)), named, cells)


def _band(text: str) -> str:
    """ "00_04" → "0-4", "80Plus" → "80+", "TL" → every age.

    Raises:
        _Wrong: no band of ages.
    """
    plain = re.sub(r"\s*(years|ans)?\s*", "", text.strip().lower())
    if plain in EVERY_AGE or text.strip().lower() in EVERY_AGE:
        return ALL_AGES
    plain = re.sub(r"(plus|andover|etplus)$", "+", plain).replace("_", "-").replace("–", "-")
    plain = re.sub(r"\d+", lambda match: str(int(match[0])), plain)
    if not is_band(plain):
        raise _Wrong(f"{text[:20]!r} is no band of ages: one is written 0-4, the last 60+.")
    return plain


def _take(row: _Row, stated: Stated, *, year: int | None, source: str) -> None:
    if not row.code:
        raise _Wrong("It has no code.")
    key = (row.code, _year(row.told("year"), year), (row.told("source") or source).strip()[:200])
    if not key[2]:
        raise _Wrong("It has no source: say one with --source.")
    if row.columns.cells:
        told = [(cell, row.cells[position]) for position, cell in row.columns.cells.items()]
    else:
        told = [((_sex(row.told("sex")), _band(row.told("age"))), row.told("count"))]
    counts = {cell: _count(text) for cell, text in told if text.strip()}
    known = stated.counts.setdefault(key, {})
    if twice := [cell for cell in counts if known.get(cell, counts[cell]) != counts[cell]]:
        sex, band = twice[0]
        raise _Wrong(f"{row.code} has two counts for {sex} {band}".rstrip() + ".")
    known.update(counts)


def _year(text: str, otherwise: int | None) -> int:
    match = re.match(r"(\d{4})(\D|$)", text)
    if match and EARLIEST <= int(match[1]) <= timezone.localdate().year:
        return int(match[1])
    if text or otherwise is None:
        raise _Wrong(f"{text[:20]!r} is no year up to this one." if text else "It has no year: say one with --year.")
    return otherwise


def _sex(text: str) -> str:
    if text.lower() not in SEXES:
        raise _Wrong(f"{text[:20]!r} is neither total, female nor male.")
    return SEXES[text.lower()]


def _count(text: str) -> int:
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+", plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"\d{1,11}(\.0*)?", plain) or int(plain.partition(".")[0]) > MOST_PEOPLE:
        raise _Wrong(f"{text[:20]!r} is no whole number of people.")
    return int(plain.partition(".")[0])


@transaction.atomic
def import_population(stated: Stated, *, country: str, by: Actor, is_dry: bool = False) -> Outcome:
    """Write what differs from what stands, or nothing where anything is wrong."""
    areas = {area.code: area for area in Area.objects.select_for_update(of=("self",)).filter(path__within=country)}
    faults = [*stated.faults, *_unknown(stated, areas)]
    faults += [
        Fault(code, f"{code}, {year}: {problem}")
        for (code, year, _source), counts in stated.counts.items()
        for problem in sum_problems(counts)
    ]
    standing = _standing(areas, stated)
    if not faults:
        faults += _sums_over_places(areas, {**standing, **stated.counts}, stated.counts)
    changed = [key for key, counts in stated.counts.items() if key[0] in areas and standing.get(key) != counts]
    outcome = Outcome(len(changed), len(stated.counts) - len(changed), tuple(faults))
    if not faults and not is_dry:
        replace_counts((areas[code], year, source, stated.counts[code, year, source]) for code, year, source in changed)
        record_many("population_recorded", [areas[code] for code in dict.fromkeys(key[0] for key in changed)], by=by)
    return outcome


def _unknown(stated: Stated, areas: Mapping[str, Area]) -> Iterable[Fault]:
    for code in dict.fromkeys(code for code, _year, _source in stated.counts):
        if code not in areas:
            yield Fault(code, f"{code} is no area of this country. Import its map first.")


def _standing(areas: Mapping[str, Area], stated: Stated) -> dict[Key, dict[tuple[str, str], int]]:
    """What is known of the same years from the same sources, in one statement."""
    codes = {area.pk: code for code, area in areas.items()}
    years, sources = ({key[place] for key in stated.counts} for place in (1, 2))
    standing: dict[Key, dict[tuple[str, str], int]] = {}
    for row in Population.objects.filter(area__in=codes, year__in=years, source__in=sources):
        standing.setdefault((codes[row.area_id], row.year, row.source), {})[row.sex, row.age_band] = row.count
    return standing


def _sums_over_places(
    areas: Mapping[str, Area], known: Mapping[Key, Counts], stated: Mapping[Key, Counts]
) -> list[Fault]:
    """The parts of an area, where all are known, give its count; otherwise they are not more."""
    inside: dict[str, list[str]] = {}
    codes = {area.pk: code for code, area in areas.items()}
    for area in areas.values():
        if area.parent_id in codes and area.ended_on is None:
            inside.setdefault(codes[area.parent_id], []).append(area.code)
    above = {code: codes[area.parent_id] for code, area in areas.items() if area.parent_id in codes}
    looked = {*stated, *((above[code], year, source) for code, year, source in stated if code in above)}
    faults = []
    for code, year, source in sorted(looked):
        total = total_of(known.get((code, year, source), {}))
        parts = [total_of(known.get((one, year, source), {})) for one in inside.get(code, [])]
        told = [part for part in parts if part is not None]
        if total is None or not told:
            continue
        if sum(told) > total or (len(told) == len(parts) and sum(told) != total):
            reason = f"{code}, {year}: it has {total} people, the areas in it {sum(told)}."
            faults.append(Fault(code, reason))
    return faults
