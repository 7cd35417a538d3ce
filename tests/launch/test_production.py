"""The containers' own commands, as plain processes in production mode, without Docker."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from launch import folders, ports, servers, steps
from launch.cluster import first_statements
from launch.log import Log
from launch.places import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = ("web", "worker", "beat", "migrate")
VARIABLE_OF_OWNER = "DATABASE_OWNER_URL"


@pytest.mark.parametrize("name", OURS)
def test_our_containers_write_nowhere_but_their_volume(name):
    service = COMPOSE["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["files:/var/lib/concord"]


def test_only_the_migrating_container_holds_the_owners_password():
    holders = [
        name
        for name, service in COMPOSE["services"].items()
        if name != "database" and "OWNER_PASSWORD" in str(service.get("environment"))
    ]

    assert holders == ["migrate"]


def test_only_the_proxy_can_be_reached_and_no_container_is_given_a_mode():
    services = COMPOSE["services"]

    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert "CONCORD_MODE" not in str(services)


def test_every_service_that_stays_has_a_health_check():
    stay = {name for name in COMPOSE["services"] if name != "migrate"}

    assert {name for name in stay if "healthcheck" in COMPOSE["services"][name]} == stay


def test_the_containers_database_has_the_rights_of_the_embedded_one():
    script = (ROOT / "docker/postgres/roles.sh").read_text()

    for statement in first_statements("concord"):
        words = statement.replace('"', "")
        assert words in script, words


@pytest.fixture(scope="module")
def production() -> Iterator[dict[str, str]]:
    """The variables of production, its database migrated by the container's own command."""
    with folders.thrown_away() as data:
        pair = servers.prepare(data, Path(sys.prefix), Log(terminal=sys.stderr))
        try:
            pair.start()
            variables = pair.environment("production")
            owner = variables.pop(VARIABLE_OF_OWNER)
            del variables["CONCORD_MODE"]
            variables |= {
                "CONCORD_URL": "https://concord.example",
                "EMAIL_URL": "consolemail://",
                "WEB_BIND": f"127.0.0.1:{ports.free_port()}",
                "WEB_HOST": "127.0.0.1",
            }
            steps.collect_static(sys.executable, variables | {"CONCORD_MODE": "sample"})
            as_owner = {VARIABLE_OF_OWNER: owner, "CONCORD_DATABASE_ROLE": "owner"}
            assert start("migrate", variables | as_owner).wait(120) == 0
            yield variables
        finally:
            pair.stop()


def start(name: str, variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """The service's command as the file says it, with this Python in the image's place."""
    words: list[Any] = COMPOSE["services"][name]["command"]
    assert words[0] == "python"
    command = [sys.executable, *map(str, words[1:])]
    return subprocess.Popen(command, env=variables, cwd=ROOT)  # noqa: S603


def probe(part: str, variables: dict[str, str]) -> bool:
    command = [sys.executable, str(ROOT / "docker/probe.py"), part]
    return subprocess.run(command, env=variables, capture_output=True, check=False).returncode == 0  # noqa: S603


@pytest.mark.slow
def test_the_containers_commands_and_health_checks_work_together(production):
    begun = [start(name, production) for name in ("web", "worker", "beat")]
    try:
        deadline = time.monotonic() + 90
        while not all(probe(part, production) for part in ("live", "worker", "beat")):
            assert time.monotonic() < deadline
            assert all(process.poll() is None for process in begun)
            time.sleep(0.5)
        begun[2].terminate()
        begun[2].wait(20)
        assert probe("live", production)
    finally:
        for process in begun:
            process.terminate()
        for process in begun:
            process.wait(30)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
    ],
)
def test_production_does_not_start_with_what_belongs_to_the_sample(production, name, value):
    web = start("web", production | {name: value})
    try:
        assert web.wait(60) != 0
    finally:
        web.kill()
