from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault


def write_rows(rows: Iterable[models.Model]) -> None:
    """Insert rows of one model by COPY, just as they are: no date is set to now, no id of the database is read back."""
    rows = list(rows)
    if not rows:
        return
    meta = type(rows[0])._meta
    fields = [field for field in meta.concrete_fields if is_ours(field, rows[0])]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"copy {quote(meta.db_table)} ({columns}) from stdin"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([value_of(field, row) for field in fields])


def is_ours(field: Any, row: models.Model) -> bool:
    """Whether the row brings the value: not where the database counts, computes or has a default of its own."""
    is_counted = isinstance(field, models.AutoField | models.BigAutoField)
    return not (is_counted or field.generated or isinstance(getattr(row, field.attname), DatabaseDefault))


def value_of(field: Any, row: models.Model) -> Any:
    value = field.get_db_prep_save(getattr(row, field.attname), connection)
    return value.value if isinstance(value, Enum) else value
