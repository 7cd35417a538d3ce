"""One reader who asks everything at every door on two days, writes it all down and works out what follows.

The attacker knows the rules (docs/decisions/2026-11-22-figures-and-small-cells.md), every record that is open, and
nothing of the others. What is to be found: a cell of the others' records, or of those that came in between the two
days, whose number is small and follows exactly.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any

import openpyxl
import time_machine
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from coordination.models import Meeting, MeetingParty
from foundation.access.actors import Actor, actor_for
from foundation.access.choices import Sensitivity
from foundation.documents import pdf, xlsx
from foundation.documents.content import Document, Picture
from foundation.figures.addresses import question_in
from foundation.figures.countables import countable_named
from foundation.figures.evaluation import Evaluation
from foundation.figures.periods import closes_on
from foundation.people.roles import Role
from monitoring.domain.figure_documents import figure_document
from tests.factories import AreaFactory, OrganisationFactory, actor_of
from tests.figures.solving import Knowledge

FIRST_DAY, SECOND_DAY = date(2026, 11, 22), date(2027, 1, 20)
KINDS = ("visit", "call", "contact")
MINIMUM = 3
# Day of the meeting, day on which it was entered: in time, late, and in a month that is not closed on the first day.
TIMES = (
    (date(2026, 9, 5), date(2026, 9, 6)),
    (date(2026, 9, 20), date(2026, 9, 30)),
    (date(2026, 10, 5), date(2026, 11, 2)),
    (date(2026, 9, 5), date(2026, 12, 1)),
    (date(2026, 11, 3), date(2026, 11, 4)),
)
PERIODS = (
    ("2026-09", "2026-09"), ("2026-10", "2026-10"), ("2026-09", "2026-10"), ("2026-09-01", "2026-09-10"),
    ("2026-09-11", "2026-10-31"), ("2026-09", "2026-11"), ("2026-11", "2026-11"),
)  # fmt: skip
SPLITS = ((), ("area",), ("month",), ("kind",), ("area", "kind"), ("month", "kind"), ("area", "month"))

Atom = tuple[str, str, date, date]  # path, kind, day, entered


@dataclass
class World:
    """Meetings of a mission in three provinces, of which the reader opens those that were shared."""

    seed: int
    protected: Counter[Atom] = field(default_factory=Counter)
    opened: Counter[Atom] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        self.country = AreaFactory(names={"en": "Carana"})
        provinces = [AreaFactory(parent=self.country) for _ in range(3)]
        self.areas = [*provinces, *(AreaFactory(parent=provinces[0]) for _ in range(2))]
        self.mission = OrganisationFactory(kind="mission", area=self.country)
        self.town = OrganisationFactory(area=self.country)
        for area, kind, times in product(self.areas[1:], KINDS, TIMES):
            for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3, 4)) if times[1] < FIRST_DAY else 0):
                self.add(area, kind, times, is_open=chance.random() < 0.2)

    def more_comes_in(self) -> None:
        """Between the two days: one meeting of September that nobody had entered, and it is not open."""
        (late,) = (times for times in TIMES if times[1] > FIRST_DAY)
        self.add(self.areas[2], KINDS[0], late, is_open=False)

    def add(self, area: Any, kind: str, times: tuple[date, date], *, is_open: bool) -> None:
        day, entered = times
        sensitivity = Sensitivity.SHARED if is_open else Sensitivity.INTERNAL
        words = {"held_by": self.mission, "component": self.mission, "sensitivity": sensitivity, "zone": "UTC"}
        meeting = Meeting.objects.create(title="x", kind=kind, area=area, day=day, **words)
        Meeting.objects.filter(pk=meeting.pk).update(logged_at=f"{entered}T12:00Z")
        if is_open:
            MeetingParty.objects.create(meeting=meeting, organisation=self.town, root=self.town)
        (self.opened if is_open else self.protected)[area.path, kind, day, entered] += 1

    def opens_only(self, path: str) -> None:
        """For a reader at home there all of it is open, and nothing elsewhere."""
        every = self.opened + self.protected
        self.opened = Counter({atom: count for atom, count in every.items() if atom[0] == path})
        self.protected = Counter({atom: count for atom, count in every.items() if atom[0] != path})

    def reader(self, role: Role, areas: list[Any]) -> Actor:
        return actor_of(self.mission, role, areas=areas)

    @property
    def atoms(self) -> list[Atom]:
        return [(area.path, kind, *times) for area, kind, times in product([*self.areas, self.country], KINDS, TIMES)]


@dataclass(frozen=True)
class Spoken:
    """One number as one door told it: where, when, of which kind, on which day of asking; None when withheld."""

    path: str
    since: date
    until: date
    kind: str
    asked_on: date
    value: int | None
    withheld: int | None

    def holds(self, atom: Atom) -> bool:
        path, kind, day, entered = atom
        return (
            is_in(path, self.path)
            and self.since <= day <= self.until
            and self.kind in {"", kind}
            and entered <= self.asked_on
        )


def is_in(path: str, area: str) -> bool:
    whole = f"{path}.@"
    return area == "" or whole == area or whole.startswith(f"{area}.")


def everything(world: World, reader: Actor, on: date, *, in_short: bool) -> Iterator[Spoken]:
    """All numbers the API tells, after having seen that page, drawing, file and record list tell the same.

    In short: what tells most is asked, a fifth of it at all doors; else everything, a ninth of it at all doors.
    """
    ids = {str(area.pk): area.path for area in [*world.areas, world.country]}
    areas = ["", str(world.areas[0].pk)] if in_short else ["", *ids]
    periods, splits = (PERIODS[:5], SPLITS[3:]) if in_short else (PERIODS, SPLITS)
    every = 5 if in_short else 9
    asked = [(area, period, by, {}) for area, period, by in product(areas, periods, splits)]
    asked += [(area, period, (), {"kind": kind}) for area, period, kind in product(areas[1:], periods[3:], KINDS)]
    with time_machine.travel(f"{on}T12:00:00Z", tick=False):
        client = Client()
        client.force_login(reader.user)
        for number, (area, (since, until), by, where) in enumerate(asked):
            query = {"area": area, "since": since, "until": until, "by": list(by), **where}
            told = client.get("/api/v1/figures/meetings/count/", query).json()
            if number % every == 0:
                check_doors(client, query, told)
            whole = Spoken(
                ids.get(area_of(told["url"]), ""),
                day_of(told["since"]),
                day_of(told["until"]),
                where.get("kind", ""),
                on,
                0,
                0,
            )
            yield spoken(whole, told["total"], (), ids)
            yield from (spoken(whole, cell, by, ids) for cell in told["cells"])


def spoken(whole: Spoken, cell: dict[str, Any], by: tuple[str, ...], ids: dict[str, str]) -> Spoken:
    path, since, until, kind = whole.path, whole.since, whole.until, whole.kind
    for name, key in zip(by, cell["key"], strict=True):
        if name == "area":
            pk, _, rest = key.partition(".")
            path = f"{ids[pk]}.@" if rest else ids[pk]
        elif name == "month":
            month = day_of(key)
            since, until = (
                max(since, month),
                min(until, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)),
            )
        else:
            kind = key
    value = None if cell["value"] is None else int(cell["value"])
    value = 0 if cell["is_missing"] else value
    return Spoken(path, since, until, kind, whole.asked_on, value, cell["withheld"])


def check_doors(client: Client, query: dict[str, Any], told: dict[str, Any]) -> None:
    """The page, its drawing, the list of its records and the file tell what the API tells, and no more."""
    values = ["" if one["value"] is None else f"{one['value']:g}" for one in [*told["cells"], told["total"]]]
    shown = [one["shown"] for one in told["cells"]]
    page = BeautifulSoup(client.get("/figures/meetings/count/", query).content, "html.parser")
    numbers = [one for one in page.select("main [data-figure]") if one["data-figure"] != "withheld"]
    assert sorted(one["data-value"] for one in numbers) == sorted(values)
    hidden = page.select_one("main [data-figure=withheld]")
    assert (hidden["data-value"] if hidden else None) == (str(told["total"]["withheld"] or "") or None)
    drawn = page.select(".drawing td")
    assert sorted(one.text for one in drawn) in (sorted(shown), [])
    lines = list(csv.reader(io.StringIO(client.get("/figures/meetings/count/csv/", query).content.decode())))[1:]
    column = len(query["by"])
    assert [line[column] for line in lines] == values
    check_files(client, query, told, values)


def check_files(client: Client, query: dict[str, Any], told: dict[str, Any], values: list[str]) -> None:
    """Workbook and PDF: each number they hold, wherever in the file, is one that the API told."""
    answer = client.get("/figures/meetings/count/xlsx/", query)
    book = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True)
    _head, *rows = book["figures"].iter_rows(values_only=True)
    held = ["" if row[2] is None else f"{row[2]:g}" for row in rows]
    assert sorted(held) == sorted(values)
    others = [sheet for sheet in book.sheetnames[1:-1] for row in book[sheet].iter_rows(min_row=2, values_only=True)
              for one in row[1:] if isinstance(one, (int, float)) and f"{one:g}" not in values]  # fmt: skip
    assert others == []
    made = document_behind(client, query)
    assert client.get("/figures/meetings/count/pdf/", query).content == pdf.render(made)
    words = {one["shown"] for one in [*told["cells"], told["total"]]}
    for number in xlsx.figures_of(made):
        assert number.shown in words
        assert ("" if number.value is None else f"{number.value:g}") in values
    for block in made.blocks:
        if isinstance(block, Picture):
            assert {row[-1] for row in block.drawing.table.rows} <= words
            assert block.drawing.laptop in client.get("/figures/meetings/count/", query).content.decode()


def document_behind(client: Client, query: dict[str, Any]) -> Document:
    """What the file is made of, gathered as the address gathers it: the same bytes prove that it is all there is."""
    reader = actor_for(client.get("/figures/").wsgi_request.user)
    params = QueryDict(mutable=True)
    for name, value in query.items():
        params.setlist(name, value if isinstance(value, list) else [value])
    countable = countable_named("meetings")
    assert countable is not None
    on = timezone.localdate()
    question = question_in(params, countable, "count", reader=reader, on=on)
    return figure_document(Evaluation.of(question, on=on, reader=reader), at=timezone.now())


def area_of(url: str) -> str:
    """Whoever names no area is answered about the own one, and told so."""
    return QueryDict(url.partition("?")[2]).get("area", "")


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def worked_out(world: World, told: Iterable[Spoken], *, is_live: bool) -> list[tuple[Spoken | str, int]]:
    """The small cells that follow exactly from all that was told. `is_live`: the door counts everything at once."""
    told = list(dict.fromkeys(told))
    facts, targets = [], {}
    for one in told:
        held = [atom for atom in world.atoms if one.holds(atom)]
        atoms = frozenset(atom for atom in held if is_live or in_its_month(world, one, atom))
        if one.value is not None:
            count = one.value - sum(world.opened[atom] for atom in held)
            assert count == sum(world.protected[atom] for atom in atoms), one
            assert one.withheld == count, one
            facts.append((atoms, count))
        targets[atoms] = one
    for one in told:  # what came in between the two days of asking is a cell as well
        targets.setdefault(
            frozenset(atom for atom in world.atoms if one.holds(atom) and atom[3] > FIRST_DAY), f"new in {one}"
        )
    facts = list(dict.fromkeys(facts))
    nothing = frozenset(atom for atoms, count in facts if not count for atom in atoms)
    knowledge, classes = Knowledge(), classes_of(world.atoms, [atoms for atoms, _count in facts], list(targets))
    for atoms, count in facts:
        known = classes(atoms - nothing)
        if known:
            knowledge.learn(known, count)
    knowledge.prepare()
    found = []
    for atoms, one in targets.items():
        truth = sum(world.protected[atom] for atom in atoms)
        if 0 < truth < MINIMUM and knowledge.bounds_of(classes(atoms - nothing)) == (truth, truth):
            found.append((one, truth))
    return found


def in_its_month(world: World, one: Spoken, atom: Atom) -> bool:
    """Late entries are counted once their quarter is over and brought enough of the month; the rule is published."""
    _path, _kind, day, entered = atom
    if entered < closes_on(day.replace(day=1)):
        return True
    late = sum(
        count
        for (_p, _k, other, when), count in world.protected.items()
        if other.replace(day=1) == day.replace(day=1) and closes_on(other.replace(day=1)) <= when
    )
    return one.asked_on >= date(2027, 1, 1) and late >= MINIMUM


def classes_of(atoms: list[Atom], *groups: list[frozenset[Atom]]) -> Any:
    """Atoms that always stand together are one unknown."""
    signature = {atom: tuple(atom in group for of_groups in groups for group in of_groups) for atom in atoms}

    def classes(chosen: frozenset[Atom]) -> set[Any]:
        return {signature[atom] for atom in chosen}

    return classes
