"""Processes that run already: who they are, and how to end the ones that are ours."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
QUIT = signal.SIGQUIT


def all_pids() -> list[int]:
    """Every process we can see; none where the system has no /proc."""
    if not PROC.is_dir():
        return []
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def working_directory(pid: int) -> str:
    """Where the process works, or nothing if it is gone or not ours to ask."""
    try:
        return os.readlink(PROC / str(pid) / "cwd")
    except OSError:
        return ""


def in_directory(directory: str) -> list[int]:
    return [pid for pid in all_pids() if working_directory(pid) == directory]


def is_alive(pid: int) -> bool:
    """Whether the process runs; a dead one that nobody has buried counts as gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return True
    return state not in "ZX"


def end(pid: int, first: signal.Signals, *, patience: float) -> None:
    """Send `first`, wait up to `patience` seconds, then end the process for certain."""
    for sent in (first, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, sent)
        deadline = time.monotonic() + patience
        while is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        if not is_alive(pid):
            return


def session(pid: int) -> int:
    """The session the process belongs to, or 0 if it is gone."""
    try:
        return os.getsid(pid)
    except OSError:
        return 0


def has_variable(pid: int, name: str, value: str) -> bool:
    """Whether the process was started with this variable; False where we may not ask."""
    try:
        return f"{name}={value}".encode() in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False
