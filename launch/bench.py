"""`./concord bench`: the promised figures, measured on servers that wait for the disk."""

from __future__ import annotations

from launch import steps, tests
from launch.outcomes import DONE, FAILED, WRONG_USAGE
from launch.places import ROOT
from launch.processes import run_to_end

USAGE = 2


def run(words: list[str]) -> int:
    """`python -m bench` with `words`; an exit code."""
    with tests.throw_away("sample", "concord", careless=False) as (_servers, python, variables):
        steps.collect_static(python, variables)
        code = run_to_end([python, "-m", "bench", *words], variables, cwd=ROOT)
    return {0: DONE, USAGE: WRONG_USAGE}.get(code, FAILED)
