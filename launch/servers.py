"""PostgreSQL and Valkey together: one pair of servers over one data folder."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

from launch import identity, programs, sockets
from launch.broker import Broker, is_damage
from launch.cluster import APP, OWNER, Cluster
from launch.log import Log
from launch.outcomes import Failed
from launch.places import DataFolder
from launch.processes import Child, Supervisor

# Names that would send our processes elsewhere than to the servers started here.
OURS = ("CONCORD_", "DJANGO_", "DATABASE_", "REDIS_", "CELERY_", "GUNICORN_", "PG", "PYTHON")
ALSO_OURS = ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "VIRTUAL_ENV")


def bare_environment() -> dict[str, str]:
    """The caller's environment without anything that steers Python, Django or a database."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS) and name not in ALSO_OURS}


@dataclass
class Servers:
    """The two embedded servers of a data folder."""

    data: DataFolder
    cluster: Cluster
    broker: Broker
    log: Log
    supervisor: Supervisor
    postgres: Child = field(init=False)
    valkey: Child = field(init=False)

    def start(self) -> None:
        """Make what is missing, repair what an accident left, start both, wait for both."""
        self.cluster.make()
        self.broker.make()
        quick = self.cluster.throw_away
        self.postgres = self.supervisor.start(
            Child(
                "postgres",
                self.cluster.command(),
                {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                self.log,
                self.cluster.identity,
                # SIGTERM would wait for every client; these two do not.
                stop_signal=signal.SIGQUIT if quick else signal.SIGINT,
                patience=20,
                quiet=True,
                before_start=self.cluster.clear_the_way,
            )
        )
        self.valkey = self.supervisor.start(
            Child(
                "valkey",
                self.broker.command(),
                {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                self.log,
                self.broker.identity,
                stop_signal=signal.SIGKILL if quick else signal.SIGTERM,
                quiet=True,
                before_start=self.broker.clear_the_way,
                after_death=self.set_damage_aside,
            )
        )
        self.wait_for_valkey()
        self.postgres.wait_until(lambda: self.cluster.is_ready(self.postgres.pid), seconds=90)

    def stop(self) -> None:
        """Stop both, and whatever else the supervisor started since; no socket is left."""
        self.supervisor.stop()
        shutil.rmtree(self.cluster.sockets, ignore_errors=True)

    def wait_for_valkey(self) -> None:
        try:
            self.valkey.wait_until(self.broker.is_ready, seconds=60)
        except Failed:
            if not self.set_damage_aside(self.valkey.last_words()):
                raise
            self.valkey.start()
            self.valkey.wait_until(self.broker.is_ready, seconds=60)

    def set_damage_aside(self, words: str) -> bool:
        """Where Valkey died of its own file, go on without it, loudly; whether it did."""
        if not is_damage(words):
            return False
        aside = self.broker.move_damaged()
        self.log.say(
            f"Valkey could not read its file, which now lies in {aside}; it starts empty. "
            "People sign in again; messages not yet sent are sent from the database."
        )
        return True

    def environment(self, mode: str) -> dict[str, str]:
        """What every Django process gets to find the servers and its data."""
        place = self.cluster.sockets
        return variables(self.data, place, self.broker.socket, self.cluster.database, mode)


def variables(data: DataFolder, place: Path, valkey: Path, database: str, mode: str) -> dict[str, str]:
    """The environment of a Django process whose PostgreSQL listens in the folder `place`."""
    return bare_environment() | {
        "CONCORD_MODE": mode,
        "CONCORD_DATA": str(data.path),
        "DATABASE_URL": sockets.database_url(place, role=APP, database=database),
        "DATABASE_OWNER_URL": sockets.database_url(place, role=OWNER, database=database),
        "REDIS_URL": sockets.broker_url(valkey),
        "SECRET_KEY": secret_key(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
    }


def prepare(
    data: DataFolder,
    environment: Path,
    log: Log,
    *,
    database: str = "concord",
    throw_away: bool = False,
) -> Servers:
    """The servers of `data`, not yet started; its folder is there and ours."""
    runs_as = identity.choose(data.path, data.postgres)
    found = programs.find(environment)
    usable = programs.reachable(found, runs_as, data.server_files)
    place = sockets.make_directory(data.path)
    runs_as.give(place)
    return Servers(
        data,
        Cluster(data.postgres, place, usable.postgres, runs_as, database, throw_away),
        Broker(data.valkey, place, usable.valkey, runs_as, throw_away),
        log,
        Supervisor(log),
    )


def secret_key(data: DataFolder) -> str:
    """The folder's own random key, made once and readable by its owner alone."""
    try:
        return data.secret_key.read_text().strip()
    except FileNotFoundError:
        key = secrets.token_urlsafe(50)
        unfinished = data.secret_key.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(key)
        unfinished.replace(data.secret_key)
        return key
