"""PostgreSQL's ltree as a Django field: where an area stands below its country."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup


class PathField(models.TextField):
    """Dot-separated codes from the country down, as in `CAR.CAR01.CAR0102`."""

    def db_type(self, connection: Any) -> str:
        return "ltree"

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        """Read as text: the driver does not know an array of paths."""
        return f"({sql})::text", params


@PathField.register_lookup
class Within(Lookup):
    """The area itself or any below it."""

    lookup_name = "within"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} <@ {right}::ltree", (*left_params, *right_params)


@PathField.register_lookup
class Above(Lookup):
    """The area itself or any it lies in."""

    lookup_name = "above"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @> {right}::ltree", (*left_params, *right_params)
