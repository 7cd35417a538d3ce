from __future__ import annotations

import csv
import io

import pytest
from django.db import connection, transaction
from django.db.models import Value

from foundation.documents.lists.columns import Asked, ask, name, words, worked_out
from foundation.documents.lists.csv import CHUNK, chunks
from foundation.places.models import Area
from tests.factories import AreaFactory, OrganisationFactory, actor_of


def read(made):
    text = b"".join(made).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def officer():
    return actor_of(OrganisationFactory(kind="mission"))


COLUMNS = (
    words("Code", "code", hxl="#loc+code"),
    name("Name, long", "names", hxl="#loc+name"),
    worked_out("Percent %s", lambda: Value("100%% sure")),
)


@pytest.mark.django_db
def test_rows_come_under_their_titles_whatever_stands_in_them(officer):
    AreaFactory(code="XX1", names={"en": '=Clear, the «well»\r\n"of" Maldosa %s \\.'})
    AreaFactory(code="XX2", names={"en": "\\."})

    asked = ask(Area.objects.filter(code__contains="XX").exclude(code="50%").order_by("code"), COLUMNS)

    assert read(chunks(asked, actor=officer, with_hxl=True)) == [
        ["Code", "Name, long", "Percent %s"],
        ["#loc+code", "#loc+name", ""],
        ["XX1", '\'=Clear, the «well»\r\n"of" Maldosa %s \\.', "100%% sure"],
        ["XX2", "\\.", "100%% sure"],
    ]


@pytest.mark.django_db
def test_a_list_without_rows_has_its_titles(officer):
    assert read(chunks(ask(Area.objects.none(), COLUMNS), actor=officer)) == [[one.label for one in COLUMNS]]
    assert len(read(chunks(ask(Area.objects.filter(code="?"), COLUMNS), actor=officer))) == 1


@pytest.mark.django_db(transaction=True)
def test_the_rows_are_read_in_a_transaction_with_the_actor(officer):
    sql = "select current_setting('concord.user_id', true), current_setting('datestyle')"
    asked = Asked(("Who", "How"), ("", ""), ("text", "text"), sql, ())

    made = chunks(asked, actor=officer)
    assert connection.in_atomic_block is False
    assert read(made)[1] == [str(officer.user_id), "ISO, YMD"]

    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('concord.user_id', true), '')")
        assert cursor.fetchone() == ("",)


@pytest.mark.django_db(transaction=True)
def test_who_stops_early_ends_the_statement(officer):
    sql = "select repeat('x', 1000) from generate_series(1, 100000)"
    asked = Asked(("A",), ("",), ("text",), sql, ())

    made = chunks(asked, actor=officer)
    assert len(next(made)) < 2000
    assert CHUNK <= len(next(made)) < 2 * CHUNK
    made.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)
