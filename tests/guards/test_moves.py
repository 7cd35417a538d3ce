"""Every move in a moves table can be made: a domain function makes it and the journal has a verb for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.guards.sources import python_files, tree_of

# Statuses that no deed leads to, with the reason.
NO_DEED: dict[str, str] = {}


def moves_tables() -> Iterator[tuple[Path, str, dict[str, set[str]]]]:
    """App folder, name and content of every `…_MOVES` in a `choices` module, statuses as written in the code."""
    for path in python_files():
        if "choices" in path.stem:
            for node in tree_of(path).body:
                name = ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""
                if name.endswith("_MOVES") and isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                    yield path.parent, name, read_table(node.value, tree_of(path))


def read_table(table: ast.Dict, module: ast.Module) -> dict[str, set[str]]:
    sets = {
        ast.unparse(node.targets[0]): {ast.unparse(one) for one in node.value.elts}
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Set)
    }
    found = {}
    for key, value in zip(table.keys, table.values, strict=True):
        targets: set[str] = set()
        for one in value.elts if isinstance(value, ast.Set) else []:
            targets |= sets[ast.unparse(one.value)] if isinstance(one, ast.Starred) else {ast.unparse(one)}
        found[ast.unparse(key) if key else ""] = targets
    return found


def deeds(app: Path) -> dict[str, set[str]]:
    """Status → public domain functions that name it and, themselves or through a neighbour, write to the journal."""
    found: dict[str, set[str]] = {}
    for path in python_files():
        if path.is_relative_to(app / "domain"):
            functions = {node.name: node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
            for name, node in functions.items():
                if not name.startswith("_") and journals(node, functions, set()):
                    for status in names_in(node, functions, set()):
                        found.setdefault(status, set()).add(f"{path.stem}.{name}")
    return found


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    return (one for one in ast.walk(node) if isinstance(one, ast.Call))


def neighbours(node: ast.AST, functions: dict[str, ast.FunctionDef]) -> list[ast.FunctionDef]:
    return [functions[ast.unparse(call.func)] for call in calls_in(node) if ast.unparse(call.func) in functions]


def journals(node: ast.FunctionDef, functions: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    if node.name in seen:
        return False
    seen = {*seen, node.name}
    here = any(ast.unparse(call.func) in {"record", "record_many"} for call in calls_in(node))
    return here or any(journals(one, functions, seen) for one in neighbours(node, functions))


def names_in(node: ast.FunctionDef, functions: dict[str, ast.FunctionDef], seen: set[str]) -> set[str]:
    """`ActionStatus.CONFIRMED` and the like, named in this function or in private ones it calls."""
    if node.name in seen:
        return set()
    found = {ast.unparse(one) for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    for one in neighbours(node, functions):
        if one.name.startswith("_"):
            found |= names_in(one, functions, {*seen, node.name})
    return found


def test_every_move_has_a_deed_that_the_journal_keeps():
    missing = []
    for app, name, table in moves_tables():
        known = deeds(app)
        wanted = {status for targets in table.values() for status in targets}
        missing += [f"{name}: {status}" for status in sorted(wanted) if not known.get(status)]

    assert sorted(missing) == sorted(NO_DEED)


def test_every_status_stands_in_its_table():
    """A status that no row begins with would be one from which nobody knows the way."""
    for _app, name, table in moves_tables():
        reached = {status for targets in table.values() for status in targets}
        assert reached <= set(table), name
        assert len({status.partition(".")[0] for status in table}) == 1, name
