"""What the page of an import shows, in each of its states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.imports.checking import check_import
from foundation.imports.kinds import ImportKind, Outcome, Plan
from foundation.imports.models import Import, ImportedRow
from foundation.imports.undoing import changed_rows, records_of

BAD_SHOWN, GOOD_SHOWN, RECORDS_SHOWN = 100, 25, 50


@dataclass(frozen=True)
class PreviewRow:
    """A row with what it says and what would happen, or what is wrong with it: (label, words)."""

    number: int
    said: str
    words: str
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TakenRow:
    number: int
    record: Model


def preview_of(source: Import, reader: Actor) -> dict[str, Any]:
    check = check_import(source, reader)
    kind = source.kind_of_rows
    bad, good = check.bad, [plan for plan in check.plans if not plan.problems]
    return {
        "check": check,
        "missing": [str(kind.field(name).label) for name in check.missing],
        "bad_rows": _rows(bad[:BAD_SHOWN], kind, source),
        "good_rows": _rows(good[:GOOD_SHOWN], kind, source),
        "bad_count": len(bad),
        "bad_left": max(0, len(bad) - BAD_SHOWN),
        "good_left": max(0, len(good) - GOOD_SHOWN),
        "row_count": len(check.plans),
        "add_count": check.count(Outcome.ADD),
        "keep_count": check.count(Outcome.KEEP),
        "leave_out_count": check.count(Outcome.LEAVE_OUT),
    }


def _rows(plans: Sequence[Plan], kind: ImportKind, source: Import) -> list[PreviewRow]:
    return [
        PreviewRow(
            number=plan.row.number - source.row_offset,
            said=" · ".join(plan.row.texts[field.name] for field in kind.fields if plan.row.texts.get(field.name)),
            words=plan.words,
            problems=tuple((_label(kind, problem.field), problem.words) for problem in plan.problems),
        )
        for plan in plans
    ]


def _label(kind: ImportKind, field: str) -> str:
    return str(kind.field(field).label) if field else _("This row")


def outcome_of(source: Import, reader: Actor) -> dict[str, Any]:
    rows = list(ImportedRow.objects.visible_to(reader).filter(source=source))
    found = records_of(rows[:RECORDS_SHOWN], reader)
    return {
        "taken": [TakenRow(row.number, found[row.subject_id]) for row in rows if row.subject_id in found],
        "taken_left": max(0, source.added_count - RECORDS_SHOWN),
        "changed": changed_rows(source, rows, reader),
    }
