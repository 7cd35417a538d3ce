"""Every string that breaks programs, through every text field of every form that somebody of the small world can reach:
stored exactly or refused clearly, shown as words, the form never lost, the server never at a loss."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.guards.addresses import all_addresses
from tests.guards.asking import all_rows, ask, records_for, url_of
from tests.guards.sources import ROOT
from tests.guards.world import World, small_world
from tests.hostile.forms import Form, as_sent, forms_on, is_kept, runs, send

STRINGS = [text for text in json.loads((ROOT / "tests" / "data" / "blns.json").read_text(encoding="utf-8")) if text]
PARTS = 4
MARK = "Zebra crossing 17"
WHO = ("officer", "head", "mayor", "ngo", "admin", "auditor", "out")
# Forms that take no free words or none for anybody: sign-in and codes are checked against what is known.
CHECKED_AGAINST_WHAT_IS_KNOWN = ("account_", "mfa_", "set_language", "people:session", "people:token_revoke")
# Forms that a plain filling-in does not satisfy, with the reason; their strings only go the way of a refusal.
NEVER_TAKEN: dict[str, str] = {}

pytestmark = pytest.mark.slow


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def all_forms(world: World) -> list[tuple[str, Client, Form]]:
    """One form of each kind, with somebody who is shown it."""
    found: dict[object, tuple[str, Client, Form]] = {}
    for column in WHO:
        client = world.client(column)
        for row in all_rows(world):
            if row.method == "GET":
                for record in records_for(world, row.address)[row.label]:
                    response = ask(world, client, column, row, record)
                    if response.status_code == 200 and "html" in response.get("Content-Type", ""):
                        for form in forms_on(url_of(world, row.address, record), response):
                            is_ours = form.texts and not form.kind[1].startswith(CHECKED_AGAINST_WHAT_IS_KNOWN)
                            if is_ours and form.kind[1]:
                                found.setdefault(form.kind, (column, client, form))
    return list(found.values())


def problems_with(client: Client, form: Form, strings: dict[str, str], shown: set[str]) -> list[str]:
    """What went wrong when the form was sent with one string in each of its text fields."""
    sent = send(client, form, strings)
    status = sent.response.status_code
    told = []
    if status >= 500:
        told.append(f"answered {status}")
    for name, text in strings.items():
        if runs(sent.response, text) or runs(sent.shown, text):
            told.append(f"{name} runs as markup: {text!r}")
        if form.method == "post" and sent.is_taken and name in shown and as_sent(text).strip():
            if as_sent(text) not in map(as_sent, sent.written):
                told.append(f"{name} was not stored exactly: {text!r}")
            elif as_sent(text) not in as_sent(sent.text):
                told.append(f"{name} is not shown exactly: {text!r}")
        if status == 422 and not is_kept(sent, text):
            told.append(f"{name} was lost with the refused form: {text!r}")
    return told


@pytest.mark.parametrize("part", range(PARTS))
def test_every_string_through_every_form(world: World, part: int):
    problems: dict[str, list[str]] = {}
    for column, client, form in all_forms(world):
        first = send(client, form, dict.fromkeys(form.texts, MARK))
        shown = {name for name in form.texts if first.is_taken and MARK in first.written and MARK in first.text}
        chosen = STRINGS[part::PARTS]
        for start in range(len(chosen)):
            strings = {name: chosen[(start + place) % len(chosen)] for place, name in enumerate(form.texts)}
            told = problems_with(client, form, strings, shown)
            if told:
                problems.setdefault(f"{form.kind[1]} on {form.page} as {column}", []).extend(told)

    assert {where: told[:5] for where, told in problems.items()} == {}


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

    assert answers <= {200, 302, 404, 410}


def test_every_string_in_every_list(world: World):
    """Search, filters and pages of lists are read from the address."""
    client = world.client("officer")
    lists = [row for row in all_rows(world) if row.method == "GET" and row.label == "" and row.address.is_ours]
    wrong = []
    for row in lists:
        url = url_of(world, row.address, None)
        for text in STRINGS:
            response = client.get(
                url, {"q": text, "page": text, "sort": text, "kind": text, "status": text, "area": text}
            )
            if response.status_code >= 500 or runs(response, text):
                wrong.append((url, text, response.status_code))

    assert wrong == []
