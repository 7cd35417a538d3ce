"""Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused input."""

from __future__ import annotations

import socket
import subprocess

import pytest

from launch import folders, ports, tests
from launch.manage import outcome
from launch.outcomes import DONE, FAILED, REFUSED_INPUT, WRONG_USAGE, Refused
from launch.places import ROOT


def concord(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(ROOT / "concord"), *words], capture_output=True, text=True, check=False
    )


def test_help_is_no_failure():
    done = concord("--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ./concord")


@pytest.mark.parametrize("words", [[], ["rum"], ["run", "--prot", "1"], ["check", "--al"], ["manage"]])
def test_wrong_usage_is_2_with_words_on_standard_error(words):
    done = concord(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_a_folder_that_is_a_file_is_3_and_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    done = concord("run", "--data", str(tmp_path / "file"))

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_3_and_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = concord("run", "--port", str(port), "--data", str(tmp_path / "data"))

    assert done.returncode == 3
    assert done.stderr.startswith(f"Port {port} is taken")
    assert done.stderr.count("\n") == 1


def test_a_port_taken_in_the_newer_address_form_is_refused_too():
    try:
        taken = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with taken, pytest.raises(Refused, match="is taken"):
        ports.listen(taken.getsockname()[1])


def test_a_folder_in_use_is_refused_with_its_address(tmp_path):
    with folders.opened(tmp_path / "data") as data:
        folders.write_run_file(data, {"url": "http://localhost:8123"})
        with (
            pytest.raises(Refused, match="http://localhost:8123"),
            folders.opened(tmp_path / "data"),
        ):
            pass


@pytest.mark.parametrize(
    ("code", "ours"),
    [(0, DONE), (1, FAILED), (2, FAILED), (3, FAILED), (4, WRONG_USAGE), (5, FAILED)],
)
def test_pytests_codes_become_ours(code, ours):
    assert tests.outcome(code) == ours


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 0),
        (["-n", "3"], 3),
        (["-n3"], 3),
        (["--numprocesses=2", "-x"], 2),
        (["--numprocesses", "2"], 2),
        (["-n", "0"], 0),
        (["-n"], 0),
        (["-k", "name"], 0),
    ],
)
def test_each_of_pytests_processes_gets_a_database(words, count):
    assert tests.workers(words) == count


@pytest.mark.parametrize(
    ("code", "ending"), [(0, DONE), (3, REFUSED_INPUT), (1, FAILED), (2, WRONG_USAGE), (-9, FAILED)]
)
def test_a_management_command_that_refuses_its_input_says_so(code, ending):
    assert outcome(code) == ending
