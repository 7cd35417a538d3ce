"""The command line is read once, and says what it does not understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch import arguments
from launch.outcomes import WrongUsage


def test_run_without_words_has_the_promised_defaults(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")

    assert arguments.read_run([]) == arguments.Run(Path("/srv/data/concord"), 8000, empty=False)


def test_a_relative_data_home_is_ignored(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    monkeypatch.setenv("HOME", "/home/amina")

    assert arguments.read_run([]).data == Path("/home/amina/.local/share/concord")


@pytest.mark.parametrize(
    "words",
    [
        ["--port", "8001", "--data", "/srv/my data", "--empty"],
        ["--empty", "--data=/srv/my data", "--port=8001"],
    ],
)
def test_run_reads_options_in_both_spellings(words):
    assert arguments.read_run(words) == arguments.Run(Path("/srv/my data"), 8001, empty=True)


@pytest.mark.parametrize(
    "words",
    [
        ["--prot", "1"],
        ["8001"],
        ["--port"],
        ["--port", "0"],
        ["--port", "65536"],
        ["--port", "٨٠٠٠"],
        ["--port", "-1"],
        ["--data"],
        ["--data", ""],
        ["--empty=yes"],
    ],
)
def test_run_refuses_what_it_does_not_understand(words):
    with pytest.raises(WrongUsage):
        arguments.read_run(words)


def test_manage_leaves_djangos_options_alone():
    read = arguments.read_manage(["--data", "/srv/a", "loaddata", "--data", "x"])

    assert read == arguments.Manage(Path("/srv/a"), ("loaddata", "--data", "x"))


def test_manage_needs_a_command():
    with pytest.raises(WrongUsage):
        arguments.read_manage(["--data", "/srv/a"])


def test_check_knows_all_only():
    assert not arguments.read_check([])
    assert arguments.read_check(["--all"])
    with pytest.raises(WrongUsage):
        arguments.read_check(["--al"])
