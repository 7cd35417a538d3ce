"""The words people read: translated, plain, and none of those the glossary tells us to avoid."""

from __future__ import annotations

import ast
import csv
import re

from foundation.ui.management.catalogues import texts_by_catalogue
from tests.guards.sources import ROOT, python_files, tree_of, where

# Functions whose words reach a person. Which argument: its place, or its name.
SPOKEN = {
    "denied": 0,
    "BadKey": 0,
    "ValidationError": 0,
    "forms.ValidationError": 0,
    "messages.success": 1,
    "messages.info": 1,
    "messages.warning": 1,
    "messages.error": 1,
}
SPOKEN_NAMES = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}

# Never in anything a person reads, whatever it is about: see the glossary's column `avoid_en`.
NEVER = {
    "broken": "say “not done”, with the reason",
    "deconfliction": "contact coordination",
    "de-confliction": "contact coordination",
    "ticket": "feedback item",
    "tickets": "feedback items",
    "complainant": "feedback provider",
    "informant": "feedback provider",
    "victim": "feedback provider",
    "sitrep": "daily report",
    "stakeholder": "organisation",
    "stakeholders": "organisations",
    "beneficiary": "person",
    "beneficiaries": "people",
    "login": "sign in",
    "logout": "sign out",
    "log in": "sign in",
    "log out": "sign out",
    "blacklist": "…",
    "sync": "send",
    "username": "e-mail",
    "dashboard": "Today",
    "warlord": "customary authority",
    "tribal": "customary",
    "redacted": "withheld",
    "classified": "withheld",
}
# For each kind of term: only where the term's own subject is spoken of can a word be wrong; these are
# wrong as the whole text of a button, state or heading, where nothing around them says what is meant.
WHOLE_TEXTS = {"button", "state_action", "state_minutes", "state_meeting", "state_party", "state_ledger", "nav"}
# Whole texts that are about something else: a box on the screen, a typed password, a piece of work of the machine,
# a program's key.
MEANT = {"close", "hide", "failed", "revoke"}


def all_texts() -> list[str]:
    return sorted(
        {
            words
            for texts in texts_by_catalogue().values()
            for text in texts
            for words in (text.text, text.plural)
            if words
        }
    )


def glossary() -> list[dict[str, str]]:
    with (ROOT / "tests" / "data" / "glossary.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_no_text_uses_a_word_that_is_never_right():
    found = [
        f"{text!r}: {word} → {better}"
        for text in all_texts()
        for word, better in NEVER.items()
        if re.search(rf"(?<![\w%(-]){re.escape(word)}(?![\w)-])", text, re.IGNORECASE)
    ]

    assert found == []


def test_no_button_or_state_is_called_what_the_glossary_avoids():
    rows = glossary()
    terms = {row["en"].lower() for row in rows}
    avoided = {
        word.strip().lower(): row["en"]
        for row in rows
        if row["kind"] in WHOLE_TEXTS
        for word in row["avoid_en"].split(";")
        if word.strip()
    }

    found = {
        f"{text} → {avoided[text.lower()]}"
        for text in all_texts()
        if text.lower() in avoided and text.lower() not in terms | MEANT
    }

    assert found == set()


def test_no_word_of_the_code_goes_untranslated():
    """A literal handed to a function whose words are read is English for everybody."""
    found = []
    for path in python_files():
        # What serializers say of their fields is read in the API's description, by programmers, in English.
        for node in ast.walk(tree_of(path)) if "api" not in path.parts else []:
            if isinstance(node, ast.Call):
                found += [f"{where(path, node)} {text!r}" for text in bare_words(node)]

    assert found == []


def bare_words(node: ast.Call) -> list[str]:
    function = ast.unparse(node.func)
    place = SPOKEN.get(function)
    spoken = [keyword.value for keyword in node.keywords if keyword.arg in SPOKEN_NAMES]
    spoken += node.args[place : place + 1] if place is not None else []
    if re.search(r"models\.\w+Field$", function):
        spoken += node.args[:1] if not re.search(r"(ForeignKey|ManyToMany|OneToOne)", function) else []
    parts = [part for one in spoken for part in (one.values if isinstance(one, ast.JoinedStr) else [one])]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [text for text in texts if any(char.isalpha() for char in text)]
