"""`./concord journeys`: a real browser on a sample mission that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import environment, folders, ports, servers, tests
from launch.environment import Locked
from launch.identity import launch_words
from launch.log import Log
from launch.outcomes import DONE, FAILED, Failed
from launch.places import ROOT, DataFolder
from launch.processes import run_to_end

PACKAGES = ("chromium", "fonts-noto-core")
READY = "Concord is ready: "
SECONDS_TO_READY = 240.0
SKIPPED = """
************************************************************************
*  THE BROWSER JOURNEYS WERE SKIPPED: there is no Chromium here.       *
*  Debian: apt install chromium fonts-noto-core                        *
************************************************************************"""
# Journeys are left out of the fast tests; here they are the whole matter.
OPTIONS = "addopts=--strict-markers --strict-config -q"


def run(words: list[str]) -> int:
    """The journeys with pytest's `words`; an exit code. Without a browser: skipped, loudly."""
    log = Log(terminal=sys.stderr)
    if browser() is None:
        install_browser(log)
    if browser() is None:
        print(SKIPPED, flush=True)
        return FAILED if os.environ.get("CI", "").lower() in ("1", "true", "yes") else DONE
    libraries = environment.ensure(Locked.DEV, log.say)
    with folders.thrown_away() as parent:
        data = DataFolder(parent.path / "mission")
        port = ports.free_port()
        with sample_mission(data, port):
            facts = folders.read_run_file(data)["sockets"]
            variables = servers.variables(data, Path(facts["directory"]), Path(facts["valkey"]), "concord", "test")
            variables |= {"CONCORD_JOURNEY_URL": f"http://localhost:{port}"}
            variables |= {"CONCORD_CHROMIUM": browser() or ""}
            pytest = [environment.python_of(libraries), "-m", "pytest", "-o", OPTIONS]
            chosen = words if names_a_journey(words) else ["tests/journeys", *words]
            code = run_to_end([*pytest, *chosen], variables, cwd=ROOT)
    return tests.outcome(code)


def names_a_journey(words: list[str]) -> bool:
    return any("tests/journeys" in word for word in words)


def browser() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def install_browser(log: Log) -> None:
    """Debian's Chromium and the fonts of the six languages, where root may and apt can."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    log.say(f"Installing {' and '.join(PACKAGES)} …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            log.say(f"apt-get {words[0]} failed: {done.stderr.strip()[-500:]}")


@contextmanager
def sample_mission(data: DataFolder, port: int) -> Iterator[None]:
    """A mission started the way everyone starts one, ready, and stopped afterwards."""
    words = [str(ROOT / "concord"), "run", "--port", str(port), "--data", str(data.path)]
    process = subprocess.Popen(
        launch_words(None, words, death=signal.SIGTERM),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    said: list[str] = []
    ready = threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            said.append(line)
            if line.startswith(READY):
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        if not ready.wait(SECONDS_TO_READY) or process.poll() is not None:
            raise Failed("The sample mission did not start:\n" + "".join(said))
        yield
    finally:
        process.terminate()
        process.wait()
