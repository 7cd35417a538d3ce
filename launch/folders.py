"""Data folders: made, locked against a second start, thrown away."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from launch import running
from launch.outcomes import Refused
from launch.places import DataFolder

PREFIX = "concord-test-"
ROOM = 1_000_000_000
# Between its making and its locking a folder is nobody's for a moment.
YOUNG = 60.0


def lock(path: Path) -> IO[str] | None:
    """Hold the lock until the file is closed or the process ends; None if another has it."""
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


@contextmanager
def opened(path: Path) -> Iterator[DataFolder]:
    """DIR, made if need be and locked: two servers on one folder would destroy it."""
    data = DataFolder(path)
    make(data)
    held = lock(data.lock)
    if held is None:
        where = read_run_file(data).get("url", "an address not yet known")
        raise Refused(f"Concord is already running on {path}, at {where}.")
    with held:
        yield data


def is_in_use(data: DataFolder) -> bool:
    """Whether a running Concord holds the folder."""
    if not data.lock.exists():
        return False
    held = lock(data.lock)
    if held is None:
        return True
    held.close()
    return False


def make(data: DataFolder) -> None:
    """The folder and what lies in it from the start. One that was there keeps its permissions."""
    try:
        if not data.path.exists():
            data.path.mkdir(mode=0o700, parents=True)
            let_servers_pass(data.path)
        data.outbox.mkdir(mode=0o700, exist_ok=True)
        data.lock.touch(mode=0o600)
    except PermissionError:
        raise Refused(f"You may not write in {data.path}: name another with --data.") from None
    except OSError as refused:
        if refused.errno == errno.ENOSPC:
            raise
        raise Refused(f"{data.path} cannot be used: {refused.strerror}.") from None


def let_servers_pass(folder: Path) -> None:
    """Root's servers run as another user, who has to pass through the folder we just made."""
    if os.geteuid() == 0:
        folder.chmod(0o711)


def read_run_file(data: DataFolder) -> dict[str, Any]:
    """What the running (or last) start wrote about itself; empty if there is none."""
    with suppress(OSError, ValueError):
        found = json.loads(data.run_file.read_text())
        return found if isinstance(found, dict) else {}
    return {}


def write_run_file(data: DataFolder, facts: dict[str, Any]) -> None:
    unfinished = data.run_file.with_suffix(".new")
    unfinished.write_text(json.dumps(facts, indent=1) + "\n")
    unfinished.replace(data.run_file)


def temporary_parent() -> Path:
    """The system's temp, or memory where that has more room than a nearly full disk."""
    parent = Path(tempfile.gettempdir())
    memory = Path("/dev/shm")  # noqa: S108 mkdtemp makes a private folder in it
    if shutil.disk_usage(parent).free < ROOM and memory.is_dir():
        return max(parent, memory, key=lambda folder: shutil.disk_usage(folder).free)
    return parent


@contextmanager
def thrown_away() -> Iterator[DataFolder]:
    """A locked data folder that is gone afterwards, like those that killed runs left behind."""
    parent = temporary_parent()
    for old in parent.glob(PREFIX + "*"):
        remove_if_abandoned(old)
    data = DataFolder(Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)))
    let_servers_pass(data.path)
    make(data)
    with data.lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        try:
            yield data
        finally:
            shutil.rmtree(data.path, ignore_errors=True)


def remove_if_abandoned(folder: Path) -> None:
    """Remove a throw-away folder of ours whose command is gone."""
    with suppress(OSError):
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            return
        if time.time() - folder.stat().st_mtime < YOUNG:
            return
        held = lock(folder / "lock")
        if held is None:
            return
        with held:
            for pid in running.in_directory(os.path.realpath(folder / "postgres")):
                running.end(pid, running.QUIT, patience=2)
            shutil.rmtree(folder, ignore_errors=True)
