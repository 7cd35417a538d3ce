"""What grows past these sizes is split by noun."""

from __future__ import annotations

from tests.guards.sources import all_files, functions_of, python_files, templates, text_of, where

LINES_OF_FILE = 400
LINES_OF_VIEWS = 250
LINES_OF_FUNCTION = 40
LINES_OF_TEMPLATE = 200
LINES_OF_TESTS = 600


def lines(path) -> int:
    return text_of(path).count("\n")


def longest(path) -> int:
    if path.parts[0] in {"tests", "bench"}:
        return LINES_OF_TESTS
    return LINES_OF_VIEWS if "views" in path.parts or path.name == "views.py" else LINES_OF_FILE


def test_no_file_is_too_long():
    assert [f"{path}: {lines(path)}" for path in python_files(tests=True) if lines(path) > longest(path)] == []


def test_no_template_is_too_long():
    assert [f"{path}: {lines(path)}" for path in templates() if lines(path) > LINES_OF_TEMPLATE] == []


def test_no_function_is_too_long():
    found = [
        f"{where(path, node)} {node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for path in python_files()
        for node in functions_of(path)
        if (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_FUNCTION
    ]

    assert found == []


def test_no_folder_has_a_name_that_says_nothing():
    nothing = {"core", "common", "utils", "base", "extras", "helpers", "misc", "services", "lib"}
    named = {part.removesuffix(".py") for path in all_files() if path.suffix == ".py" for part in path.parts}

    assert named & nothing == set()
