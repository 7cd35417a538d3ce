"""The same strings through every text of every body that the API takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from tests.guards.addresses import all_addresses
from tests.guards.world import World, small_world
from tests.hostile.forms import PAGE, taken_back
from tests.hostile.test_strings import browser, packs

PARTS = 4

pytestmark = [pytest.mark.slow, pytest.mark.shared_out]
MARK = "Zebra crossing 17"
# What an id in a body may name.
IDS = {"to_id": "town", "area": "province", "organisation": "town", "owner": "town", "agreed_with": "mission"}
# Bodies whose texts are no free words, with what they are; their strings only go the way of a refusal.
NEVER_TAKEN = {
    "/api/v1/editions/": "a period and an audience by their keys",
    "/api/v1/meetings/{id}/circulate/": "the digest of what the sender saw",
    "/api/v1/meetings/{id}/share/": "the digest of what the sender saw",
}
SCOPE = ("officer", "head", "mayor")


@pytest.fixture
def world(db: None) -> World:
    return small_world()


@cache
def described() -> dict[str, Any]:
    """The API's own description of itself."""
    return SchemaGenerator().get_schema(request=None, public=True)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference leads to."""
    for one in [schema, *schema.get("allOf", []), *schema.get("oneOf", [])]:
        if "$ref" in one:
            return described()["components"]["schemas"][one["$ref"].rpartition("/")[2]]
    return schema


def operations() -> dict[str, dict[str, Any]]:
    """Path of each POST that takes words → the schema of its body."""
    bodies = {}
    for path, methods in described()["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        if "application/json" in content:
            bodies[path] = resolved(content["application/json"]["schema"])
    return {path: schema for path, schema in bodies.items() if list(limits(schema))}


def is_text(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "string" and "format" not in schema and "enum" not in schema


def limits(schema: dict[str, Any]) -> Iterator[int]:
    """How much each of its texts takes, those of its rows included."""
    for one in map(resolved, schema.get("properties", {}).values()):
        if is_text(one):
            yield one.get("maxLength", PAGE)
        elif one.get("type") == "array":
            yield from limits(resolved(one["items"]))


def body_for(world: World, schema: dict[str, Any], text: str) -> dict[str, Any]:
    """`text` wherever words are asked for; elsewhere something of the right shape."""
    made = {name: value_for(world, name, resolved(one), text) for name, one in schema.get("properties", {}).items()}
    return {name: value for name, value in made.items() if value is not None}


def value_for(world: World, name: str, schema: dict[str, Any], text: str) -> Any:
    if is_text(schema):
        return text
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "code":
        return schema["example"]
    if schema.get("type") == "array" and (row := resolved(schema["items"])).get("properties"):
        return [body_for(world, row, text)]
    if schema.get("type") == "array" and name == "parties":
        return [str(world.town.pk)]
    if schema.get("format") == "date":
        return (timezone.localdate() + timedelta(days=0 if name == "day" else 3)).isoformat()
    if schema.get("format") == "uuid" and name in IDS:
        return str(getattr(world, IDS[name]).pk)
    return None


def test_every_body_can_be_taken(world: World):
    """Otherwise the strings would only ever meet refusals."""
    people = [browser(world, column) for column in SCOPE]
    refused = {path for path, schema in operations().items() if not let_in(world, people, path, schema)[2]}

    assert refused == set(NEVER_TAKEN)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_string_through_every_body(world: World, part: int):
    people = [browser(world, column) for column in SCOPE]
    found = sorted(operations().items())[part::PARTS]
    assert found
    wrong = []
    for path, schema in found:
        url, client, _is_taken = let_in(world, people, path, schema)
        for pack in packs(min(limits(schema))):
            text = " ".join(pack)
            told = problem_with(client, url, body_for(world, schema, text), text)
            wrong += [f"{url}: {told}"] if told else []

    assert not wrong, "\n".join(wrong[:20])


def let_in(world: World, people: list[Client], path: str, schema: dict[str, Any]) -> tuple[str, Client, bool]:
    """A record and somebody from whom it takes this; if nobody, somebody who may at least ask."""
    asked = []
    for url, client in [(url, client) for url in urls_of(world, path) for client in people]:
        with taken_back():
            response = client.post(url, body_for(world, schema, MARK), content_type="application/json")
        if response.status_code < 300:
            return url, client, True
        asked.append((response.status_code in {403, 404}, len(asked), url, client))
    _is_shut, _number, url, client = min(asked, key=lambda one: one[:2])
    return url, client, False


def urls_of(world: World, path: str) -> list[str]:
    """The address for each record of its kind in the small world."""
    if "{" not in path:
        return [path]
    noun = path.split("{")[0].strip("/").rpartition("/")[2]
    model = next(one.model for one in all_addresses() if one.is_api and f"{noun}/" in one.route)
    records = [record for kind in world.records_of(model).values() for record in kind]
    return [path.replace("{id}", str(record.pk)) for record in records]


def problem_with(client: Client, url: str, body: dict[str, Any], text: str) -> str:
    with taken_back() as written:
        response = client.post(url, body, content_type="application/json")
    if response.status_code >= 500:
        return f"{response.status_code} for {text!r}"
    if response.status_code == 422 and not response.json().get("errors"):
        return f"refused without saying what: {text!r}"
    if response.status_code < 300 and text.strip() and text not in written:
        return f"not stored exactly: {text!r}"
    if response.status_code < 300 and not response.headers["Content-Type"].startswith("application/json"):
        return f"answered as {response.headers['Content-Type']}"
    return ""
