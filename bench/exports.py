"""Long lists as files and long documents as PDF, beside the fastest plain way to the same bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryFile

import psycopg
import xlsxwriter
from django.db import connection, transaction

from bench import long_document
from bench.figures import Figure, Limit
from bench.mission import Measured
from bench.sites import Site, memory_of
from coordination.exports import ACTION_ITEM_COLUMNS
from coordination.forms.action_item_lists import rows_for
from foundation.documents import pdf
from foundation.documents.content import Marking
from foundation.documents.lists import csv, xlsx
from foundation.documents.lists.columns import Asked, ask

MB = 1_000_000
CSV_PATH = "/actions/csv/?sort=reference"
PLAIN_PATH = "/actions.csv"
GROWTH_AT_MOST = 10
# Prose of three kinds of length, one of them a formula: what people write into an item.
SUMMARIES = """array['Repair the well at the market', '=HYPERLINK("x")',
    'Réparer le pont « Boali » avant les pluies, avec la commune']"""


@dataclass(frozen=True)
class Volume:
    csv_rows: int
    xlsx_rows: int
    rounds: int


FULL, SMALL = Volume(1_000_000, 100_000, 5), Volume(50_000, 10_000, 5)


def lengthen(measured: Measured, count: int) -> None:
    """Copies of one shared item until there are `count`, by one statement."""
    like = measured.meeting.action_items.first()
    fields = [field.column for field in like._meta.concrete_fields if not field.generated]
    own = {"id": "gen_random_uuid()", "reference": "'LNG-26-' || n", "summary": f"({SUMMARIES})[n %% 3 + 1]"}
    chosen = ", ".join(own.get(column, f'"{column}"') for column in fields)
    named = ", ".join(f'"{column}"' for column in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into coordination_actionitem ({named}) select {chosen} from coordination_actionitem,"
            " generate_series(1000000, 999999 + %s) as n where id = %s",
            [count, like.pk],
        )
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("vacuum analyze")  # as the server does by itself after a while


def measure(measured: Measured, ours: Site, web: int, bare: Site, *, small: bool) -> list[Figure | Limit]:
    """All of them; the rows that are made for it stay, so this comes last."""
    volume = SMALL if small else FULL
    lengthen(measured, volume.csv_rows)
    asked = asked_of(measured)
    return [
        *csv_figures(measured, asked, ours, web, bare, volume),
        xlsx_figure(measured, volume),
        pdf_limit(),
    ]


def asked_of(measured: Measured, rows: int = 0) -> Asked:
    found = rows_for(measured.officer).order_by("reference", "pk")
    return ask(found[:rows] if rows else found, ACTION_ITEM_COLUMNS)


def copied(asked: Asked) -> Iterator[int]:
    """The same SELECT through COPY and nothing else."""
    statement = f"COPY ({asked.sql}) TO STDOUT WITH (FORMAT csv)"
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(statement, asked.params) as copying,
    ):
        yield from map(len, copying)


def csv_figures(measured: Measured, asked: Asked, ours: Site, web: int, bare: Site, volume: Volume) -> list[Figure]:
    inside, over_http, first, growths = [], [], [], []
    for site, path in ((ours, CSV_PATH), (bare, PLAIN_PATH)):
        for _ in range(4):  # both workers know the statement
            site.stream(path, stop_at=1)
    for _ in range(volume.rounds):
        plain = taken(lambda: sum(copied(asked)))
        mine = taken(lambda: sum(map(len, csv.chunks(asked, actor=measured.officer))))
        before = memory_of({web})
        sent = ours.stream(CSV_PATH, watch=lambda: memory_of({web}))
        growths.append((sent.most_watched - before) / MB)
        if sent.lines != volume.csv_rows + measured_items(measured):
            raise RuntimeError(f"{sent.lines} lines came for {volume.csv_rows} rows")
        quick = [(ours.stream(CSV_PATH, stop_at=1).first, bare.stream(PLAIN_PATH, stop_at=1).first) for _ in range(9)]
        inside.append(mine / plain)
        over_http.append(ours.stream(CSV_PATH).seconds / plain)
        first.append(median(one for one, _ in quick) / median(other for _, other in quick))
    rows, speed = f"CSV of {volume.csv_rows:,} rows", volume.csv_rows / plain
    return [
        Figure(
            f"{rows}, in process",
            round(median(inside), 2),
            1.25,
            "times COPY of the same SELECT",
            f"[{speed:,.0f} rows/s by COPY]",
        ),
        Figure(f"{rows}, over HTTP", round(median(over_http), 2), 1.54, "times COPY of the same SELECT"),
        Figure(
            "first byte of a CSV in key order",
            round(median(first), 2),
            3,
            "times the plain view",
            f"[{median(one for one, _ in quick) * 1000:.1f} ms]",
        ),
        Figure("memory of the web server during it", round(max(growths), 1), GROWTH_AT_MOST, "MB more"),
    ]


def measured_items(measured: Measured) -> int:
    """Items there were before, that the officer's list holds as well, and the line of titles."""
    return rows_for(measured.officer).exclude(reference__startswith="LNG-").count() + 1


def xlsx_figure(measured: Measured, volume: Volume) -> Figure:
    asked = asked_of(measured, volume.xlsx_rows)
    marking = Marking("internal", "Internal")

    def mine() -> None:
        xlsx.workbook(asked, actor=measured.officer, title="Items", marking=marking).close()

    mine()
    pairs = [(taken(mine), taken(lambda: by_xlsxwriter(asked))) for _ in range(3)]
    ratio = median(one / other for one, other in pairs)
    more = f"[{median(one for one, _ in pairs):.2f} s against {median(other for _, other in pairs):.2f} s]"
    name = f"XLSX of {volume.xlsx_rows:,} rows, with its query"
    return Figure(name, round(ratio, 2), 0.4, "times XlsxWriter's constant memory", more)


def by_xlsxwriter(asked: Asked) -> None:
    """The same rows, query included, in XlsxWriter's mode for long sheets."""
    with TemporaryFile() as made, xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, asked.titles)
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(asked.sql, asked.params)
            for number, row in enumerate(rows_in(cursor), 1):
                for place, (value, kind) in enumerate(zip(row, asked.kinds, strict=True)):
                    if value is None:
                        continue
                    if kind == "date":
                        sheet.write_datetime(number, place, value, day)
                    else:
                        sheet.write_string(number, place, value)


def rows_in(cursor) -> Iterator[tuple]:
    while rows := cursor.fetchmany(xlsx.AT_ONCE):
        yield from rows


def pdf_limit() -> Limit:
    """The second compile and later: the first reads the fonts."""
    document = long_document.make()
    pdf.render(document)
    seconds, made = [], b""
    for number in range(3):
        changed = long_document.make(f"Part {number}")  # nothing is remembered from the time before
        began = time.perf_counter()
        made = pdf.render(changed)
        seconds.append(time.perf_counter() - began)
    pages = made.count(b"/Type /Page\n") + made.count(b"/Type/Page/")
    return Limit(f"PDF of {pages} pages with {long_document.CHARTS} charts", round(median(seconds), 2), 3, "s")


def taken(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
