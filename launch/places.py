"""The folders this command works in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from launch.outcomes import Refused

ROOT = Path(__file__).resolve().parent.parent


def default_data() -> Path:
    """A folder under the user's data home."""
    home = os.environ.get("XDG_DATA_HOME", "")
    # The standard says to ignore a relative path.
    if home.startswith("/"):
        return Path(home) / "concord"
    try:
        return Path.home() / ".local" / "share" / "concord"
    except RuntimeError:
        raise Refused("Your user has no home folder: name one with --data DIR.") from None


@dataclass(frozen=True)
class DataFolder:
    """DIR: everything a mission on this machine keeps."""

    path: Path

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def valkey(self) -> Path:
        return self.path / "valkey"

    @property
    def outbox(self) -> Path:
        return self.path / "outbox"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def secret_key(self) -> Path:
        return self.path / "secret_key"

    @property
    def run_file(self) -> Path:
        return self.path / "run.json"

    @property
    def server_files(self) -> Path:
        return self.path / "server-files"
