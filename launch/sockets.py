"""Where unix sockets lie, and how their paths stand in a URL."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from urllib.parse import quote

# A socket's address holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" to its directory.
LONGEST_DIRECTORY = 90
POSTGRES_PORT = 5432


def fits(directory: Path) -> bool:
    """Whether both servers can listen in `directory`; PostgreSQL reads a comma as a separator."""
    path = os.fsencode(directory)
    return len(path) <= LONGEST_DIRECTORY and b"," not in path


def make_directory(data: Path) -> Path:
    """`data`/run where it fits, else a fresh 0700 directory in the system's temp."""
    directory = data / "run"
    if fits(directory):
        directory.mkdir(mode=0o700, exist_ok=True)
        return directory
    for parent in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 mkdtemp makes it 0700
        if fits(parent / "concord-00000000"):
            return Path(tempfile.mkdtemp(prefix="concord-", dir=parent))
    raise OSError(f"No directory for sockets: {directory} and the system's temp are too long.")


def database_url(directory: Path, *, role: str, database: str) -> str:
    """A URL for the server listening in `directory`, its path quoted where the host stands."""
    return f"postgres://{role}@{quote(str(directory), safe='')}/{database}"


def broker_url(socket: Path) -> str:
    return f"unix://{quote(str(socket))}"
