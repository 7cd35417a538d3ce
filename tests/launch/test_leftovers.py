"""What a killed start left is recognised by its folder, never by a number or a name alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from launch import folders, leftovers, running
from launch.broker import is_damage
from launch.cluster import Cluster
from launch.identity import Identity, Kind
from launch.places import DataFolder

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def data(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folders.make(folder)
    return folder


@pytest.fixture
def begin():
    """Starts sleeping processes, gone after the test."""
    begun = []

    def start(**options):
        begun.append(subprocess.Popen(SLEEP, start_new_session=True, **options))  # noqa: S603
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def cluster_in(data: DataFolder) -> Cluster:
    data.postgres.mkdir()
    runs_as = Identity(Kind.SELF, os.getuid(), os.getgid(), "me", "me")
    return Cluster(data.postgres, data.path, data.path, runs_as)


def test_our_processes_of_the_last_start_are_ended(data, begin):
    ours = begin(env={"CONCORD_DATA": str(data.path)})
    folders.write_run_file(data, {"pids": {"web": ours.pid}})

    leftovers.clear(data)

    assert ours.wait(5) == -signal.SIGTERM
    assert not data.run_file.exists()


def test_a_stranger_who_bears_an_old_number_is_left_alone(data, begin):
    stranger = begin(env={"CONCORD_DATA": "/srv/another"})
    folders.write_run_file(data, {"pids": {"web": stranger.pid}})

    leftovers.clear(data)

    assert running.is_alive(stranger.pid)


def test_a_stale_number_of_postgresql_is_removed_and_its_new_bearer_left_alone(data, begin):
    cluster = cluster_in(data)
    stranger = begin(cwd="/")
    (data.postgres / "postmaster.pid").write_text(f"{stranger.pid}\n")

    cluster.clear_the_way()

    assert running.is_alive(stranger.pid)
    assert not (data.postgres / "postmaster.pid").exists()


def test_an_orphan_at_work_in_the_cluster_is_ended(data, begin):
    cluster = cluster_in(data)
    orphan = begin(cwd=data.postgres)

    cluster.clear_the_way()

    assert orphan.wait(5) == -signal.SIGTERM


def test_only_a_private_folder_of_sockets_is_removed(tmp_path):
    ours, shared, other = (tmp_path / name for name in ("concord-a", "concord-b", "mine"))
    for folder in (ours, shared, other):
        folder.mkdir(mode=0o700)
        (folder / "valkey.sock").touch()
    (shared / "letter.txt").touch()

    for folder in (ours, shared, other):
        leftovers.remove_temporary(folder)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["concord-b", "mine"]


@pytest.mark.parametrize(
    ("words", "damaged"),
    [
        ("# Bad file format reading the append only file appendonly.aof.1.incr.aof", True),
        ("# Wrong signature trying to load DB from file", True),
        ("# Received SIGTERM scheduling shutdown...", False),
        ("# Can't open the append-only file: Permission denied", False),
    ],
)
def test_valkeys_own_damage_is_told_from_other_endings(words, damaged):
    assert is_damage(words) is damaged
