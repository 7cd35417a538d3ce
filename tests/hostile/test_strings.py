"""Every string that breaks programs, through every text field of every form that somebody of the small world can reach:
stored exactly or refused clearly, shown as words, the form never lost, the server never at a loss."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.guards.addresses import all_addresses
from tests.guards.asking import Row, all_rows, ask, records_for, url_of
from tests.guards.sources import ROOT
from tests.guards.world import World, small_world
from tests.hostile.forms import Form, as_sent, forms_on, is_kept, runs, send

STRINGS = [text for text in json.loads((ROOT / "tests" / "data" / "blns.json").read_text(encoding="utf-8")) if text]
# Up to this length a string may mean something as the whole of a value: NULL, 0, -1, ../
WHOLE = 12
MARK = "Zebra crossing 17"
WHO = ("officer", "mayor", "head", "admin", "out")
# Forms that take no free words or none for anybody: sign-in and codes are checked against what is known.
CHECKED_AGAINST_WHAT_IS_KNOWN = ("account_", "mfa_", "set_language", "people:session", "people:token_revoke")
# Forms that a plain filling-in does not satisfy, with the reason; their strings only go the way of a refusal.
NEVER_TAKEN: dict[str, str] = {}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "CONCORD_EVERY_STRING" not in os.environ,
        reason="half an hour, with findings still open (docs/testing.md): set CONCORD_EVERY_STRING to run it",
    ),
]


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def all_forms(world: World) -> list[tuple[str, Client, Form]]:
    """One form of each kind, with somebody who is shown it whose plain filling-in is taken, if there is one."""
    found: dict[object, tuple[str, Client, Form]] = {}
    taken: set[object] = set()
    for column in WHO:
        client = world.client(column)
        for row, record in pages(world):
            response = ask(world, client, column, row, record)
            if response.status_code == 200 and "html" in response.get("Content-Type", ""):
                url = url_of(world, row.address, record)
                both_ways = [*forms_on(url, response, with_choices=True), *forms_on(url, response, with_choices=False)]
                for form in both_ways:
                    is_ours = form.kind[1] and not form.kind[1].startswith(CHECKED_AGAINST_WHAT_IS_KNOWN)
                    if is_ours and form.texts and form.kind not in taken:
                        found[form.kind] = (column, client, form)
                        if send(client, form, dict.fromkeys(form.texts, MARK)).is_taken:
                            taken.add(form.kind)
    return list(found.values())


def pages(world: World) -> Iterator[tuple[Row, Any]]:
    """Every page, for records of two kinds in each of their states: enough to be shown every form."""
    for row in all_rows(world):
        records = records_for(world, row.address)
        if row.method == "GET" and not row.address.is_api and row.label in list(records)[:2]:
            yield from ((row, record) for record in records[row.label])


def problems_with(client: Client, form: Form, strings: dict[str, list[str]], shown: set[str]) -> list[str]:
    """What went wrong when the form was sent with some strings in each of its text fields."""
    sent = send(client, form, {name: " ".join(pack) for name, pack in strings.items()})
    status = sent.response.status_code
    told = []
    if status >= 500:
        told.append(f"answered {status}")
    for name, pack in strings.items():
        text = " ".join(pack)
        if any(runs(sent.response, one) or runs(sent.shown, one) for one in pack):
            told.append(f"{name} runs as markup: {text!r}")
        if form.method == "post" and sent.is_taken and name in shown and as_sent(text).strip():
            if as_sent(text) not in map(as_sent, sent.written):
                told.append(f"{name} was not stored exactly: {text!r}")
            elif as_sent(text) not in as_sent(sent.text):
                told.append(f"{name} is not shown exactly: {text!r}")
        if status == 422 and not is_kept(sent, text):
            told.append(f"{name} was lost with the refused form: {text!r}")
    return told


def packs(limit: int) -> list[list[str]]:
    """All strings, the short ones alone, the long ones several together as far as a field takes them."""
    made = [[text] for text in STRINGS if len(text) <= WHOLE]
    pack: list[str] = []
    for text in (one for one in STRINGS if len(one) > WHOLE):
        if pack and len(" ".join([*pack, text])) > limit:
            made.append(pack)
            pack = []
        pack.append(text)
    return [*made, pack]


def test_every_string_through_every_form(world: World):
    problems: dict[str, list[str]] = {}
    for column, client, form in all_forms(world):
        first = send(client, form, dict.fromkeys(form.texts, MARK))
        shown = {name for name in form.texts if first.is_taken and MARK in first.written and MARK in first.text}
        chosen = packs(form.limit)
        for start in range(len(chosen)):
            strings = {name: chosen[(start + place) % len(chosen)] for place, name in enumerate(form.texts)}
            told = problems_with(client, form, strings, shown)
            if told:
                problems.setdefault(f"{form.kind[1]} on {form.page} as {column}", []).extend(told)

    assert not problems, "\n".join(f"{where}: {one}" for where, told in problems.items() for one in told[:5])


def test_every_form_can_be_taken(world: World):
    """Otherwise the strings would only ever meet refusals."""
    refused = {
        form.kind[1]
        for _column, client, form in all_forms(world)
        if not send(client, form, dict.fromkeys(form.texts, MARK)).is_taken
    }

    assert refused == set(NEVER_TAKEN)


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

    assert answers <= {200, 301, 302, 404, 410}


def test_every_string_in_every_list(world: World):
    """Search, filters and pages of lists are read from the address."""
    client = world.client("officer")
    rows = [row for row in all_rows(world) if row.method == "GET" and row.label == "" and row.address.is_ours]
    lists = [row for row in rows if ask(world, client, "officer", row, None).status_code == 200]
    wrong = []
    for row in lists:
        url = url_of(world, row.address, None)
        for text in STRINGS:
            response = client.get(
                url, {"q": text, "page": text, "sort": text, "kind": text, "status": text, "area": text}
            )
            if response.status_code >= 500 or runs(response, text):
                wrong.append(f"{url} {text!r}: {response.status_code}")

    assert not wrong, "\n".join(wrong[:20])
