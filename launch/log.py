"""One readable log of all processes: on the terminal, and in a file kept small."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

LARGEST = 5_000_000


class Log:
    """Lines of several processes, each under its name; threads may share it."""

    def __init__(self, file: Path | None = None, *, terminal: TextIO | None = None) -> None:
        self.terminal = terminal or sys.stdout
        self.lock = threading.Lock()
        self.path = file
        self.file: TextIO | None = None
        if file:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            self.open()

    def open(self) -> None:
        if self.path is None:
            return
        if self.path.exists() and self.path.stat().st_size > LARGEST:
            self.path.replace(self.path.with_suffix(".old.log"))
        self.file = self.path.open("a", encoding="utf-8", errors="replace")

    def say(self, sentence: str) -> None:
        """A sentence of ours: to the terminal as it stands, to the file with the time."""
        self.put("concord", sentence, sentence)

    def write(self, name: str, line: str, *, to_file_only: bool = False) -> None:
        """A line that the process `name` wrote."""
        if not line.strip():
            return
        self.put(name, line, None if to_file_only else f"{name:<9}| {line}")

    def put(self, name: str, line: str, shown: str | None) -> None:
        with self.lock:
            if shown is not None:
                self.show(shown)
            if self.file:
                now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
                try:
                    self.file.write(f"{now} {name:<9}| {line}\n")
                    self.file.flush()
                    if self.file.tell() > LARGEST:
                        self.file.close()
                        self.open()
                except OSError as refused:
                    # A full disk must not end the servers that it has not reached.
                    self.file = None
                    self.show(f"The log file is given up: {refused.strerror}.")

    def show(self, line: str) -> None:
        try:
            print(line, file=self.terminal, flush=True)
        except OSError:
            # The terminal is gone; the file goes on.
            self.terminal = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115
