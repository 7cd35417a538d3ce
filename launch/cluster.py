"""The embedded PostgreSQL: made once, repaired after any accident, reached by a unix socket."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launch import running
from launch.identity import Identity, launch_words
from launch.outcomes import Failed
from launch.sockets import POSTGRES_PORT

OWNER = "concord_owner"
APP = "concord_app"
EXTENSIONS = ("ltree", "pg_trgm", "unaccent", "btree_gist")

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(POSTGRES_PORT),
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",  # no disk turns any more: lists come in the order of their index
    "io_method": "sync",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
# What a cluster may do when nobody minds losing it.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "on",
}


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL data directory, the socket directory it listens in and who runs it."""

    directory: Path
    sockets: Path
    programs: Path
    identity: Identity
    database: str = "concord"
    throw_away: bool = False

    @property
    def socket(self) -> Path:
        return self.sockets / f".s.PGSQL.{POSTGRES_PORT}"

    def make(self) -> None:
        """Create the cluster with its roles and database, unless it is there; all or nothing."""
        if self.directory.exists():
            self.write_access()
            return
        unfinished = self.directory.with_name(self.directory.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.identity.give(unfinished)
        words = [str(self.programs / "initdb"), "-D", str(unfinished), "-U", "postgres"]
        words += ["--auth=peer", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        words += ["--lc-collate=C", "--lc-ctype=C", "--lc-messages=C", "--no-instructions"]
        self.run(words + (["--no-sync"] if self.throw_away else []))
        self.run(
            [str(self.programs / "postgres"), "--single", "-j", "-c", "exit_on_error=true"]
            + (["-c", "fsync=off"] if self.throw_away else [])
            + ["-D", str(unfinished), "template1"],
            stdin=";\n\n".join((*first_statements(self.database), "")),
        )
        unfinished.rename(self.directory)
        self.write_access()

    def write_access(self) -> None:
        """Who may connect: the kernel says who calls, the map says which roles that user has."""
        roles = f"postgres,{OWNER},{APP}"
        (self.directory / "pg_hba.conf").write_text(
            f"# Written by ./concord at every start.\nlocal all {roles} peer map=concord\n"
        )
        names = {
            (self.identity.server, "postgres"),
            (self.identity.client, OWNER),
            (self.identity.client, APP),
        }
        lines = [f'concord "{user}" {role}\n' for user, role in sorted(names)]
        (self.directory / "pg_ident.conf").write_text("".join(lines))

    def command(self) -> list[str]:
        words = [str(self.programs / "postgres"), "-D", str(self.directory)]
        words += ["-k", str(self.sockets)]
        for name, setting in (SETTINGS | (CARELESS if self.throw_away else {})).items():
            words += ["-c", f"{name}={setting}"]
        return words

    def clear_the_way(self) -> None:
        """End what an earlier server left behind. We hold the folder's lock, so it is ours."""
        here = os.path.realpath(self.directory)
        pid_file = self.directory / "postmaster.pid"
        with suppress(OSError, ValueError, IndexError):
            postmaster = int(pid_file.read_text().splitlines()[0])
            if running.working_directory(postmaster) == here:
                running.end(postmaster, signal.SIGINT, patience=8)
        for pid in running.in_directory(here):
            running.end(pid, signal.SIGTERM, patience=1)
        # Whoever bears these numbers now is no server of this cluster.
        pid_file.unlink(missing_ok=True)
        for left in (self.socket, self.socket.with_name(self.socket.name + ".lock")):
            left.unlink(missing_ok=True)

    def is_ready(self, pid: int) -> bool:
        """Whether the server with this process id accepts connections."""
        try:
            lines = (self.directory / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def run(self, words: list[str], stdin: str = "") -> None:
        """Run one of PostgreSQL's programs to its end; what it said is in the Failed."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        done = subprocess.run(
            launch_words(self.identity, words, death=signal.SIGTERM),
            input=stdin,
            env=environment,
            cwd="/",
            text=True,
            errors="replace",
            capture_output=True,
            start_new_session=True,
            check=False,
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            if "No space left on device" in said:
                raise Failed(f"The disk is full: no room for the database in {self.directory}.")
            raise Failed(f"{Path(words[0]).name} failed: {said}")


def first_statements(database: str) -> list[str]:
    """Roles, and in template1 their rights, so that every database made later inherits them."""
    rights = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT"
    return [
        f"CREATE ROLE {OWNER} LOGIN",
        f"CREATE ROLE {APP} LOGIN",
        f"{rights} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
        f"{rights} USAGE ON SEQUENCES TO {APP}",
        *(f"CREATE EXTENSION {name}" for name in EXTENSIONS),
        f'CREATE DATABASE "{database}" OWNER {OWNER}',
    ]
