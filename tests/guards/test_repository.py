"""The repository stands on its own: it speaks of no other machine and its libraries are locked by hash."""

from __future__ import annotations

import re

from tests.guards.sources import ROOT, all_files, python_files, text_of, tree_of

TEXTS = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".sh",
    ".css",
    ".js",
    ".po",
    ".csv",
    ".lock",
    ".conf",
    "",
}
# Put together so that this file does not find itself.
SOMEBODYS_HOME = re.compile(
    "/(" + "|".join(["ho" + "me/[a-z]", "Us" + "ers/[A-Za-z]", "wo" + "rk/", "ro" + "ot/"]) + ")"
)
# Folders of the system that the launcher speaks of on purpose.
MEANT = re.compile(r"^(launch/|docs/operate/|tests/launch/|Dockerfile|docker-compose\.yml)")
INDEX = re.compile(r"^\s*(--(extra-)?index-url|--find-links|-i )|https?://(?!localhost)", re.MULTILINE)


def readable() -> list:
    return [path for path in all_files() if path.suffix in TEXTS and path.name != "blns.json"]


def test_nothing_speaks_of_another_machine():
    found = [
        f"{path}: {match[0]}"
        for path in readable()
        if not MEANT.match(path.as_posix())
        for match in SOMEBODYS_HOME.finditer(text_of(path))
    ]

    assert found == []


def test_the_locks_name_no_index_and_hash_everything():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pinned = re.findall(r"^[A-Za-z0-9._-]+(?:\[[^\]]*\])?==", text, re.MULTILINE)
        hashed = re.findall(
            r"^[A-Za-z0-9._-]+(?:\[[^\]]*\])?==[^\n]*\\\n(?:\s+#[^\n]*\n)*\s+--hash=sha256:", text, re.MULTILINE
        )

        assert INDEX.findall(text) == [], name
        assert len(pinned) > 20, name
        assert len(hashed) == len(pinned), name


def test_every_library_that_is_named_is_explained():
    """docs/decisions says of each dependency why, and what we would do without it."""
    project = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(r"^(?:dependencies|embedded|dev) = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    names = {re.split(r"[\[<>=;]", line.strip().strip('",'))[0] for part in lists for line in part.splitlines()}
    explained = "".join(
        (ROOT / path).read_text() for path in all_files() if path.match("docs/decisions/*dependencies*.md")
    )

    assert {name for name in names if name and f"`{name}`" not in explained} == set()


def test_python_says_its_annotations_are_for_readers():
    """`from __future__ import annotations` on top of every file that has any code."""
    missing = [
        str(path)
        for path in python_files(tests=True)
        if any(getattr(node, "body", None) for node in tree_of(path).body)
        and "from __future__ import annotations" not in text_of(path)
    ]

    assert missing == []
