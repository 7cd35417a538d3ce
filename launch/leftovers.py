"""What an earlier start on the same folder left behind when it was killed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from launch import running
from launch.folders import read_run_file
from launch.places import DataFolder

PATIENCE = 10.0


def clear(data: DataFolder) -> None:
    """End our processes of the last start, remove its sockets. The folder's lock is ours."""
    facts = read_run_file(data)
    pids = facts.get("pids")
    leaders = {pid for pid in pids.values() if isinstance(pid, int)} if pids else set()
    end_members(leaders, data)
    sockets = facts.get("sockets")
    if isinstance(sockets, dict):
        remove_temporary(Path(str(sockets.get("directory", ""))))
    data.run_file.unlink(missing_ok=True)


def end_members(leaders: set[int], data: DataFolder) -> None:
    """End the web and worker processes of those sessions, and only where they name our folder."""
    ours = [pid for pid in running.all_pids() if running.session(pid) in leaders]
    ours = [pid for pid in ours if running.has_variable(pid, "CONCORD_DATA", str(data.path))]
    for pid in ours:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while any(map(running.is_alive, ours)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in ours:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def remove_temporary(sockets: Path) -> None:
    """Remove the socket folder in the system's temp, if that is what `sockets` is."""
    with suppress(OSError):
        if not sockets.name.startswith("concord-") or sockets.is_symlink():
            return
        facts = sockets.stat()
        strangers = {entry.name for entry in sockets.iterdir()} - {
            ".s.PGSQL.5432", ".s.PGSQL.5432.lock", "valkey.sock",
        }  # fmt: skip
        if facts.st_mode & 0o077 == 0 and not strangers:
            shutil.rmtree(sockets)
