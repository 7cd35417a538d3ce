"""The dry run: every row read, every rule asked, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.imports.kinds import ImportKind, Outcome, Plan, Planner, Problem, Row
from foundation.imports.models import Import
from foundation.imports.tables import Mapping, row_of, rows_below, table_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Check:
    """What taking in the file would do, row by row. `missing` are the required fields without a column."""

    plans: tuple[Plan, ...]
    missing: tuple[str, ...]
    planner: Planner

    @property
    def bad(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.problems]

    @property
    def is_clean(self) -> bool:
        """Whether it can be taken in: every row is good, and there is at least one."""
        return bool(self.plans) and not self.missing and not self.bad

    def count(self, outcome: Outcome) -> int:
        return sum(plan.outcome == outcome and not plan.problems for plan in self.plans)


def check_import(source: Import, by: Actor, *, progress: Progress | None = None) -> Check:
    """Plan each row of the file as it stands and as the world stands now."""
    kind = source.kind_of_rows
    planner = kind.planner(by, source.language)
    mapping: Mapping = source.mapping
    missing = tuple(field.name for field in kind.fields if field.is_required and field.name not in mapping)
    if missing:
        return Check((), missing, planner)
    table = table_of(source)
    numbers = rows_below(table, source.header_row, mapping)
    plans = []
    for place, number in enumerate(numbers, start=1):
        row, wrong = row_of(table, number, mapping, kind)
        problems = [Problem(name, words) for name, words in wrong] + _empty(kind, row, {name for name, _w in wrong})
        plans.append(Plan(row, problems=tuple(problems)) if problems else planner.plan(row))
        if progress:
            progress(place, len(numbers))
    return Check(tuple(plans), (), planner)


def _empty(kind: ImportKind, row: Row, wrong: set[str]) -> list[Problem]:
    return [
        Problem(field.name, _("This must not be empty."))
        for field in kind.fields
        if field.is_required and row.get(field.name) in (None, "") and field.name not in wrong
    ]
