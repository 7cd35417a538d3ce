"""Concord itself, started the way a newcomer starts it: real servers, real accidents."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from launch import mission, ports, running
from launch.places import ROOT

pytestmark = pytest.mark.slow

SECONDS = 120
CHILDREN = ("postgres", "valkey", "web", "worker", "beat")


class Concord:
    """One `./concord run` and what it wrote."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = ports.free_port()
        words = ["run", "--empty", "--port", str(self.port), "--data", str(data)]
        with tempfile.NamedTemporaryFile(delete=False) as output:
            self.output = Path(output.name)
            self.process = subprocess.Popen(  # noqa: S603
                [str(ROOT / "concord"), *words],
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> list[str]:
        return self.output.read_text().splitlines()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS
        while not any(line.startswith("Concord is ready") for line in self.said()):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)
        assert self.said()[-1] == f"Concord is ready: http://localhost:{self.port}"

    def facts(self) -> dict[str, Any]:
        return json.loads((self.data / "run.json").read_text())

    def pids(self) -> dict[str, int]:
        return self.facts()["pids"]

    def health(self) -> int:
        return mission.ask_health(self.port)[0]

    def wait_for_health(self) -> None:
        deadline = time.monotonic() + SECONDS
        while self.health() != 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


@contextmanager
def concord(data: Path) -> Iterator[Concord]:
    started = Concord(data)
    try:
        started.wait_until_ready()
        yield started
    finally:
        if started.process.poll() is None:
            started.stop(signal.SIGTERM)
        started.output.unlink()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_in_a_folder_with_spaces_and_stops_what_it_started(tmp_path, number):
    data = tmp_path / "données of Corma"
    parents = {path: path.stat().st_mode for path in (tmp_path, tmp_path.parent)}

    with concord(data) as started:
        pids = started.pids()
        assert started.health() == 200
        assert started.facts()["url"] == f"http://localhost:{started.port}"
        assert started.stop(number) == 0

    assert not [name for name, pid in pids.items() if running.is_alive(pid)]
    assert not (data / "run.json").exists()
    assert {path: path.stat().st_mode for path in parents} == parents


def test_a_folder_too_long_for_sockets_works_and_leaves_nothing_in_the_systems_temp(tmp_path):
    with concord(tmp_path / ("a" * 120)) as started:
        sockets = Path(started.facts()["sockets"]["directory"])
        assert started.health() == 200
        assert sockets.stat().st_mode & 0o777 == 0o700

    assert not sockets.exists()


def test_a_second_start_on_the_same_folder_is_refused(tmp_path):
    with concord(tmp_path / "data") as started:
        second = subprocess.run(  # noqa: S603
            [str(ROOT / "concord"), "run", "--port", "1", "--data", str(started.data)],
            capture_output=True,
            text=True,
            check=False,
        )

        assert second.returncode == 3
        assert f"http://localhost:{started.port}" in second.stderr
        assert started.health() == 200


def test_two_run_side_by_side_and_stopping_one_leaves_the_other(tmp_path):
    with concord(tmp_path / "a") as first:
        with concord(tmp_path / "b") as second:
            assert second.health() == 200

        assert first.health() == 200


def test_whatever_is_killed_is_started_again(tmp_path):
    with concord(tmp_path / "data") as started:
        for name in CHILDREN:
            before = started.pids()[name]

            os.kill(before, signal.SIGKILL)

            deadline = time.monotonic() + SECONDS
            while started.pids()[name] == before:
                assert time.monotonic() < deadline, name
                time.sleep(0.1)
            started.wait_for_health()


@pytest.mark.parametrize("victims", [("launcher",), ("launcher", *CHILDREN)])
def test_it_starts_again_at_once_after_a_kill(tmp_path, victims):
    with concord(tmp_path / "data") as started:
        pids = started.pids()
        for name in victims:
            os.kill(pids[name], signal.SIGKILL)
        started.process.wait(10)

        with concord(tmp_path / "data") as again:
            assert again.health() == 200
            assert not {pid for pid in pids.values() if running.is_alive(pid)}


def test_a_damaged_store_of_valkey_is_set_aside_and_said(tmp_path):
    data = tmp_path / "data"
    with concord(data) as started:
        started.wait_for_health()
    (store,) = (data / "valkey" / "appendonlydir").glob("*.incr.aof")
    store.write_bytes(b"*3\r\n$3\r\nSET\r\nnonsense in the middle\r\n" + store.read_bytes())

    with concord(data) as again:
        assert again.health() == 200
        assert any(line.startswith("Valkey could not read its file") for line in again.said())

    assert len(list(data.glob("valkey.damaged-*"))) == 1
