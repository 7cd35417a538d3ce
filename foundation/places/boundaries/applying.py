"""The plan becomes true, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.journal.entries import record_many
from foundation.places.boundaries.drawing import Outline, outlines_for
from foundation.places.boundaries.planning import plan_import
from foundation.places.boundaries.plans import Known, Plan, Planned, Standing
from foundation.places.boundaries.units import Reading
from foundation.places.models import Area, AreaVersion, BoundarySet

LOCK = 0x504C41434553  # one import at a time


class WrongEdition(Exception):
    """The edition cannot follow what is in the database; the sentence says why."""


def import_boundaries(
    reading: Reading,
    *,
    country: str,
    edition: str,
    as_of: date,
    zone: str,
    by: Actor,
    accepted: frozenset[str] = frozenset(),
    is_dry: bool = False,
) -> tuple[Plan, bool]:
    """Plan the import and, unless something suspicious is not accepted, apply it. Tells whether anything was written.

    `zone` is the time zone of a country that is new; areas below take that of their parent.

    Raises:
        WrongEdition: a later edition is in already, or this one has another day.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        is_new = _check_edition(country, edition, as_of)
        codes = {unit.code for unit in reading.units}
        standing = standing_of(country, edition, codes)
        plan = plan_import(reading, country=country, edition=edition, as_of=as_of, is_new=is_new, standing=standing)
        if is_dry or plan.refused(accepted) or plan.changes_nothing:
            return plan, False
        _Import(plan, zone=zone, by=by).apply()
        return plan, True


def _check_edition(country: str, edition: str, as_of: date) -> bool:
    """Whether the edition is new."""
    sets = list(BoundarySet.objects.filter(country=country, is_by_hand=False))
    same = next((one for one in sets if one.edition == edition), None)
    if same and same.as_of != as_of:
        raise WrongEdition(f"Edition {edition} of {country} was imported as of {same.as_of}, not {as_of}.")
    latest = max((one for one in sets if one is not same), key=lambda one: one.as_of, default=None)
    if latest and latest.as_of >= as_of:
        raise WrongEdition(
            f"Edition {latest.edition} of {country} is in already, as of {latest.as_of}: "
            f"import the older edition first, or give {edition} a later day."
        )
    return same is None


def standing_of(country: str, edition: str, codes: Iterable[str]) -> Standing:
    """What stands before an import, in three statements."""
    inside = Q(path__within=country)
    areas = list(Area.objects.filter(inside).select_related("parent"))
    elsewhere = Area.objects.filter(code__in=codes).exclude(inside).values_list("code", flat=True)
    last: dict[UUID, AreaVersion] = {}
    said = AreaVersion.objects.filter(area__in=areas).select_related("boundary_set", "parent")
    for version in said.order_by(F("boundary_set__is_by_hand").desc(), "valid_from"):
        last[version.area_id] = version
    return Standing(
        {area.code: _known(area, last.get(area.pk), country, edition) for area in areas}, frozenset(elsewhere)
    )


def _known(area: Area, version: AreaVersion | None, country: str, edition: str) -> Known:
    parent = area.parent.code if area.parent else ""
    facts = {"id": area.pk, "code": area.code, "level": area.level, "parent": parent, "names": area.names}
    if version is None:
        return Known(**facts, said_names=area.names, said_parent=parent, ended_on=area.ended_on)
    boundary_set = version.boundary_set
    return Known(
        **facts,
        said_names=version.names,
        said_parent=version.parent.code if version.parent else "",
        drawn_as=version.drawn_as,
        geometry=version.geometry,
        is_in_set=(boundary_set.country, boundary_set.edition) == (country, edition),
        is_by_hand=boundary_set.is_by_hand,
        ended_on=area.ended_on,
    )


