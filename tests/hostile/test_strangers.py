"""A stranger learns nothing from an id: neither by the answer nor by its time."""

from __future__ import annotations

import re
import statistics
import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from foundation.submissions.keys import new_key
from tests.guards.addresses import Address, all_addresses
from tests.guards.asking import MODELS, MORE, url_of
from tests.guards.test_who_sees_what import DIRECTORY
from tests.guards.world import World, small_world

PAIRS = 300
CLOSE = 0.005

pytestmark = pytest.mark.slow


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def closed_addresses() -> list[tuple[Address, Any]]:
    """Addresses of records that are not the open directory, with their model."""
    found = [
        (one, MODELS.get(one.name) or one.model) for one in all_addresses() if "pk" in one.arguments and one.is_ours
    ]
    return [(one, model) for one, model in found if model and model not in DIRECTORY and one.name not in MORE]


def timed(client: Client, method: str, url: str, key: str) -> tuple[HttpResponse, float]:
    with transaction.atomic():
        began = time.perf_counter()
        response = client.post(url, {"submission_key": key}) if method == "POST" else client.get(url)
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    return response, took


def body_of(response: HttpResponse, pk: Any) -> str:
    """Without what is new on every page: keys, tokens, and the id that was asked for."""
    text = response.content.decode().replace(f"/{pk}/", "/ID/")
    return re.sub(r'value="[^"]{20,}"', 'value="KEY"', text)


def headers_of(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in {"Content-Length", "Date"}}


def test_a_strangers_id_is_as_good_as_none(world: World):
    client = world.client("stranger")
    user_id = world.actors["stranger"].user_id
    cases = [
        (address, method, records[0])
        for address, model in closed_addresses()
        for method in sorted(address.methods & {"GET", "POST"})
        for records in world.records_of(model).values()
    ]
    assert cases
    there, nowhere, different = [], [], []
    for number in range(PAIRS + 10):
        address, method, record = cases[number % len(cases)]
        url = url_of(world, address, record)
        missing = uuid4() if isinstance(record.pk, UUID) else record.pk + 1_000_000
        answers = {}
        # Who goes first takes turns: the second finds warmer caches.
        for is_real in (number % 2 == 0, number % 2 == 1):
            wanted = url if is_real else url.replace(f"/{record.pk}/", f"/{missing}/")
            answers[is_real] = timed(client, method, wanted, new_key(user_id))
        (real, real_time), (made_up, made_up_time) = answers[True], answers[False]
        is_alike = (
            real.status_code == made_up.status_code == 404
            and body_of(real, record.pk) == body_of(made_up, missing)
            and headers_of(real) == headers_of(made_up)
        )
        different += [] if is_alike else [f"{address.name} {method}: {real.status_code} and {made_up.status_code}"]
        if number >= 10:
            there.append(real_time)
            nowhere.append(made_up_time)

    assert different == []
    assert abs(statistics.median(there) - statistics.median(nowhere)) < CLOSE
