"""What an import did or would do, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foundation.places.boundaries.plans import Plan, Planned, shown

Report = dict[str, Any]
LISTED = 20  # of a kind, on the screen; the file of --report holds all


def report_of(plan: Plan, *, accepted: frozenset[str], is_applied: bool, is_dry: bool) -> Report:
    """Everything as plain values. Each list is in the order of levels and codes."""
    lists = {
        "added": [_unit(area) | {"parent": area.parent} for area in plan.areas if area.is_added],
        "changed": [_unit(area) | {"what": _what(area)} for area in plan.areas if area.is_changed],
        "renamed": [
            _unit(area) | {"from": shown(area.known.said_names), "to": shown(area.said_names), "names": area.new_names}
            for area in plan.areas
            if area.is_renamed and area.known
        ],
        "moved": [
            _unit(area) | {"from": area.known.said_parent, "to": area.parent, "level_from": area.known.level}
            for area in plan.areas
            if area.is_moved and area.known
        ],
        "dropped": [
            {"code": one.known.code, "level": one.known.level, "name": shown(one.known.names)}
            | {"successors": list(one.successors)}
            for one in plan.dropped
        ],
        "suspicious": [
            {"code": one.key, "reason": one.reason, "source": one.source, "if_accepted": one.then}
            | {"accepted": one.key in accepted}
            for one in plan.suspicions
        ],
    }
    unchanged = sum(area.is_unchanged for area in plan.areas)
    return {
        "country": plan.country,
        "edition": plan.edition,
        "as_of": plan.as_of.isoformat(),
        "applied": is_applied,
        "dry_run": is_dry,
        "outcome": _outcome(plan, accepted, is_applied=is_applied, is_dry=is_dry),
        "counts": {name: len(rows) for name, rows in lists.items()} | {"unchanged": unchanged},
        **lists,
        "notes": list(plan.notes),
    }


def _unit(area: Planned) -> Report:
    return {"code": area.code, "level": area.level, "name": area.name, "source": area.source}


def _what(area: Planned) -> list[str]:
    return [word for word, holds in (("outline", area.is_redrawn), ("in force again", area.is_back)) if holds]


def _outcome(plan: Plan, accepted: frozenset[str], *, is_applied: bool, is_dry: bool) -> str:
    refused = plan.refused(accepted)
    if refused:
        keys = list(dict.fromkeys(one.key for one in refused))
        told = " ".join(keys[:10]) + (" …" if len(keys) > 10 else "")
        return (
            f"NOTHING WAS APPLIED: {len(keys)} are suspicious and not accepted. "
            f"Look at them, then correct the file, or accept them: --accept {told}"
        )
    if plan.changes_nothing:
        return f"Nothing changes: edition {plan.edition} of {plan.country} is in already, as these files state it."
    if is_dry:
        return "This was a dry run: nothing was applied."
    if is_applied and all(area.is_unchanged for area in plan.areas) and not plan.dropped:
        return f"Edition {plan.edition} of {plan.country} is applied; no area differs from the edition before it."
    return f"Edition {plan.edition} of {plan.country} is applied."


def as_text(report: Report, *, listed: int | None = LISTED) -> str:
    """The report in lines; `listed` rows of each kind, None for all."""
    lines = [f"{report['country']} {report['edition']}, as of {report['as_of']}"]
    for kind in ("added", "changed", "renamed", "moved", "dropped", "suspicious"):
        rows = report[kind]
        lines.append(f"{kind}: {len(rows)}")
        lines += [f"    {line}" for line in map(LINE_OF[kind], rows[:listed])]
        if listed is not None and len(rows) > listed:
            lines.append(f"    and {len(rows) - listed} more")
    lines.append(f"unchanged: {report['counts']['unchanged']}")
    lines += [f"note: {note}" for note in report["notes"]]
    lines.append(report["outcome"])
    return "\n".join(lines)


def _suspicious(row: Report) -> str:
    source = f" ({row['source']})" if row["source"] and row["source"] != row["code"] else ""
    accepted = "accepted, " if row["accepted"] else "accepting "
    return f"{row['code']}: {row['reason']}{source} [{accepted}{row['if_accepted']}]"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


LINE_OF = {
    "added": lambda row: f"{row['code']} {row['name']} (level {row['level']}, in {row['parent'] or 'nothing'})",
    "changed": lambda row: f"{row['code']} {row['name']}: {_listed(row['what'])}",
    "renamed": lambda row: f"{row['code']}: {row['from']} → {row['to']}",
    "moved": lambda row: f"{row['code']} {row['name']}: from {row['from']} to {row['to']}",
    "dropped": lambda row: (
        f"{row['code']} {row['name']}" + (f", succeeded by {_listed(row['successors'])}" if row["successors"] else "")
    ),
    "suspicious": _suspicious,
}