class _Import:
    """One plan being written: about fifteen statements, whatever the number of areas."""

    def __init__(self, plan: Plan, *, zone: str, by: Actor) -> None:
        self.plan = plan
        self.zone = zone
        self.by = by
        codes = [area.code for area in plan.areas] + [one.known.code for one in plan.dropped]
        rows = Area.objects.select_for_update(of=("self",)).filter(Q(path__within=plan.country) | Q(code__in=codes))
        self.areas: dict[str, Area] = {area.code: area for area in rows}
        self.set, _is_new = BoundarySet.objects.get_or_create(
            country=plan.country, edition=plan.edition, defaults={"as_of": plan.as_of}
        )

    def apply(self) -> None:
        self._add_areas()
        self._change_areas()
        self._drop_areas()
        self._straighten_paths()
        self._write_versions()
        self._tell_journal()

    def _add_areas(self) -> None:
        for area in self.plan.areas:
            if area.is_added:
                parent = self.areas.get(area.parent)
                self.areas[area.code] = Area(
                    id=uuid7(),
                    code=area.code,
                    level=area.level,
                    parent=parent,
                    path=f"{parent.path}.{area.code}" if parent else area.code,
                    names=area.said_names,
                    time_zone=parent.time_zone if parent else self.zone,
                )
        Area.objects.bulk_create([self.areas[area.code] for area in self.plan.areas if area.is_added])

    def _change_areas(self) -> None:
        """What a person wrote in another language than the file changed stays."""
        changed = []
        for planned in self.plan.areas:
            if planned.is_added or planned.is_unchanged:
                continue
            area = self.areas[planned.code]
            area.names = {**area.names, **planned.new_names}
            if planned.is_moved:
                area.parent, area.level = self.areas.get(planned.parent), planned.level
            if planned.is_back:
                area.ended_on = None
            area.revision += 1
            changed.append(area)
        Area.objects.bulk_update(changed, ["names", "parent", "level", "ended_on", "revision"], batch_size=500)

    def _drop_areas(self) -> None:
        ended = [self.areas[one.known.code] for one in self.plan.dropped]
        for area in ended:
            area.ended_on = self.plan.as_of
            area.revision += 1
        Area.objects.bulk_update(ended, ["ended_on", "revision"], batch_size=500)
        follows = Area.succeeded_by.through
        follows.objects.bulk_create(
            [
                follows(from_area_id=one.known.id, to_area_id=self.areas[code].pk)
                for one in self.plan.dropped
                for code in one.successors
            ],
            ignore_conflicts=True,
        )

    def _straighten_paths(self) -> None:
        """Paths follow from parents, also those of areas below one that moved."""
        changed = []
        for area in sorted(self.areas.values(), key=lambda area: area.level):
            above = self.areas.get(area.parent.code) if area.parent else None
            path = f"{above.path}.{area.code}" if above else area.code
            if path != area.path:
                area.path = path
                changed.append(area)
        Area.objects.bulk_update(changed, ["path"], batch_size=500)

    def _write_versions(self) -> None:
        day = self.plan.as_of
        gone = {one.known.id for one in self.plan.dropped}
        in_set = {one.known.id for one in self.plan.dropped if one.known.is_in_set}
        AreaVersion.objects.filter(area_id__in=in_set, boundary_set=self.set).delete()
        stated = {self.areas[area.code].pk for area in self.plan.areas}
        earlier = AreaVersion.objects.filter(area_id__in=stated | gone, valid_until=None, valid_from__lt=day)
        earlier.exclude(boundary_set=self.set).update(valid_until=day)
        drawn = self._outlines()
        new: list[AreaVersion] = []
        changed: list[AreaVersion] = []
        for area in self.plan.areas:
            version = self._version(area, drawn.get(area.code))
            (changed if area.known and area.known.is_in_set else new).append(version)
        AreaVersion.objects.bulk_create(new, batch_size=500)
        ids = dict(AreaVersion.objects.filter(boundary_set=self.set).values_list("area_id", "pk"))
        for version in changed:
            version.pk = ids[version.area_id]
        AreaVersion.objects.bulk_update(
            [version for version in changed if version.drawn_as], ["geometry", "outline", "drawn_as"], batch_size=200
        )
        AreaVersion.objects.bulk_update(changed, ["names", "parent"], batch_size=500)

    def _outlines(self) -> dict[str, Outline]:
        """Neighbours are simplified together, so all that the files draw of a level are."""
        levels: dict[int, dict] = defaultdict(dict)
        for area in self.plan.areas:
            if area.drawn and area.drawn.shape:
                levels[area.level][area.code] = area.drawn.shape
        return {code: outline for shapes in levels.values() for code, outline in outlines_for(shapes).items()}

    def _version(self, area: Planned, outline: Outline | None) -> AreaVersion:
        return AreaVersion(
            area=self.areas[area.code],
            boundary_set=self.set,
            names=area.said_names,
            parent=self.areas.get(area.parent),
            geometry=outline.geometry if outline else None,
            outline=outline.outline if outline else None,
            drawn_as=area.drawn.digest if area.drawn and outline else "",
            valid_from=self.plan.as_of,
        )

    def _tell_journal(self) -> None:
        planned = self.plan.areas
        verbs = {
            "added": [area for area in planned if area.is_added],
            "renamed": [area for area in planned if area.is_renamed],
            "moved": [area for area in planned if area.is_moved],
            "redrawn": [area for area in planned if area.is_redrawn and not area.is_added],
            "reopened": [area for area in planned if area.is_back],
        }
        for verb, areas in verbs.items():
            record_many(verb, [self.areas[area.code] for area in areas], by=self.by)
        record_many("ended", [self.areas[one.known.code] for one in self.plan.dropped], by=self.by)
