"""`./concord run`: the whole of Concord on this machine, until Ctrl-C."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field

from launch import environment, folders, leftovers, ports, servers, steps
from launch.arguments import Run
from launch.environment import Locked
from launch.log import Log
from launch.outcomes import DONE, Failed
from launch.places import ROOT, DataFolder
from launch.processes import Child

# A new database, its log and the sample's files.
ROOM_TO_START = 300_000_000
SECONDS_TO_HEALTH = 120.0


# Celery tells root not to be root. In the sample root is who asked.
KNOWN_WARNING = "ignore:You're running the worker with superuser privileges"


class Asked(BaseException):
    """Someone asked us to stop, by Ctrl-C or SIGTERM. Not an error, and not to be swallowed."""


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


@dataclass
class Mission:
    """One running Concord: its folder, its servers, its three processes."""

    wanted: Run
    data: DataFolder
    log: Log
    listeners: list[socket.socket]
    python: str
    servers: servers.Servers
    own: list[Child] = field(default_factory=list)
    started_at: float = field(default_factory=time.time)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.wanted.port}"

    def variables(self) -> dict[str, str]:
        """What each of its processes gets."""
        more = {"CONCORD_URL": self.url, "PYTHONWARNINGS": KNOWN_WARNING}
        return self.servers.environment("sample") | more

    def start(self) -> None:
        """Everything in its order, until `/health` says that all is well."""
        self.log.say("Starting PostgreSQL and Valkey …")
        self.servers.start()
        self.write_run_file()
        variables = self.variables()
        self.log.say("Preparing the database and the pages …")
        steps.migrate(self.python, variables, self.data)
        steps.compile_translations(self.python, variables)
        steps.collect_static(self.python, variables)
        if not self.wanted.empty:
            self.log.say("Loading the sample mission, once …")
            steps.load_sample(self.python, variables)
        self.start_web(variables)
        celery = [self.python, "-m", "celery", "-q", "-A", "config.celery"]
        self.start_own(
            "worker",
            [*celery, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"],
            variables,
        )
        # Its one entry is a tick: a schedule kept in memory cannot be damaged.
        scheduler = ["--scheduler", "celery.beat:Scheduler", "--pidfile", ""]
        self.start_own("beat", [*celery, "beat", *scheduler, "--loglevel", "WARNING"], variables)
        self.write_run_file()
        self.wait_for_health()

    def start_web(self, variables: dict[str, str]) -> None:
        held = tuple(listener.fileno() for listener in self.listeners)
        words = [self.python, "-m", "gunicorn", "-c", str(ROOT / "config" / "gunicorn.py")]
        for number in held:
            words += ["--bind", f"fd://{number}"]
        self.start_own("web", [*words, "config.wsgi:application"], variables, held)

    def start_own(self, name: str, words: list[str], variables: dict[str, str], held: tuple[int, ...] = ()) -> None:
        child = Child(name, words, variables, self.log, cwd=ROOT, descriptors=held)
        # Until all is well, /health says so every moment; the file has it if it matters.
        child.quiet = True
        self.own.append(self.servers.supervisor.start(child))

    def wait_for_health(self) -> None:
        """Wait for 200 at `/health`; a Failed shows what was still missing."""
        deadline = time.monotonic() + SECONDS_TO_HEALTH
        answer: tuple[int, str] = (0, "no answer")
        while answer[0] != http.client.OK:
            time.sleep(0.2)
            for child in self.own:
                if not child.is_alive:
                    raise Failed(f"{child.name} stopped while starting:\n{child.last_words()}")
            if time.monotonic() > deadline:
                raise Failed(f"Concord is not well after two minutes: {answer[1]}")
            answer = ask_health(self.wanted.port)
        for child in self.own:
            child.quiet = False

    def write_run_file(self) -> None:
        pids = {child.name: child.pid for child in self.servers.supervisor.children}
        facts = {
            "url": self.url,
            "version": version(),
            "started_at": int(self.started_at),
            "pids": {"launcher": os.getpid()} | pids,
            "sockets": {
                "directory": str(self.servers.cluster.sockets),
                "postgres": str(self.servers.cluster.socket),
                "valkey": str(self.servers.broker.socket),
            },
        }
        folders.write_run_file(self.data, facts)

    def keep_running(self) -> None:
        """Look after the processes until someone asks us to stop."""
        while True:
            if self.servers.supervisor.watch_once():
                self.write_run_file()
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop what we started and nothing else: our own processes together, then the servers."""
        listen_for_signals(self.servers.supervisor.hurry)
        for child in self.own:
            child.quiet = True  # its farewell is of no use to the reader
            child.ask_to_stop()
        self.servers.stop()
        self.data.run_file.unlink(missing_ok=True)


def ask_health(port: int) -> tuple[int, str]:
    """Status and text of `/health`; status 0 where nothing answers."""
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        caller.request("GET", "/health", headers={"Host": f"localhost:{port}"})
        answer = caller.getresponse()
        return answer.status, answer.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as problem:
        return 0, str(problem)
    finally:
        caller.close()


def listen_for_signals(handler: Callable[[], object]) -> None:
    """Hear Ctrl-C, SIGTERM and the terminal's end, unless `nohup` asked to outlive the last."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: handler())


def ask_to_stop() -> None:
    raise Asked


def run(wanted: Run) -> int:
    """Run until asked to stop; an exit code."""
    listen_for_signals(ask_to_stop)
    try:
        with folders.opened(wanted.data) as data:
            run_on(wanted, data)
    except Asked:
        print("Stopped.", flush=True)
    return DONE


def run_on(wanted: Run, data: DataFolder) -> None:
    check_room(data)
    leftovers.clear(data)
    listeners = ports.listen(wanted.port)
    log = Log(data.log / "concord.log")
    if os.environ.get("DATABASE_URL"):
        log.say("DATABASE_URL is not used: ./concord run brings servers of its own.")
    libraries = environment.ensure(Locked.RUN, log.say)
    pair = servers.prepare(data, libraries, log)
    python = environment.python_of(libraries)
    mission = Mission(wanted, data, log, listeners, python, pair)
    try:
        mission.start()
        steps.show_who_signs_in(python, mission.variables(), is_empty=wanted.empty)
        log.say(f"Everything is kept in {data.path}, sent mail in {data.outbox}. Ctrl-C stops it.")
        log.say(f"Concord is ready: {mission.url}")
        mission.keep_running()
    finally:
        mission.stop()


def check_room(data: DataFolder) -> None:
    free = shutil.disk_usage(data.path).free
    if free < ROOM_TO_START:
        raise Failed(
            f"The disk is nearly full: Concord needs {ROOM_TO_START // 1_000_000} MB "
            f"and {free // 1_000_000} MB are free in {data.path}."
        )
