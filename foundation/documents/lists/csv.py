"""CSV straight from the database: `COPY … TO STDOUT`, handed on as it comes, whatever the number of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from foundation.access.actors import Actor
from foundation.access.database import set_database_actor
from foundation.documents.lists.columns import Asked
from foundation.ui.formula_guard import guarded

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet program reads French and Arabic as noise
CHUNK = 64 * 1024


def chunks(asked: Asked, *, actor: Actor, with_hxl: bool = False) -> Iterator[bytes]:
    """The file in pieces of about 64 KB, the first as soon as there is a row.

    The rows are read in a transaction of their own, as this actor. Whoever stops early ends the statement too.
    """
    head = _head(asked, with_hxl=with_hxl)
    if not asked.sql:
        yield head
        return
    with transaction.atomic():
        # Who waits for the first row is served sooner by the order of an index than by sorting everything first.
        set_database_actor(actor, datestyle="ISO, YMD", enable_sort="off")
        with connection.cursor() as cursor:
            statement = f"COPY ({asked.sql}) TO STDOUT WITH (FORMAT csv)"
            with cursor.copy(statement, asked.params) as copying:
                waiting, enough = bytearray(head), 1
                for row in copying:
                    waiting += row
                    if len(waiting) >= enough:
                        yield bytes(waiting)
                        waiting.clear()
                        enough = CHUNK
                yield bytes(waiting)


def _head(asked: Asked, *, with_hxl: bool) -> bytes:
    lines: list[Sequence[str]] = [[guarded(title) for title in asked.titles]]
    if with_hxl:
        lines.append(asked.tags)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()
