from __future__ import annotations

import csv
import datetime as dt
import io
from contextlib import contextmanager
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext_lazy

from foundation.ui.csv_files import Column, cell_text, csv_response


class Rows(list):
    """A list that is read as a queryset is."""

    def iterator(self, chunk_size):
        assert chunk_size > 0
        return iter(self)


def table_of(response):
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_file_holds_titles_and_all_rows():
    columns = [Column("Item", lambda row: row[0]), Column("Due", lambda row: row[1])]
    rows = Rows([("Clear, the «well»\nof Maldosa", dt.date(2026, 11, 26)), ("=cmd()", None)])

    response = csv_response(rows, columns, name="actions")

    assert table_of(response) == [
        ["Item", "Due"],
        ["Clear, the «well»\nof Maldosa", "2026-11-26"],
        ["'=cmd()", ""],
    ]
    assert response["Content-Disposition"] == 'attachment; filename="actions.csv"'
    assert response["Cache-Control"] == "no-store"


def test_rows_are_read_inside_what_the_caller_opens():
    seen = []

    @contextmanager
    def reading():
        seen.append("opened")
        yield
        seen.append("closed")

    response = csv_response(Rows(["a"]), [Column("x", seen.append)], name="x", reading=reading)
    assert seen == []
    table_of(response)

    assert seen == ["opened", "a", "closed"]


def test_the_language_of_the_page_lasts_into_the_file():
    today = gettext_lazy("Thursday")  # Django's own word, compiled in every installation
    with translation.override("fr"):
        response = csv_response(Rows([1]), [Column(today, lambda _row: today)], name="x")

    with translation.override("en"):
        assert table_of(response) == [["jeudi"], ["jeudi"]]


def test_numbers_stay_numbers():
    assert [cell_text(value) for value in (-5, Decimal("-1.50"), "-5")] == ["-5", "-1.50", "'-5"]
