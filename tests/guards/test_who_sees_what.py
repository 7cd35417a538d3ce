"""Who sees what: every address as everybody, held against the table that people read and argue about.

`./concord test tests/guards/test_who_sees_what.py -m slow --write` draws the table anew.
"""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from foundation.calendars.models import Holiday, WorkingWeek
from foundation.mission.models import LanguageConfirmation
from foundation.people.models import Delegation, Organisation, Person, Post, Tenure
from foundation.places.models import Area
from tests.guards.addresses import all_addresses
from tests.guards.asking import all_rows, answer
from tests.guards.world import COLUMNS, World, small_world

TABLE = Path(__file__).with_name("who_sees_what.txt")
SLICE = 60
# Open to everybody with a place in an organisation: with whom one has to do, and where.
DIRECTORY = {Area, Organisation, Person, Post, Tenure, Delegation, Holiday, WorkingWeek, LanguageConfirmation}
HEAD = """\
# Who sees what: every address as everybody. Read by people, checked by a machine (test_who_sees_what.py).
#
# 200 let in at some time in the record's life (a deed may still ask for more, or come too late)
# 302 sent to sign in, or to prove again who one is      401 the same, said to a program
# 403 refused, with the reason                           404 does not exist for this person
#
# out: nobody signed in.  stranger: the mayor of a town that is party to nothing here.
# elsewhere: a liaison officer of the same mission in another province.
"""


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def read_table() -> dict[str, dict[str, str]]:
    """Row → column → answer, by where the columns begin."""
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    heading, rows = lines[0], lines[1:]
    starts = {column: heading.index(f" {column} ") + 1 for column in COLUMNS[:-1]} | {
        COLUMNS[-1]: heading.rindex(COLUMNS[-1])
    }
    first = starts[COLUMNS[0]]
    return {row[:first].rstrip(): {column: row[start : start + 3] for column, start in starts.items()} for row in rows}


def written(table: dict[str, dict[str, str]]) -> str:
    widths = {column: max(len(column), 3) for column in COLUMNS}
    wide = max(len(key) for key in table)
    heading = f"{'address, method, record':<{wide}} " + " ".join(column.ljust(widths[column]) for column in COLUMNS)
    lines = [heading.rstrip()]
    for key, cells in table.items():
        lines.append(f"{key:<{wide}} " + " ".join(cells[column].ljust(widths[column]) for column in COLUMNS).rstrip())
    return HEAD + "\n" + "\n".join(lines) + "\n"


def test_the_table_names_every_address(world: World):
    assert list(read_table()) == [row.key for row in all_rows(world)]


def test_a_slice_of_the_table_holds(world: World):
    table = read_table()
    cells = [(row, column) for row in all_rows(world) for column in COLUMNS]
    clients = {column: world.client(column) for column in COLUMNS}
    chosen = random.sample(cells, min(SLICE, len(cells)))

    found = {(row.key, column): answer(world, clients[column], column, row) for row, column in chosen}

    assert world.failures == []
    assert found == {(row.key, column): table[row.key][column] for row, column in chosen}


def test_reading_never_writes(world: World):
    """A GET runs in a transaction that cannot write: one that tries raises. Sessions live in the cache."""
    table = read_table()
    clients = {column: world.client(column) for column in COLUMNS}
    pages = [row for row in all_rows(world) if row.method == "GET"]

    let_in = [(row, next((c for c in reversed(COLUMNS) if table[row.key][c] == "200"), "")) for row in pages]

    found = {answer(world, clients[column], column, row) for row, column in let_in if column}
    assert world.failures == []
    assert found == {"200"}


@pytest.mark.slow
def test_the_whole_table_holds(world: World, is_writing: bool):
    clients = {column: world.client(column) for column in COLUMNS}
    found = {
        row.key: {column: answer(world, clients[column], column, row) for column in COLUMNS} for row in all_rows(world)
    }
    assert world.failures == []
    if is_writing:
        TABLE.write_text(written(found))

    assert written(found) == TABLE.read_text()


def test_what_is_not_the_directory_is_nothing_to_a_stranger():
    """The rest of the table may be argued about, but not this: a record is 404 to who has no part in it."""
    closed = {
        one.name for one in all_addresses() if "pk" in one.arguments and one.is_ours and one.model not in DIRECTORY
    }
    rows = {key: cells for key, cells in read_table().items() if key.split()[0] in closed}

    assert {key: cells["stranger"] for key, cells in rows.items() if cells["stranger"] != "404"} == {}


def test_the_table_is_in_order():
    keys = [key.split()[0] for key in read_table()]

    assert [(one, next_one) for one, next_one in pairwise(keys) if one > next_one] == []
