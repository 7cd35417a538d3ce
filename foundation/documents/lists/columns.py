"""The columns of a list as a file, as expressions that the database works out.

    COLUMNS = (
        code(_("Reference"), "reference", hxl="#meta+reference"),
        words(_("What will be done?"), "summary"),
        name(_("Responsible"), "owner__names"),
        choice(_("Status"), "status", ActionStatus),
    )

Labels of choices and names come in the language that is active when the rows are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, F, Func, Model, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import get_language

from foundation.ui.formula_guard import postgres_pattern

Kind = Literal["text", "date", "number"]
FALLBACKS = ("en", "fr")


@dataclass(frozen=True)
class ListColumn:
    """One column: its title, its expression, its tag of the Humanitarian Exchange Language where it has one."""

    label: Any
    expression: Callable[[], Any]
    kind: Kind = "text"
    hxl: str = ""


@dataclass(frozen=True)
class Asked:
    """A list ready to be read: its titles in the reader's language, and one statement; no statement means no rows."""

    titles: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[Kind, ...]
    sql: str
    params: tuple[Any, ...]


class Guarded(Func):
    """A text of a person with an apostrophe before it where a spreadsheet could take it for a formula."""

    output_field = TextField()

    def __init__(self, expression: Any) -> None:
        # Doubled twice: for Django's filling in, then for the driver's.
        pattern = postgres_pattern().replace("'", "''").replace("%", "%%%%")
        super().__init__(expression, template=f"regexp_replace(%(expressions)s, '{pattern}', '''\\&')")


class Named(Func):
    """A name of a JSON object of names: in the first of the languages that has one, else any; else empty.

    One template, where functions in each other would be as many expressions to compile as there are languages.
    """

    output_field = TextField()

    def __init__(self, path: str, languages: Sequence[str]) -> None:
        if unknown := [language for language in languages if not language.isalpha()]:
            raise ValueError(f"Not languages of ours: {unknown}.")
        said = ", ".join(f"nullif(%(expressions)s ->> '{language}', '')" for language in languages)
        any_name = "(select value from jsonb_each_text(%(expressions)s) limit 1)"
        super().__init__(F(path), template=f"coalesce({said}, {any_name}, '')")


class LabelOf(Func):
    """The label that a JSON object of labels holds for a value; null for a value it does not hold.

    One constant, where a CASE would be as many expressions to compile as there are choices.
    """

    template = "(%(expressions)s)"
    arg_joiner = "::jsonb ->> "
    output_field = TextField()

    def __init__(self, labels: str, value: Any) -> None:
        super().__init__(Value(labels), value)


def words(label: Any, path: str, *, hxl: str = "") -> ListColumn:
    """Free text: guarded against being a formula."""
    return ListColumn(label, lambda: Guarded(F(path)), hxl=hxl)


def code(label: Any, path: str, *, hxl: str = "") -> ListColumn:
    """Text of ours (a reference, a code), which never begins like a formula. As it is: its index still sorts."""
    return ListColumn(label, lambda: F(path), hxl=hxl)


def name(label: Any, path: str, *, hxl: str = "") -> ListColumn:
    """A name kept in several languages (`{"en": …}`): in the reader's, else English, else French, else any."""
    return ListColumn(label, lambda: Guarded(named(path)), hxl=hxl)


def named(path: str) -> Any:
    """The expression of a name in the active language, as `foundation.places.models.in_language` chooses it."""
    return Named(path, tuple(dict.fromkeys([get_language() or "en", *FALLBACKS])))


def choice(label: Any, path: str, choices: Any, *, hxl: str = "") -> ListColumn:
    """The label of a value of Django's choices; a value that is not among them as it is."""

    def expression() -> Any:
        labels = json.dumps({str(value): str(shown) for value, shown in choices.choices})
        return Coalesce(LabelOf(labels, F(path)), F(path), output_field=TextField())

    return ListColumn(label, expression, hxl=hxl)


def day(label: Any, path: str, *, hxl: str = "") -> ListColumn:
    return ListColumn(label, lambda: F(path), "date", hxl)


def day_of(label: Any, path: str, *, hxl: str = "") -> ListColumn:
    """The day of an instant, in the zone that is active."""
    return ListColumn(label, lambda: TruncDate(path, output_field=DateField()), "date", hxl)


def number(label: Any, path: str, *, hxl: str = "") -> ListColumn:
    return ListColumn(label, lambda: F(path), "number", hxl)


def worked_out(label: Any, expression: Callable[[], Any], *, hxl: str = "") -> ListColumn:
    """Text that needs more than a field; who gives the expression guards what people wrote in it (`Guarded`)."""
    return ListColumn(label, expression, hxl=hxl)


def ask(rows: QuerySet[Any], columns: Sequence[ListColumn]) -> Asked:
    """The statement that reads these columns of these rows, in their order. Nothing is read yet.

    Raises ValueError for rows made distinct: two rows that look alike would be one, and what sorts would be a column.
    """
    if rows.query.distinct:
        raise ValueError("Narrow these rows without distinct(): by a subquery instead of a join.")
    named_columns = {f"column_{place}": column.expression() for place, column in enumerate(columns)}
    titles = tuple(str(column.label) for column in columns)
    tags = tuple(column.hxl for column in columns)
    kinds = tuple(column.kind for column in columns)
    asked: QuerySet[Model, Any] = rows.annotate(**named_columns).values_list(*named_columns)
    try:
        sql, params = asked.query.sql_with_params()
    except EmptyResultSet:
        return Asked(titles, tags, kinds, "", ())
    return Asked(titles, tags, kinds, sql, tuple(params))
