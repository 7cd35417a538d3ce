"""Pages that draw each moves table: which state leads to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation

Moves = Mapping[Any, Any]


def moves_tables() -> Iterator[tuple[str, str, Moves]]:
    """App label, name and content of every `…_MOVES` in an app's `choices`."""
    ours = {*settings.FOUNDATION_APPS, *settings.SUBJECT_APPS}
    for app in apps.get_app_configs():
        if app.name in ours and find_spec(f"{app.name}.choices"):
            for name, value in vars(import_module(f"{app.name}.choices")).items():
                if name.endswith("_MOVES"):
                    yield app.label, name, value


def state_pages() -> dict[Path, str]:
    """Path → content of docs/states/, in English."""
    with translation.override("en"):
        return {
            settings.ROOT / "docs" / "states" / f"{label}_{name.removesuffix('_MOVES').lower()}.md": page(
                label, name, moves
            )
            for label, name, moves in moves_tables()
        }


def page(label: str, name: str, moves: Moves) -> str:
    noun = name.removesuffix("_MOVES").replace("_", " ").lower()
    rows = [f"| {state.label} | {ways(moves[state])} |" for state in moves]
    arrows = [f"    {state.value} --> {target.value}" for state in moves for target in in_order(moves, moves[state])]
    ends = [f"    {state.value} --> [*]" for state in moves if not moves[state]]
    names = [f"    {state.value}: {state.label}" for state in moves]
    return "\n".join(
        [
            f"# States of {label}: {noun}",
            "",
            f"Drawn from `{name}` in `{label}/choices.py` by `./concord manage draw_states`; a test holds it current.",
            "",
            "| from | to |",
            "|---|---|",
            *rows,
            "",
            "```mermaid",
            "stateDiagram-v2",
            *names,
            f"    [*] --> {next(iter(moves)).value}",
            *arrows,
            *ends,
            "```",
            "",
        ]
    )


def in_order(moves: Moves, targets: Any) -> list[Any]:
    """Sets have no order of their own; the table's is the one people know."""
    return [state for state in moves if state in targets]


def ways(targets: Any) -> str:
    if not targets:
        return "(the end)"
    kinds = type(next(iter(targets)))
    return ", ".join(str(state.label) for state in kinds if state in targets)
