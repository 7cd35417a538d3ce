"""The two sites side by side, each on the product's own web server, and the product's other processes."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

TOKEN = "t" * 32
WATCHED_EVERY = 4_000_000
# Celery tells root not to be root.
QUIET = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass
class Streamed:
    """Seconds to the first byte and to the last, line ends, and the most that was watched."""

    first: float
    seconds: float
    lines: int
    most_watched: int


class Site:
    """A site asked over one connection that stays open, as a browser's does."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port, self.session = port, session
        self.compression = "gzip, deflate, br"
        self.asked_at = 0.0
        self.caller = http.client.HTTPConnection("localhost", port, timeout=30)

    def ask(self, path: str, form: list[tuple[str, str]] | None = None) -> Answer:
        headers = {"Accept-Encoding": self.compression}
        if self.session:
            headers["Cookie"] = f"concord={self.session}; concord-csrf={TOKEN}"
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode([*form, ("csrfmiddlewaretoken", TOKEN)])
        if time.monotonic() - self.asked_at > 2:  # the server closes what has been quiet for long
            self.caller.close()
            self.caller.connect()
        began = time.perf_counter()
        self.caller.request("POST" if form is not None else "GET", path, body, headers)
        answer = self.caller.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - began
        self.asked_at = time.monotonic()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content, seconds)

    def stream(self, path: str, *, stop_at: int = 0, watch: Callable[[], int] = lambda: 0) -> Streamed:
        """Read a long answer to a POST as it comes, uncompressed; `watch` is asked now and then meanwhile.

        With `stop_at` the connection is closed after so many bytes.
        """
        headers = {"Cookie": f"concord={self.session}; concord-csrf={TOKEN}"} if self.session else {}
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "identity"}
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=300)) as caller:
            caller.connect()
            began = time.perf_counter()
            caller.request("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN}), headers)
            answer = caller.getresponse()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            part = answer.read(1)
            first, lines, most, size = time.perf_counter() - began, 0, 0, 1
            while not (stop_at and size >= stop_at) and (part := answer.read(WATCHED_EVERY)):
                lines += part.count(b"\n")
                size += len(part)
                most = max(most, watch())
            return Streamed(first, time.perf_counter() - began, lines, most)


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running(words: list[str], **more: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", *words], env=os.environ | QUIET | more, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def served(application: str, session: str = "") -> Iterator[tuple[Site, subprocess.Popen[bytes]]]:
    port = free_port()
    words = ["gunicorn", "-c", "config/gunicorn.py", "--bind", f"127.0.0.1:{port}", application]
    with running(words) as process:
        site = Site(port, session)
        deadline = time.monotonic() + 60
        while True:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), timeout=1)):
                break
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError(f"{application} did not start")
            time.sleep(0.1)
        yield site, process


def memory_of(pids: set[int]) -> int:
    """The share of memory (PSS) that these processes and all below them hold, in bytes."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    family = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for pid in family:
        with suppress(OSError):
            rollup = (Path("/proc") / str(pid) / "smaps_rollup").read_text()
            total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def servers_of(data: str) -> set[int]:
    """PostgreSQL and Valkey, known by the folder they work in."""
    found = set()
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and (entry / "cwd").readlink().is_relative_to(data):
                found.add(int(entry.name))
    return found
