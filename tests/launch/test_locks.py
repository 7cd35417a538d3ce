"""The locks are what pyproject.toml asks for, nothing else, and name no index."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from launch.environment import Locked
from launch.places import ROOT

# Who asked for a library stands in a comment: alone, or among others.
OURS = re.compile(r"(?m)^ +# +(via )?concord \(pyproject\.toml\)$")
LINE = re.compile(r"^([a-zA-Z0-9._-]+)==([^ ;]+)")


def wanted(*groups: str) -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    words = list(project["dependencies"])
    for group in groups:
        words += project["optional-dependencies"][group]
    requirements = [Requirement(word) for word in words]
    return {canonicalize_name(each.name): each for each in requirements}


def blocks(locked: Locked) -> list[tuple[str, str, str]]:
    """Name, version and the whole block of each library in the lock."""
    text = locked.path.read_text()
    parts = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)
    found = [(LINE.match(part), part) for part in parts]
    return [(canonicalize_name(m[1]), m[2], part) for m, part in found if m]


@pytest.mark.parametrize(
    ("locked", "groups"),
    [(Locked.RUN, ["embedded"]), (Locked.DEV, ["embedded", "dev"])],
)
def test_the_lock_holds_what_pyproject_asks_for_and_nothing_else_of_ours(locked, groups):
    asked = wanted(*groups)
    ours = {name: version for name, version, part in blocks(locked) if OURS.search(part)}

    assert set(ours) == set(asked)
    for name, version in ours.items():
        assert asked[name].specifier.contains(version), name


@pytest.mark.parametrize("locked", list(Locked))
def test_every_library_is_pinned_by_hash_and_no_index_is_named(locked):
    text = locked.path.read_text()

    assert all("--hash=sha256:" in part for _, _, part in blocks(locked))
    assert not re.search(r"(?m)^\s*(-i|--index|--extra-index|--find-links|--trusted)", text)
    assert "://" not in text


def test_what_tests_concord_also_runs_it():
    run = {(name, version) for name, version, _ in blocks(Locked.RUN)}
    dev = {(name, version) for name, version, _ in blocks(Locked.DEV)}

    assert run <= dev
