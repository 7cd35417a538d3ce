"""`./concord check`: what a machine can say about the code, all of it before any of it counts."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch import bench, environment, tests
from launch.environment import Locked
from launch.log import Log
from launch.outcomes import DONE, FAILED, Ending
from launch.places import ROOT
from launch.processes import run_to_end
from launch.servers import bare_environment
from launch.steps import files


@dataclass(frozen=True)
class Result:
    name: str
    passed: bool
    seconds: float


def run(everything: bool) -> int:
    """Every check under a heading, then a summary; an exit code."""
    log = Log(terminal=sys.stderr)
    libraries = environment.ensure(Locked.DEV, log.say)
    results = [
        check(name, words, bare_environment() | {"CONCORD_MODE": "test"}) for name, words in readings(libraries).items()
    ]
    try:
        with tests.throw_away() as (_servers, python, variables):
            pytest = [python, "-m", "pytest"]
            manage = [python, str(ROOT / "manage.py")]
            changes = [*manage, "makemigrations", "--check", "--dry-run"]
            results.append(check("migrations", changes, variables))
            guards = [*pytest, "tests/guards", "-m", "not slow"]
            results.append(check("guards: texts, sizes, gates", guards, variables))
            if everything:
                slow = [*pytest, "tests", "-m", "slow and not shared_out"]
                results.append(check("slow tests", slow, variables))
        if everything:
            with tests.shared_out(tests.SHARERS) as (python, variables):
                shared = [python, "-m", "pytest", "tests", "-m", "shared_out", "-n", str(tests.SHARERS)]
                results.append(check("slow tests, shared out", shared, variables))
            results.append(figures())
    except Ending as ending:
        print(ending, flush=True)
        results.append(Result("database", passed=False, seconds=0))
    return summary(results)


def readings(libraries: Path) -> dict[str, list[str]]:
    """The checks that only read the code, by name."""
    programs = libraries / "bin"
    templates = [str(path.relative_to(ROOT)) for path in files("*.html")]
    return {
        "style": [str(programs / "ruff"), "check", "."],
        "format": [str(programs / "ruff"), "format", "--check", "."],
        "types": [str(programs / "mypy"), "."],
        "import contracts": [str(programs / "lint-imports")],
        "templates": [str(programs / "djade"), "--check", "--target-version", "5.2", *templates],
    }


def check(name: str, words: list[str], variables: Mapping[str, str]) -> Result:
    print(f"\n== {name} ==", flush=True)
    began = time.monotonic()
    code = run_to_end(words, variables, cwd=ROOT)
    return Result(name, code == 0, time.monotonic() - began)


def figures() -> Result:
    print("\n== figures at small size ==", flush=True)
    began = time.monotonic()
    return Result("figures", bench.run(["--small"]) == DONE, time.monotonic() - began)


def summary(results: list[Result]) -> int:
    print("\n== summary ==")
    for result in results:
        word = "ok" if result.passed else "FAILED"
        print(f"{word:<8}{result.name} ({result.seconds:.1f} s)")
    passed = all(result.passed for result in results)
    print("All checks passed." if passed else "Some checks failed.", flush=True)
    return DONE if passed else FAILED
