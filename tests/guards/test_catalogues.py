"""Six languages, whole: nothing missing, nothing left in English, no placeholder lost, each term said one way."""

from __future__ import annotations

import csv
import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import polib
import pytest

from foundation.ui.management.catalogues import PLURAL_COUNTS, all_catalogues, update_all
from tests.guards.sources import ROOT
from tests.guards.test_words import glossary

TRANSLATED = [language for language in PLURAL_COUNTS if language != "en"]
# Texts that are the same word in that language, beside those the glossary itself says so of.
SAME_IN_ENGLISH: dict[str, set[str]] = {
    "fr": {
        "Concord",
        "Actions",
        "Notes",
        "Note",
        "Code",
        "Message",
        "Date",
        "Minutes",
        "Type",
        "Absent",
        "Version",
        "Population",
        "Source",
        "Organisations",
        "Administration",
        "Messages",
    },
    "ar": {"Concord"},
    "es": {"Concord", "No", "Error", "Total"},
    "pt": {"Concord"},
    "sw": {"Concord"},
}
NO_WORDS = re.compile(r"(%\(\w+\)s|%%|%s|\{\w*\}|<[^>]+>|[\W\d_])+", re.UNICODE)
# What a whole text is called when it stands for something else than the glossary's term.
OTHER_MEANING: set[tuple[str, str]] = {
    ("sw", "agreed"),  # of a new date it is imekubaliwa; the glossary's zimeafikiwa agrees with minutes
}

# (language, text) that speaks of the term by another word on purpose, with the reason.
SAID_OTHERWISE: dict[tuple[str, str], str] = {}

Key = tuple[str, str]


def entries(language: str) -> Iterator[polib.POEntry]:
    for catalogue in all_catalogues():
        path = catalogue.path(language)
        if path.exists():
            yield from polib.pofile(str(path))


def filled(language: str) -> Iterator[polib.POEntry]:
    """Entries with a translation: what is missing is told once, by its own test."""
    return (entry for entry in entries(language) if all(said(entry)))


def stems(language: str) -> dict[str, list[str]]:
    """Term → how it begins in this language, whatever stands around it; bent at the front or inside, all its stems."""
    with (ROOT / "tests" / "data" / "stems.csv").open(encoding="utf-8") as file:
        return {row["term"]: [plain(stem) for stem in row[language].split(";")] for row in csv.DictReader(file)}


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def plain(text: str) -> str:
    """Lower case, without accents, Arabic vowel signs and doubled spaces, with one kind of apostrophe."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return " ".join("".join(char for char in parts if not unicodedata.combining(char)).split())


def placeholders(text: str) -> set[str]:
    named = set(re.findall(r"%\(\w+\)s", text))
    if not named:
        named |= {f"{{{name}}}" for _text, name, *_rest in parsed(text) if name}
    return named | set(re.findall(r"</?\w+[^>]*>", text))


def parsed(text: str) -> list[tuple]:
    try:
        return list(string.Formatter().parse(text))
    except ValueError:
        return []


def test_catalogues_are_in_step_with_the_code():
    assert [str(path.relative_to(ROOT)) for path in update_all(write=False)] == [], "run `manage.py make_catalogues`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing(language):
    assert [entry.msgid for entry in entries(language) if not all(said(entry)) or entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_plural_form_is_missing(language):
    count = PLURAL_COUNTS[language]

    assert [entry.msgid for entry in entries(language) if entry.msgid_plural and len(said(entry)) != count] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_left_in_english(language):
    same = SAME_IN_ENGLISH[language] | {row["en"] for row in glossary() if row["en"].lower() == row[language].lower()}
    known = {text.lower() for text in same}
    left = [
        entry.msgid
        for entry in filled(language)
        if entry.msgid in said(entry) and entry.msgid.lower() not in known and NO_WORDS.sub("", entry.msgid)
    ]

    assert left == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_placeholder_is_lost(language):
    """A plural form for few (none, one, two) may leave the number out; no form may invent anything."""
    wrong = []
    for entry in filled(language):
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        forms = [placeholders(text) for text in said(entry) if text]
        numbers = {"%(count)s", "%(n)s", "%(number)s"} if entry.msgid_plural else set()
        if any(form - wanted or (wanted - numbers) - form for form in forms) or (forms and wanted - forms[-1]):
            wrong.append((entry.msgid, said(entry)))

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_can_be_filled_in(language):
    """A single per cent sign or a mistyped `%(name)` would fail only when a page is shown."""
    for entry in filled(language):
        if "python-format" in entry.flags:
            values: dict[str, int] = defaultdict(int)
            for text in said(entry):
                assert text % values, entry.msgid


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_is_said_one_way_in_every_app(language):
    ways: dict[Key, set[tuple[str, ...]]] = defaultdict(set)
    for entry in filled(language):
        ways[entry.msgid, entry.msgctxt or ""].add(tuple(said(entry)))

    assert {key: found for key, found in ways.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_term_of_the_glossary_is_said_as_the_glossary_says(language):
    """A text that is just a term: in one of the ways the glossary has for it (terms differ by what they are about)."""
    ways: dict[str, set[str]] = defaultdict(set)
    for row in glossary():
        ways[row["en"].lower()].add(plain(row[language]))
    other = [
        (entry.msgid, entry.msgstr, ways[entry.msgid.lower()])
        for entry in filled(language)
        if entry.msgid.lower() in ways
        and (language, entry.msgid) not in OTHER_MEANING
        and plain(entry.msgstr) not in ways[entry.msgid.lower()]
    ]

    assert other == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_term_inside_a_text_keeps_its_word(language):
    other = []
    for entry in filled(language):
        for term, beginnings in stems(language).items():
            if not re.search(rf"(?<![\w(]){term}(s|es)?(?![\w)])", entry.msgid, re.IGNORECASE):
                continue
            kept = all(any(stem in plain(text) for stem in beginnings) for text in said(entry))
            if not kept and (language, entry.msgid) not in SAID_OTHERWISE:
                other.append(f"{term}: {entry.msgid} → {said(entry)}")

    assert other == []
