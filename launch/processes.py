"""Our processes: started in sessions of their own, heard line by line, restarted, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launch.identity import Identity, launch_words
from launch.log import Log
from launch.outcomes import Failed

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# A process that ran this long had started well; its next accident is a new one.
STEADY = 60.0


@dataclass
class Child:
    """One process: how to start it, how to end it, what it said last."""

    name: str
    words: list[str]
    environment: Mapping[str, str]
    log: Log
    identity: Identity | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0  # seconds between the stop signal and the end for certain
    quiet: bool = False  # its words go to the file only, until it dies
    cwd: Path = Path("/")
    descriptors: tuple[int, ...] = ()
    before_start: Callable[[], None] = lambda: None
    after_death: Callable[[str], object] = lambda words: None
    process: subprocess.Popen[str] | None = None
    heard: deque[str] = field(default_factory=lambda: deque(maxlen=30))
    listener: threading.Thread | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    due_at: float | None = None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it from the main thread: Linux ties the child's death signal to the thread."""
        self.before_start()
        self.process = subprocess.Popen(
            launch_words(self.identity, self.words, death=self.stop_signal),
            env=dict(self.environment),
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            # Ctrl-C reaches only us: we end the children in their order.
            start_new_session=True,
            pass_fds=self.descriptors,
        )
        self.started_at = time.monotonic()
        self.due_at = None
        self.heard.clear()
        self.listener = threading.Thread(target=self.listen, args=(self.process,), daemon=True)
        self.listener.start()

    def listen(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                self.heard.append(line.rstrip())
                self.log.write(self.name, line.rstrip(), to_file_only=self.quiet)

    def last_words(self) -> str:
        """What it said last; after its death, all that was still in the pipe."""
        if self.listener and not self.is_alive:
            self.listener.join(timeout=1)
        return "\n".join(self.heard)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait for `ready()`; a Failed names what it said when it died or took too long."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.is_alive:
                raise Failed(f"{self.name} stopped while starting:\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise Failed(f"{self.name} was not ready after {seconds:.0f} seconds.")
            time.sleep(0.02)

    def ask_to_stop(self) -> None:
        if self.is_alive and self.process:
            self.process.send_signal(self.stop_signal)

    def stop(self, in_a_hurry: Callable[[], bool] = lambda: False) -> None:
        """Ask, wait `patience` seconds or until in a hurry, then end it for certain."""
        if self.process is None:
            return
        self.ask_to_stop()
        deadline = time.monotonic() + self.patience
        while self.is_alive and time.monotonic() < deadline and not in_a_hurry():
            time.sleep(0.02)
        if self.is_alive:
            self.log.say(f"{self.name} did not stop in time: killed.")
            # Its whole session: a killed leader's workers would outlive it for a while.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.listener:
            self.listener.join(timeout=1)


class Supervisor:
    """Starts children in order, restarts the ones that die, stops all in reverse order."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.children: list[Child] = []
        self.is_hurried = False

    def start(self, child: Child) -> Child:
        self.children.append(child)
        child.start()
        return child

    def watch_once(self) -> bool:
        """Look after every child once; True where one of them was started again."""
        restarted = False
        for child in self.children:
            if child.is_alive:
                continue
            now = time.monotonic()
            if child.due_at is None:
                self.plan_restart(child, now)
            elif now >= child.due_at:
                child.start()
                restarted = True
        return restarted

    def plan_restart(self, child: Child, now: float) -> None:
        steady = now - child.started_at > STEADY
        child.pause = FIRST_PAUSE if steady else child.pause
        child.due_at = now + child.pause
        code = child.process.returncode if child.process else 0
        why = f"signal {-code}" if code < 0 else f"exit {code}"
        if child.quiet:
            for line in child.last_words().splitlines()[-5:]:
                self.log.write(child.name, line)
        self.log.say(f"{child.name} ended ({why}); starting it again in {child.pause:.1f} s.")
        child.pause = min(child.pause * 2, LONGEST_PAUSE)
        child.after_death(child.last_words())

    def stop(self) -> None:
        """Stop what we started and nothing else, the servers last."""
        for child in reversed(self.children):
            child.stop(lambda: self.is_hurried)
        self.children.clear()

    def hurry(self) -> None:
        """Asked a second time: wait for nobody any longer."""
        self.is_hurried = True


def run_to_end(words: list[str], environment: Mapping[str, str], *, cwd: Path | None = None) -> int:
    """Run a command in the foreground, on our own input and output; its exit code."""
    process = subprocess.Popen(launch_words(None, words, death=signal.SIGTERM), env=dict(environment), cwd=cwd)
    asked: list[int] = []

    def pass_on(number: int, frame: object) -> None:
        # Ctrl-C has reached the command already: it shares our terminal.
        asked.append(number)
        if number != signal.SIGINT:
            process.send_signal(number)

    before = {s: signal.signal(s, pass_on) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        while True:
            try:
                code = process.wait(timeout=1)
                break
            except subprocess.TimeoutExpired:
                continue
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if asked:
        raise Failed("Interrupted.")
    return code
