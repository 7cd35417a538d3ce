"""Carana: eight provinces, forty districts, their municipalities and some villages. Codes and names are invented."""

from __future__ import annotations

from datetime import date
from random import Random

from sample.country import draw_country
from sample.records import PlannedArea
from sample.words import read_rows

COUNTRY = "CRN"
EDITION = "sample 1"
AS_OF = date(2024, 1, 1)
# How many characters the code of an area has at each level, from the country to a village.
LEVELS = (3, 5, 7, 9, 11)
VILLAGE = 4


def plan_places(chance: Random) -> tuple[PlannedArea, ...]:
    """Parents before children; each under its radio code, which is how the other planners name it."""
    rows = read_rows("places")
    keys = {row["code"]: row["radio"] for row in rows}
    parents = {row["radio"]: keys.get(row["parent"], "") for row in rows}
    drawn = {row["radio"]: parents[row["radio"]] for row in rows if level_of(row["code"]) < VILLAGE}
    shapes = draw_country(drawn, chance)
    return tuple(
        PlannedArea(
            key=row["radio"],
            code=row["code"],
            parent=parents[row["radio"]],
            names={language: row[language] for language in ("en", "fr", "ar")},
            geometry=shapes.get(row["radio"]),
        )
        for row in rows
    )


def level_of(code: str) -> int:
    return LEVELS.index(len(code))
