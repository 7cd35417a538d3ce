"""Search that forgives accents and capitals, in any script."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func
from django.db.models.functions import Cast


class Folded(Func):
    """Lower case without accents; the database function is made by this app's first migration."""

    function = "concord_folded"
    arity = 1
    output_field = models.TextField()


def folded_column(*fields: str) -> models.GeneratedField:
    """A column kept by the database: these fields folded, for `contains` with `folded(words)`."""
    texts = [Cast(models.F(field), models.TextField()) for field in fields]
    expression: Any = texts[0] if len(texts) == 1 else Joined(*texts)
    return models.GeneratedField(expression=Folded(expression), output_field=models.TextField(), db_persist=True)


class NameValues(Func):
    """What stands in a column of names by language, without the languages: nobody looks for `en`."""

    template = "(jsonb_path_query_array(%(expressions)s, '$.*')::text)"
    arity = 1
    output_field = models.TextField()


class Joined(Func):
    """Fields beside each other with a space; unlike CONCAT_WS it may stand in a generated column."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()


def folded(words: str) -> Folded:
    """What a person typed, folded as the column is and where the column is: in the database."""
    return Folded(models.Value(words.replace("\0", ""), output_field=models.TextField()))
