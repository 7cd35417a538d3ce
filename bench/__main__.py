"""`python -m bench [--small] [--json FILE]`: the promised figures, beside a plain page in the same run.

Ratios and sizes decide: exit 1 when one is missed that does not stand in `bench/promises.py`, or is worse by half
than it stands there. Seconds are printed to be looked at.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median

import django

django.setup()

from bench import counting, exports, maps, mission, pages, reports  # noqa: E402
from bench.figures import Figure, Limit  # noqa: E402
from bench.frame import write_frame  # noqa: E402
from bench.sites import Site, memory_of, running, served, servers_of  # noqa: E402


def side_by_side(
    name: str, ours: Callable[[], float], bare: Callable[[], float], *, promised: float, rounds: int, times: int
) -> Figure:
    """The median over rounds of the ratio of the medians in a round; within a round the two take turns."""
    ratios, seconds = [], []
    for _ in range(rounds):
        taken = [(ours(), bare()) for _ in range(times)]
        pair = median(one for one, _other in taken), median(other for _one, other in taken)
        ratios.append(pair[0] / pair[1])
        seconds.append(pair)
    more = f"[{median(s[0] for s in seconds) * 1000:.1f} ms against {median(s[1] for s in seconds) * 1000:.1f} ms]"
    return Figure(name, round(median(ratios), 2), promised, "times the plain page", more)


def reading(site: Site, path: str) -> Callable[[], float]:
    def ask() -> float:
        answer = site.ask(path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer.seconds

    return ask


def writing(site: Site, form: Callable[[int], list[tuple[str, str]]]) -> Callable[[], float]:
    count = iter(range(10**9))

    def send() -> float:
        answer = site.ask("/meetings/new/", form(next(count)))
        if answer.status != 302:
            raise RuntimeError(f"writing a meeting answered {answer.status}: {answer.body[:300]!r}")
        return answer.seconds

    return send


def measure(small: bool, only: str = "") -> list[Figure | Limit]:
    measured = mission.make()
    figures: list[Figure | Limit] = []
    with ExitStack() as stack:
        ours, our_process = stack.enter_context(served("config.wsgi:application", measured.session))
        bare, _process = stack.enter_context(served("bench.bare.wsgi:application"))
        if only in {"", "pages"}:
            figures += measure_pages(measured, ours, bare, small=small)
            figures.append(at_rest(our_process.pid, stack))
        if only in {"", "maps"}:
            figures += maps.measure(ours)
        if only in {"", "counting"}:
            figures += counting.measure(measured, small=small)
        if only in {"", "exports"}:
            figures += exports.measure(measured, ours, our_process.pid, bare, small=small)
        if only in {"", "reports"}:
            figures += reports.measure()
    return figures


def measure_pages(measured: mission.Measured, ours: Site, bare: Site, *, small: bool) -> list[Figure]:
    rounds, times = (5, 12) if small else (9, 40)
    made = [sys.executable, "-m", "bench.bare.make", str(mission.PARTICIPANTS), str(mission.ITEMS), str(mission.LISTED)]
    keys = json.loads(subprocess.run(made, env=os.environ, check=True, capture_output=True, text=True).stdout)
    bare_path = keys.pop("path")
    write_frame(measured.officer)
    figures = pages.statements(measured)
    path = measured.meeting.get_absolute_url()
    pairs = [
        ("meeting page", path, bare_path),
        ("item list of 25", "/actions/?size=25", "/actions/?size=25"),
        ("item list of 100", "/actions/?size=100", "/actions/?size=100"),
    ]
    for name, our_path, plain_path in pairs:
        pages.check_same_content(ours, our_path, bare, plain_path)
        one, other = reading(ours, our_path), reading(bare, plain_path)
        for _ in range(8):  # both workers of both sites have seen the page
            one(), other()
        figures.append(side_by_side(name, one, other, promised=3, rounds=rounds, times=times))
    figures += pages.sizes(ours, path)
    one, other = writing(ours, measured.form), writing(bare, partial(mission.log_form, **keys))
    for _ in range(4):
        one(), other()
    name = "writing a meeting with 10 participants and 20 items"
    figures.append(side_by_side(name, one, other, promised=4, rounds=rounds, times=times))
    return figures


def at_rest(web: int, stack: ExitStack) -> Figure:
    """Everything that runs for a mission, once it has done its work and waits."""
    celery = ["celery", "-q", "-A", "config.celery"]
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "ERROR"]
    beat = [*celery, "beat", "--scheduler", "celery.beat:Scheduler", "--pidfile", "", "--loglevel", "ERROR"]
    own = {web, *(stack.enter_context(running(words)).pid for words in (worker, beat))}
    pages.wait_until_worker_lives()
    servers = servers_of(os.environ["CONCORD_DATA"])
    if len(servers) < 2:
        raise RuntimeError("PostgreSQL or Valkey was not found among the processes")
    megabytes = memory_of(own | servers) / 1_000_000
    return Figure("memory of all processes at rest", round(megabytes), 600, "MB (PSS)")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="fewer rounds, for every day")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument(
        "--only", choices=["pages", "maps", "counting", "exports", "reports"], default="", help="a part of them"
    )
    wanted = parser.parse_args(words)
    taken = measure(wanted.small, wanted.only)
    for one in taken:
        print(one)
    figures = [one for one in taken if isinstance(one, Figure)]
    if wanted.json:
        rows = [asdict(figure) | {"kept": figure.is_kept} for figure in figures]
        wanted.json.write_text(json.dumps({"figures": rows}, indent=1) + "\n")
    missed = [figure for figure in figures if not figure.is_kept]
    failures = [figure for figure in figures if figure.is_failure]
    print(f"{len(figures) - len(missed)} of {len(figures)} promises are kept.")
    if missed:
        print(f"{len(missed)} promises are MISSED: {', '.join(figure.name for figure in missed)}.")
    if failures:
        print(f"FAILED, and not known or worse by half: {', '.join(figure.name for figure in failures)}.")
    return 1 if failures else 0


sys.exit(main(sys.argv[1:]))
