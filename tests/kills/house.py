"""Concord as `./concord run` starts it, on servers that wait for the disk, to be killed part by part."""

from __future__ import annotations

import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from launch import folders, ports, servers
from launch.arguments import Run
from launch.cluster import OWNER
from launch.log import Log
from launch.mission import Mission
from launch.places import ROOT

TOKEN = "t" * 32


class House(Mission):
    def variables(self) -> dict[str, str]:
        return super().variables() | {"DJANGO_SETTINGS_MODULE": "tests.kills.settings"}

    def prepare(self, *, deeds: int, items: int, readers: int) -> dict[str, Any]:
        words = [self.python, "-m", "tests.kills.prepare", str(deeds), str(items), str(readers)]
        made = subprocess.run(words, env=self.variables(), cwd=ROOT, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        return json.loads(made.stdout)

    def manage(self, *words: str) -> int:
        command = [self.python, "manage.py", *words]
        return subprocess.run(command, env=self.variables(), cwd=ROOT, check=False).returncode

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(psycopg.connect(host=str(self.servers.cluster.sockets), user=OWNER, dbname="concord")) as database:
            found = database.execute(statement).fetchall()  # type: ignore[arg-type]
            database.commit()
            return found

    def child(self, name: str) -> Any:
        return next(child for child in self.servers.supervisor.children if child.name == name)

    def kill(self, name: str, pid: int = 0) -> None:
        """End a process at once, or one of its children; the supervisor brings it back without a pause."""
        child = self.child(name)
        child.pause = 0.05
        with suppress(ProcessLookupError):
            os.kill(pid or child.pid, signal.SIGKILL)

    def children_of(self, name: str) -> list[int]:
        parent = self.child(name).pid
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError, ValueError, IndexError):
                if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                    found.append(int(entry.name))
        return found

    def watch_until(self, is_over: Callable[[], bool], *, seconds: float) -> bool:
        """Look after the processes until then; whether it came to be."""
        deadline = time.monotonic() + seconds
        while not is_over():
            if time.monotonic() > deadline:
                return False
            self.servers.supervisor.watch_once()
            time.sleep(0.003)
        return True

    def post(self, path: str, fields: dict[str, str], session: str) -> int:
        """The status of a form sent; 0 where no answer came."""
        caller = http.client.HTTPConnection("127.0.0.1", self.wanted.port, timeout=20)
        headers = {
            "Host": f"localhost:{self.wanted.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"concord={session}; concord-csrf={TOKEN}",
        }
        try:
            caller.request("POST", path, urlencode(fields | {"csrfmiddlewaretoken": TOKEN}), headers)
            return caller.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            caller.close()


@contextmanager
def opened() -> Iterator[House]:
    with folders.thrown_away() as data, closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        log = Log(terminal=io.StringIO())
        pair = servers.prepare(data, Path(sys.prefix), log)
        wanted = Run(data.path, port, empty=True)
        house = House(wanted, data, log, ports.listen(port), sys.executable, pair)
        try:
            house.start()
            yield house
        finally:
            for child in house.servers.supervisor.children:
                child.stop_signal = signal.SIGKILL
            house.servers.supervisor.stop()
            for listener in house.listeners:
                listener.close()
