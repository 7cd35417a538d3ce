"""Which column or property says what: OCHA's names for them, HXL's tags, and the global list of P-codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
PLAIN = {
    "location": {"location", "locationcode", "country", "countrycode", "iso3"},
    "level": {"adminlevel", "admlevel", "level"},
    "code": {"pcode", "code", "adminpcode", "admpcode"},
    "name": {"name", "adminname", "admname"},
    "parent": {"parentpcode", "parentcode", "parent"},
}
# ADM1_PCODE, admin2Pcode, ADM1_EN, admin2Name, admin2Name_fr; not ADM1_REF, not admin1AltName1_en.
BY_LEVEL = re.compile(rf"adm(?:in)?([0-9])(?:(pcode|code)|name({'|'.join(LANGUAGES)})?|({'|'.join(LANGUAGES)}))")


@dataclass(frozen=True)
class Column:
    """`kind` is location, level, code, name or parent; `level` is None where another column says the level."""

    kind: str
    level: int | None = None
    language: str = ""


def column_of(heading: str) -> Column | None:
    """What this heading says, None when it is about something else."""
    heading = heading.strip().lower()
    if heading.startswith("#"):
        return _tagged(heading)
    plain = re.sub(r"[^a-z0-9]", "", heading)
    for kind, headings in PLAIN.items():
        if plain in headings:
            return Column(kind)
    if plain in {f"name{language}" for language in LANGUAGES}:
        return Column("name", language=plain[-2:])
    if match := BY_LEVEL.fullmatch(plain):
        level, code, *languages = match.groups()
        return Column("code" if code else "name", int(level), next(filter(None, languages), ""))
    return None


def _tagged(tag: str) -> Column | None:
    """An HXL tag: #country+code, #geo+admin_level, #adm+code, #adm+code+parent, #adm1+name+fr."""
    name, *attributes = tag.replace(" ", "").split("+")
    if name == "#country" and "code" in attributes:
        return Column("location")
    if name == "#geo" and {"admin_level", "level"} & set(attributes):
        return Column("level")
    match = re.fullmatch(r"#adm([0-9]?)", name)
    if not match:
        return None
    level = int(match[1]) if match[1] else None
    if "parent" in attributes:
        return Column("parent")
    if "code" in attributes:
        return Column("code", level)
    language = next((one for one in LANGUAGES if one in attributes or f"i_{one}" in attributes), "")
    return Column("name", level, language) if "name" in attributes else None


@dataclass(frozen=True)
class Stated:
    """One row, sorted by what its cells say. `codes` and `names` are by level; None is the row's own."""

    location: str
    level: str
    parent: str
    codes: dict[int | None, str]
    names: dict[int | None, dict[str, str]]

    @property
    def deepest(self) -> int | None:
        """The level this row is about, where the columns say it."""
        return max((level for level, code in self.codes.items() if level is not None and code), default=None)


def stated(cells: Iterable[tuple[Column, str]], *, language: str) -> Stated:
    """A row's cells by meaning. A name in a column of no language is taken for one in `language`."""
    single = {"location": "", "level": "", "parent": ""}
    codes: dict[int | None, str] = {}
    names: dict[int | None, dict[str, str]] = {}
    for column, text in cells:
        text = " ".join(text.replace("\0", "").split())
        if column.kind in single:
            single[column.kind] = text
        elif column.kind == "code":
            codes.setdefault(column.level, text)
        elif text:
            names.setdefault(column.level, {}).setdefault(column.language or language, text)
    return Stated(**single, codes=codes, names=names)


def columns_of(headings: Iterable[str]) -> dict[int, Column]:
    """Position → column, for the headings that say something."""
    found = ((position, column_of(heading)) for position, heading in enumerate(headings))
    return {position: column for position, column in found if column is not None}


def property_cells(properties: Mapping[str, object]) -> list[tuple[Column, str]]:
    """The properties of a feature as cells; what is neither text nor number says nothing."""
    told = ((column_of(str(key)), value) for key, value in properties.items())
    return [(column, str(value)) for column, value in told if column and isinstance(value, str | int | float)]
