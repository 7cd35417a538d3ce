"""Every string that breaks programs, through every text field of every form that somebody of the small world can reach:
stored exactly or refused clearly, shown as words, the form never lost, the server never at a loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.guards.addresses import all_addresses
from tests.guards.asking import Row, all_rows, ask, records_for, url_of
from tests.guards.sources import ROOT
from tests.guards.world import World, small_world
from tests.hostile.forms import PAGE, Form, Sent, as_sent, forms_on, is_kept, runs, send

STRINGS = [text for text in json.loads((ROOT / "tests" / "data" / "blns.json").read_text(encoding="utf-8")) if text]
# Up to this length a string may mean something as the whole of a value: NULL, 0, -1, ../
WHOLE = 8
WHO = ("officer", "mayor", "head", "admin", "out")
# Forms that take no free words or none for anybody: sign-in and codes are checked against what is known.
CHECKED_AGAINST_WHAT_IS_KNOWN = ("account_", "mfa_", "set_language", "people:session", "people:token_revoke")
# Forms that a plain filling-in does not satisfy, with the reason; their strings only go the way of a refusal.
NEVER_TAKEN: dict[str, str] = {
    "monitoring:copy_check": "a digest",
    "places:area_add": "a P-code, a radio code and a time zone",
    "places:area_change": "a radio code and a time zone",
    "places:country_add": "a P-code, a radio code and a time zone",
    "places:population_record": "numbers of people",
}
# Text fields that lay out anew what is typed, with the reason; each has tests of its own for what it keeps.
LAID_OUT_ANEW = {"pasted": "marks before a line go, and a long line becomes a title and a text"}
ASKED = ("q", "page", "sort", "kind", "status", "area")

# What takes long is cut into this many parts, which the processes of a run share.
PARTS = 8

pytestmark = [pytest.mark.slow, pytest.mark.shared_out]
Found = tuple[str, Form, Sent]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One for all tests here: nothing they do outlives its request."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield small_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def forms(world: World) -> list[Found]:
    return all_forms(world)


def browser(world: World, column: str) -> Client:
    client = world.client(column)
    client.raise_request_exception = False
    return client


def marks(form: Form) -> dict[str, str]:
    """Harmless words, others in each text field."""
    return {name: f"Zebra crossing {place}" for place, name in enumerate(form.texts)}


def all_forms(world: World) -> list[Found]:
    """One form of each kind with how harmless words were taken: from the first person from whom they are taken."""
    found: dict[object, Found] = {}
    for column in WHO:
        client = browser(world, column)
        for row, record in pages(world):
            response = ask(world, client, column, row, record)
            if response.status_code == 200 and "html" in response.get("Content-Type", ""):
                url = url_of(world, row.address, record)
                for form in [form for both in (True, False) for form in forms_on(url, response, with_choices=both)]:
                    is_ours = form.kind[1] and not form.kind[1].startswith(CHECKED_AGAINST_WHAT_IS_KNOWN)
                    is_new = form.kind not in found or not found[form.kind][2].is_taken
                    if is_ours and form.texts and is_new:
                        found[form.kind] = (column, form, send(client, form, marks(form)))
    return list(found.values())


def pages(world: World) -> Iterator[tuple[Row, Any]]:
    """Every page, for records of two kinds in each of their states: enough to be shown every form."""
    for row in all_rows(world):
        records = records_for(world, row.address)
        if row.method == "GET" and not row.address.is_api and row.label in list(records)[:2]:
            yield from ((row, record) for record in records[row.label])


def problems_with(client: Client, form: Form, first: Sent, strings: dict[str, list[str]]) -> list[str]:
    """What went wrong when the form was sent with some strings in each of its text fields."""
    sent = send(client, form, {name: " ".join(pack) for name, pack in strings.items()})
    status, told = sent.response.status_code, []
    if status >= 500:
        told.append(f"answered {status}")
    for name, pack in strings.items():
        text, mark = as_sent(" ".join(pack)), marks(form)[name]
        if any(runs(sent.response, one) or runs(sent.shown, one) for one in pack):
            told.append(f"{name} runs as markup: {text!r}")
        if form.method == "post" and sent.is_taken and text.strip() and name not in LAID_OUT_ANEW:
            if mark in first.written and text not in map(as_sent, sent.written):
                told.append(f"{name} was not stored exactly: {text!r}")
            elif mark in first.text and text not in as_sent(sent.text):
                told.append(f"{name} is not shown exactly: {text!r}")
        if status == 422 and not is_kept(sent, text):
            told.append(f"{name} was lost with the refused form: {text!r}")
    return told


@cache
def packs(limit: int) -> list[list[str]]:
    """All strings: those that may mean something as a whole alone, the others several together as far as a field takes
    them."""
    alone = [text for text in STRINGS if len(text) <= WHOLE and may_be_a_value(text)]
    together: list[list[str]] = []
    for text in sorted(set(STRINGS) - set(alone), key=lambda one: (-len(one), one)):
        room = (pack for pack in together if len(" ".join([*pack, text])) <= limit)
        pack = next(room, None)
        if pack is None:
            together.append([text])
        else:
            pack.append(text)
    return [*([text] for text in alone), *together]


def may_be_a_value(text: str) -> bool:
    """Something a program may take for nothing, a number, a path or a blank; not words in another script."""
    return text.isascii() or text.isdigit() or text.strip() != text or not text.isprintable()


def test_every_form_can_be_taken(forms: list[Found]):
    """Otherwise the strings would only ever meet refusals."""
    refused = {form.kind[1] for _column, form, first in forms if not first.is_taken}

    assert forms
    assert refused == set(NEVER_TAKEN)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_string_through_every_form(world: World, forms: list[Found], part: int):
    problems: dict[str, list[str]] = {}
    for column, form, first in forms[part::PARTS]:
        client, chosen = browser(world, column), packs(form.limit)
        for start in range(len(chosen)):
            strings = {name: chosen[(start + place) % len(chosen)] for place, name in enumerate(form.texts)}
            told = problems_with(client, form, first, strings)
            if told:
                problems.setdefault(f"{form.kind[1]} on {form.page} as {column}", []).extend(told)

    assert not problems, "\n".join(f"{where}: {one}" for where, told in problems.items() for one in told[:5])


def test_every_string_in_every_address_that_takes_a_text(world: World):
    client = world.client("officer")
    answers = set()
    for address in all_addresses():
        texts = [name for name in address.arguments if name in {"token", "key", "uidb36"}]
        for text in STRINGS if texts and len(address.arguments) == len(texts) else []:
            try:
                url = reverse(address.name, kwargs=dict.fromkeys(texts, text.replace("/", "")))
            except NoReverseMatch:
                continue
            answers.add(client.get(url).status_code)
            answers.add(client.get(url.replace(quote(text), text)).status_code)

    # 301: a string that holds a stop sign for the path is another address.
    assert answers <= {200, 301, 302, 404, 410}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_string_in_every_list(world: World, part: int):
    """Search, filters and pages of lists are read from the address."""
    client = browser(world, "officer")
    wrong = []
    for url in pages_without_a_record(world, client)[part::PARTS]:
        # A page that asks for nothing hardly looks at its address: there the strings go many at once.
        asking = [form.limit for form in forms_on(url, client.get(url), with_choices=False) if form.method == "get"]
        for pack in packs(min(asking, default=PAGE)):
            response = client.get(url, dict.fromkeys(ASKED, " ".join(pack)))
            if response.status_code >= 500 or any(runs(response, text) for text in pack):
                wrong.append(f"{url} {pack!r}: {response.status_code}")

    assert not wrong, "\n".join(wrong[:20])


def pages_without_a_record(world: World, client: Client) -> list[str]:
    """What the officer may read at an address that names no record; not `/health`, which says how the servers are."""
    rows = [row for row in all_rows(world) if row.method == "GET" and row.label == "" and row.address.is_ours]
    ours = [row for row in rows if not row.address.name.startswith("health")]
    return [
        url_of(world, row.address, None) for row in ours if ask(world, client, "officer", row, None).status_code == 200
    ]
