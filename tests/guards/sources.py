"""The files of this house, for tests that read them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Installed, built or kept by tools: not written by us.
NOT_OURS = {"var", "staticfiles", "node_modules", "__pycache__"}
HIDDEN_BUT_OURS = {".ci", ".dockerignore", ".github", ".gitignore"}
NOT_PRODUCTION = {"tests", "bench", "docs"}


@cache
def all_files() -> tuple[Path, ...]:
    """Every file of the repository, as paths from its root."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(filter(is_ours, folders))
        found += [(Path(folder) / name).relative_to(ROOT) for name in sorted(names) if is_ours(name)]
    return tuple(found)


def is_ours(name: str) -> bool:
    return name in HIDDEN_BUT_OURS or not (name in NOT_OURS or name.startswith("."))


def python_files(*, tests: bool = False) -> list[Path]:
    """Written Python: production code, or all of it; migrations are made by a machine."""
    return [
        path
        for path in all_files()
        if path.suffix == ".py" and "migrations" not in path.parts and (tests or path.parts[0] not in NOT_PRODUCTION)
    ]


def templates() -> list[Path]:
    return [
        path
        for path in all_files()
        if "templates" in path.parts
        and path.suffix in {".html", ".txt", ".xml"}
        and path.parts[0] not in NOT_PRODUCTION
    ]


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), str(path))


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def strings_of(path: Path) -> set[str]:
    """Every literal text in a Python file."""
    return {
        node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def where(path: Path, node: ast.AST) -> str:
    return f"{path}:{getattr(node, 'lineno', 0)}"
