"""The texts of the sample, read from `sample/data`: what is talked about, what people write, what they are called."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Matter:
    """One topic. `ours` are items of the mission, `theirs` of the counterpart; {place} and {n} are filled in."""

    theme: str
    sector: str
    title: str
    text: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@cache
def read_json(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def matters(language: str, theme: str) -> tuple[Matter, ...]:
    """What is talked about with such a counterpart in this language; the affairs of a town where nothing is listed."""
    rows = read_json(f"matters_{language}")
    found = [row for row in rows if row["theme"] == theme] or [row for row in rows if row["theme"] == "town"] or rows
    return tuple(Matter(**{**row, "ours": tuple(row["ours"]), "theirs": tuple(row["theirs"])}) for row in found)


def matter_called(language: str, title: str) -> Matter:
    row = next(row for row in read_json(f"matters_{language}") if row["title"] == title)
    return Matter(**{**row, "ours": tuple(row["ours"]), "theirs": tuple(row["theirs"])})


def phrase(chance: Random, language: str, kind: str) -> str:
    """Something that people write on such an occasion."""
    words: str = chance.choice(read_json("phrases")[language][kind])
    return words


def with_place(words: str, language: str, place: str, number: int) -> str:
    """The words with a place and a number in them; French shortens "de" before a vowel."""
    if language == "fr" and place[0] in "AEÉIOU":
        words = words.replace("de {place}", "d’{place}").replace("que {place}", "qu’{place}")
    return words.format(place=place, n=number)
