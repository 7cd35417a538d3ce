"""The embedded Valkey: broker, cache and sessions, reached by a unix socket."""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launch.identity import Identity

# What Valkey says when it cannot read its own file.
DAMAGE = ("Bad file format", "Unrecoverable error", "Fatal error loading", "Wrong signature")


@dataclass(frozen=True)
class Broker:
    """A Valkey directory, its socket and who runs it."""

    directory: Path
    sockets: Path
    program: Path
    identity: Identity
    throw_away: bool = False

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def make(self) -> None:
        if not self.directory.exists():
            self.directory.mkdir(mode=0o700)
            self.identity.give(self.directory)

    def command(self) -> list[str]:
        words = [str(self.program), "--port", "0", "--daemonize", "no", "--loglevel", "warning"]
        words += ["--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        words += ["--dir", str(self.directory), "--save", ""]
        return [*words, "--appendonly", "no" if self.throw_away else "yes"]

    def clear_the_way(self) -> None:
        self.socket.unlink(missing_ok=True)

    def is_ready(self) -> bool:
        """Whether the server answers, its file read to the end."""
        with socket.socket(socket.AF_UNIX) as caller, suppress(OSError):
            caller.settimeout(1)
            caller.connect(str(self.socket))
            caller.sendall(b"PING\r\n")
            return caller.recv(16).startswith(b"+PONG")
        return False

    def move_damaged(self) -> Path:
        """Put an unreadable store aside, keeping it, and begin an empty one."""
        aside = self.directory.with_name(f"{self.directory.name}.damaged-{time.time_ns()}")
        os.rename(self.directory, aside)
        self.make()
        return aside


def is_damage(words: str) -> bool:
    """Whether Valkey's last words say that its own file cannot be read."""
    return any(sign in words for sign in DAMAGE)
