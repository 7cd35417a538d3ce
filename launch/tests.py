"""`./concord test`: the fast tests as the application's role, on servers thrown away afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from launch import environment, folders, servers, steps
from launch.environment import Locked
from launch.log import Log
from launch.outcomes import DONE, FAILED, WRONG_USAGE
from launch.places import ROOT
from launch.processes import run_to_end

DATABASE = "concord_test"
# Processes among which the tests are shared unless the words say otherwise.
SHARERS = 2
# Where the servers of those processes listen.
CLUSTERS = "CONCORD_TEST_CLUSTERS"
# pytest's own codes: 0 passed, 4 wrong usage; all others mean that something failed.
PYTEST_USAGE = 4


@contextmanager
def throw_away(
    mode: str = "test", database: str = DATABASE, *, careless: bool = True
) -> Iterator[tuple[servers.Servers, str, dict[str, str]]]:
    """Servers in a folder that is gone afterwards, their database migrated by its owner.

    Gives the servers, the Python that has the libraries and the variables for its processes.
    Careless servers do not wait for the disk.
    """
    log = Log(terminal=sys.stderr)
    libraries = environment.ensure(Locked.DEV, log.say)
    python = environment.python_of(libraries)
    with folders.thrown_away() as data:
        pair = servers.prepare(data, libraries, log, database=database, throw_away=careless)
        try:
            pair.start()
            variables = pair.environment(mode)
            steps.migrate(python, variables, data)
            steps.compile_translations(python, variables)
            yield pair, python, variables
        finally:
            pair.stop()


@contextmanager
def shared_out(processes: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Servers for each of the processes: what is settled hangs on every transaction of a cluster."""
    with ExitStack() as stack:
        made = [stack.enter_context(throw_away()) for _ in range(max(1, processes))]
        _first, python, variables = made[0]
        yield python, variables | {CLUSTERS: os.pathsep.join(str(pair.cluster.sockets) for pair, *_rest in made)}


def run(words: list[str]) -> int:
    """pytest with `words`; its closing line is the last one printed."""
    chosen = words if "-m" in words else ["-m", "not slow", *words]
    if not words:
        chosen += ["-n", str(SHARERS)]
    with shared_out(workers(chosen)) as (python, variables):
        code = run_to_end([python, "-m", "pytest", *chosen], variables, cwd=ROOT)
    return outcome(code)


def outcome(code: int) -> int:
    """pytest's exit code as one of ours."""
    return {0: DONE, PYTEST_USAGE: WRONG_USAGE}.get(code, FAILED)


def workers(words: list[str]) -> int:
    """How many processes pytest will share the tests among."""
    count = ""
    for index, word in enumerate(words):
        if word in ("-n", "--numprocesses"):
            count = words[index + 1] if index + 1 < len(words) else ""
        elif word.startswith("--numprocesses="):
            count = word.partition("=")[2]
        elif word.startswith("-n") and (word[2:].isdigit() or word[2:] in ("auto", "logical")):
            count = word[2:]
    if count in ("auto", "logical"):
        return os.cpu_count() or 1
    return int(count) if count.isdigit() else 0
