"""Statements that Django would take longer to put together than PostgreSQL takes to carry them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
# Stands in the statement for the record it will be asked about.
ANY_RECORD = UUID("5ead0000-0000-4000-8000-00000000ca5e")


class Statement(Generic[M]):
    """The rows of `about(pk)` with what it selects beside them, as Django itself would read them; put together once.

    `about` is called once. It must not look at its argument, only pass it on, and prefetch nothing. This is for what is
    the same for every reader alone: who may see a record is asked anew, by `visible_to`, before it is asked about.
    """

    def __init__(self, about: Callable[[UUID], QuerySet[M]]) -> None:
        self.about = about

    def ask(self, pk: UUID) -> list[M]:
        """The rows for this record: one statement."""
        sql, params = self._written.sql
        with prepared_cursor() as cursor:
            cursor.execute(sql, [pk if value == ANY_RECORD else value for value in params])
            found = cursor.fetchall()
        return [self._written.read(row) for row in found]

    @cached_property
    def _written(self) -> _Written:
        return _Written(self.about(ANY_RECORD))


class Prepared(ServerBindingCursor):
    """Lets PostgreSQL plan a statement once for each connection."""

    def execute(self, query: Any, params: Any = None, **_more: Any) -> Any:
        return super().execute(query, params, prepare=True)  # type: ignore[misc]


def prepared_cursor() -> CursorWrapper:
    """A cursor for a statement that is asked again and again with other values: planned once.

    Where statements are written down, an ordinary one: Django can write down only what the client has bound.
    """
    if connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(Prepared(connection.connection))  # type: ignore[call-arg, arg-type]


class _Written:
    """The SQL of a queryset, and how a row of it becomes a record: what `ModelIterable` does."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        self.sql = compiler.as_sql()
        info, select = compiler.klass_info, compiler.select
        first, last = info["select_fields"][0], info["select_fields"][-1]
        self.model, self.own = info["model"], slice(first, last + 1)
        self.names = [column[0].target.attname for column in select[self.own]]
        self.annotations = list((compiler.annotation_col_map or {}).items())
        self.populators = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]  # of Django 6
        converters = compiler.get_converters([column[0] for column in select])
        self.converters = [(place, *found) for place, found in converters.items()]

    def read(self, values: tuple[Any, ...]) -> Any:
        row = list(values)
        for place, functions, expression in self.converters:
            for convert in functions:
                row[place] = convert(row[place], expression, connection)
        record = self.model.from_db(connection.alias, self.names, row[self.own])
        for populator in self.populators:
            populator.populate(row, record)
        for name, place in self.annotations:
            setattr(record, name, row[place])
        return record


def plain_names(model: type[Model]) -> list[str]:
    """The columns of a model without those that the database makes of others."""
    return [field.attname for field in model._meta.concrete_fields if not field.generated]


def record_from(model: type[M], values: dict[str, Any]) -> M:
    """A stored record from the JSON of its `plain_names`."""
    fields = [field for field in model._meta.concrete_fields if field.attname in values]
    plain = [field.to_python(values[field.attname]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], plain)


def insert_many(records: Sequence[Model]) -> None:
    """Insert new records of one model in one statement: what they all share is sent once.

    As `bulk_create` for plain columns, but keys that the database gives and columns it generates are not read back.
    """
    if not records:
        return
    model, database = type(records[0]), connections[DEFAULT_DB_ALIAS]  # itself: `connection` looks it up at each use
    quote = database.ops.quote_name
    columns, values, shared = [], [], []
    rows: list[list[Any]] = [list(range(len(records)))]
    kinds = ["int"]
    for field in model._meta.concrete_fields:
        if field.generated or isinstance(field, AutoField):
            continue
        given = [field.get_db_prep_save(field.pre_save(record, True), database) for record in records]
        columns.append(quote(str(field.column)))
        kind = str(field.db_type(database))
        if all(value == given[0] for value in given):
            values.append(f"%s::{kind}")
            shared.append(given[0])
        else:
            values.append(f"row.c{len(rows)}")
            rows.append(given)
            kinds.append(str(kind))
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
    names = ", ".join(f"c{number}" for number in range(len(rows)))
    with database.cursor() as cursor:
        cursor.execute(
            f"insert into {quote(model._meta.db_table)} ({', '.join(columns)}) "  # noqa: S608  # names of the model
            f"select {', '.join(values)} from unnest({arrays}) as row ({names}) order by c0",
            [*shared, *rows],
        )
    for record in records:
        record._state.adding, record._state.db = False, database.alias
