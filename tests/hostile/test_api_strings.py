"""The same strings through every text of every body that the API takes."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from tests.guards.addresses import all_addresses
from tests.guards.world import World, small_world
from tests.hostile.forms import LINE
from tests.hostile.test_strings import MARK, packs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "CONCORD_EVERY_STRING" not in os.environ,
        reason="half an hour, with findings still open (docs/testing.md): set CONCORD_EVERY_STRING to run it",
    ),
]
SCOPE = ("officer", "head", "mayor")


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def operations() -> dict[str, dict[str, Any]]:
    """Path of each POST → the schema of its body, read from the API's own description."""
    described = SchemaGenerator().get_schema(request=None, public=True)
    bodies = {}
    for path, methods in described["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        if "application/json" in content:
            name = content["application/json"]["schema"].get("$ref", "").rpartition("/")[2]
            bodies[path] = described["components"]["schemas"].get(name, content["application/json"]["schema"])
    return bodies


def is_text(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "string" and "format" not in schema and "enum" not in schema


def body_for(world: World, schema: dict[str, Any], text: str) -> dict[str, Any]:
    """`text` wherever words are asked for; elsewhere something of the right shape."""
    made: dict[str, Any] = {}
    for name, one in schema.get("properties", {}).items():
        if is_text(one):
            made[name] = text
        elif one.get("format") == "date":
            made[name] = (timezone.localdate() + timedelta(days=3)).isoformat()
        elif one.get("format") == "uuid" and name in schema.get("required", []):
            made[name] = str((world.province if "area" in name else world.town).pk)
    return made


def test_every_string_through_every_body(world: World):
    people = [world.client(column) for column in SCOPE]
    found = operations()
    assert found
    wrong = []
    for path, schema in found.items():
        url, client = let_in(world, people, path, schema)
        for pack in packs(LINE):
            text = " ".join(pack)
            told = problem_with(client, url, body_for(world, schema, text), text)
            wrong += [f"{url}: {told}"] if told else []

    assert not wrong, "\n".join(wrong[:20])


def let_in(world: World, people: list[Client], path: str, schema: dict[str, Any]) -> tuple[str, Client]:
    """A record and somebody who may do this to it; if nobody may, whoever is asked first."""
    pairs = [(url, client) for url in urls_of(world, path) for client in people]
    for url, client in pairs:
        with transaction.atomic():
            response = client.post(url, body_for(world, schema, MARK), content_type="application/json")
            transaction.set_rollback(True)
        if response.status_code not in {403, 404}:
            return url, client
    return pairs[0]


def urls_of(world: World, path: str) -> list[str]:
    """The address for each record of its kind in the small world."""
    if "{" not in path:
        return [path]
    model = next(
        one.model for one in all_addresses() if one.is_api and f"/{one.route}".startswith(path.split("{")[0][:-1])
    )
    records = [record for kind in world.records_of(model).values() for record in kind]
    return [path.replace("{id}", str(record.pk)) for record in records]


def problem_with(client: Client, url: str, body: dict[str, Any], text: str) -> str:
    with transaction.atomic():
        response = client.post(url, body, content_type="application/json")
        transaction.set_rollback(True)
    if response.status_code >= 500:
        return f"{response.status_code} for {text!r}"
    if response.status_code == 422 and not response.json().get("errors"):
        return f"refused without saying what: {text!r}"
    if response.status_code < 300 and not response.headers["Content-Type"].startswith("application/json"):
        return f"answered as {response.headers['Content-Type']}"
    return ""
