"""Ask an address as somebody of the small world and say in one word how it answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coordination.models import Meeting
from foundation.notices.models import Notice
from foundation.submissions.keys import new_key
from tests.factories import MeetingFileFactory
from tests.guards.addresses import Address, all_addresses
from tests.guards.world import INVITATION_SECRET, SIGNING_SECRET, Records, World

# Arguments of addresses that name no record by `pk`. One that is missing here fails the table.
ARGUMENTS: dict[str, dict[str, Any]] = {
    "figures:figure": {"countable": "meetings", "measure": "count"},
    "figures:figure_csv": {"countable": "meetings", "measure": "count"},
    "monitoring:figure_pdf": {"countable": "meetings", "measure": "count"},
    "monitoring:figure_xlsx": {"countable": "meetings", "measure": "count"},
    "figure-detail": {"countable": "meetings", "measure": "count"},
    "imports:import_template": {"kind": "counterparts"},
    "mission:language_confirm": {"language": "sw"},
    "mission:list_entry": {"name": "sectors", "code": "water"},
    "mission:list_entry_add": {"name": "sectors"},
    "mission:list_entry_switch_off": {"name": "sectors", "code": "water"},
    "mission:list_entry_switch_on": {"name": "sectors", "code": "water"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
    "coordination:sign": {"token": SIGNING_SECRET},
    "people:first_administrator": {"token": "whoever-comes-later"},
    "people:invitation_accept": {"token": INVITATION_SECRET},
    "people:session_revoke": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
}
# Pages that write when they are read, with the reason. Sessions live in the cache, so sign-in is not among them.
WRITES_WHEN_READ = {
    "account_email": "allauth copies the user's address into its own table at first sight",
}
# Of several answers the one to show: a failure hides behind nothing.
WORST_FIRST = ["500", "503", "200", "302", "403", "401", "404"]
# Which record an address names by `pk` when its gate does not say.
MODELS: dict[str, type[models.Model]] = {
    "coordination:meeting": Meeting,
    "desk:notice_open": Notice,
}
# What an address asks for beside `pk`.
MORE: dict[str, Callable[[World, Any], dict[str, Any]]] = {
    "coordination:meeting_file": lambda world, meeting: {"file_id": file_of(meeting).pk},
    "people:membership_add": lambda world, person: {"organisation_pk": world.town.pk},
}
DOORS = ("/accounts/login/", "/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/")
UNKNOWN: Records = {"unknown": [None]}


@dataclass(frozen=True)
class Row:
    """One line of the table: an address, a method, and which record it is about."""

    address: Address
    method: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.address.name:<44} {self.method:<4} {self.label:<16}".rstrip()


def all_rows(world: World) -> list[Row]:
    return [
        Row(address, method, label)
        for address in all_addresses()
        for method in asked_methods(address)
        for label in records_for(world, address)
    ]


def asked_methods(address: Address) -> Iterator[str]:
    """A library's forms are its own matter; that they are reached at all is ours."""
    if address.reads or not address.is_ours:
        yield "GET"
    if address.writes and address.is_ours:
        yield "POST"


def records_for(world: World, address: Address) -> Records:
    if address.name in ARGUMENTS:
        return UNKNOWN
    if "pk" in address.arguments:
        model = MODELS.get(address.name) or address.model
        assert model, f"say in tests/guards/asking.py which record {address.name} takes"
        assert set(address.arguments) == {"pk"} or address.name in MORE, f"say there what else {address.name} takes"
        return world.records_of(model)
    assert not address.arguments, f"say in tests/guards/asking.py which arguments {address.name} takes"
    return {"": [None]}


def file_of(meeting: Meeting) -> Any:
    return meeting.files.first() or MeetingFileFactory(meeting=meeting)


def url_of(world: World, address: Address, record: Any) -> str:
    if record is not None:
        more = MORE.get(address.name, lambda _world, _record: {})
        return reverse(address.name, kwargs={"pk": record.pk, **more(world, record)})
    return reverse(address.name, kwargs=ARGUMENTS.get(address.name))


def answer(world: World, client: Client, column: str, row: Row) -> str:
    """The best answer over the states of the record: what this person may do at some time in its life.

    What is seen does not hang on the state: what is not there in the last and the first state is not there.
    """
    records = records_for(world, row.address)[row.label]
    found: set[str] = set()
    for record in [records[-1], *records[:-1]]:
        found.add(word_for(world, client, column, row, record))
        is_told = found & {"500", "200", "302", "401"} or (found == {"404"} and record is records[0])
        if is_told:
            break
    return min(found, key=WORST_FIRST.index)


def word_for(world: World, client: Client, column: str, row: Row, record: Any) -> str:
    try:
        return word_of(ask(world, client, column, row, record))
    except Exception as error:
        world.failures.append(f"{row.key} as {column}: {type(error).__name__}: {error}")
        return "500"


def ask(world: World, client: Client, column: str, row: Row, record: Any) -> HttpResponse:
    """One request whose effects are taken back; a GET runs in a transaction that cannot write."""
    with transaction.atomic():
        try:
            response = _sent(world, client, column, row, url_of(world, row.address, record))
        finally:
            transaction.set_rollback(True)
    if response.streaming:
        # Read to its end: the client then closes the file without the connection, which `close` takes along.
        for _part in response.streaming_content:
            pass
    return response


def _sent(world: World, client: Client, column: str, row: Row, url: str) -> HttpResponse:
    if row.method == "GET" and row.address.name in WRITES_WHEN_READ:
        return client.get(url)
    if row.method == "GET":
        with connection.cursor() as cursor:
            cursor.execute("set local transaction_read_only = on")
        return client.get(url)
    if row.address.is_api:
        return client.post(url, {}, content_type="application/json", headers={"Idempotency-Key": str(uuid4())})
    user_id = None if column == "out" else world.actors[column].user_id
    return client.post(url, {"submission_key": new_key(user_id)})


def word_of(response: HttpResponse) -> str:
    """`302` means sent to sign in (or to prove again who one is); any other redirect is an answer."""
    if response.status_code == 302 and response["Location"].startswith(DOORS):
        return "302"
    if response.status_code in {401, 403, 404}:
        return str(response.status_code)
    return "200" if response.status_code < 500 else str(response.status_code)
