"""Reads the verb, does it, and ends with its exit code."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

from launch import arguments, bench, checks, journeys, manage, mission, tests
from launch.outcomes import DONE, FAILED, Ending, WrongUsage

VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": lambda words: mission.run(arguments.read_run(words)),
    "test": tests.run,
    "journeys": journeys.run,
    "check": lambda words: checks.run(arguments.read_check(words)),
    "bench": bench.run,
    "manage": lambda words: manage.run(arguments.read_manage(words)),
}


def main(words: list[str]) -> int:
    """Do what the command line says; an exit code."""
    if not words:
        raise WrongUsage(arguments.USAGE)
    verb, rest = words[0], words[1:]
    if verb in ("help", "-h", "--help"):
        print(arguments.USAGE)
        return DONE
    if verb not in VERBS:
        raise WrongUsage(f"Concord does not know the verb {verb}.\n\n{arguments.USAGE}")
    return VERBS[verb](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Ending as ending:
        print(ending, file=sys.stderr)
        sys.exit(ending.code)
    except OSError as refused:
        if refused.errno != errno.ENOSPC:
            raise
        print("The disk is full.", file=sys.stderr)
        sys.exit(FAILED)
