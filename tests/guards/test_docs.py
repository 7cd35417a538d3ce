"""The documents that are made from the code or from data say what those say now.

`./concord test tests/guards/test_docs.py --write` writes docs/glossary.md anew; `./concord manage draw_states` draws
docs/states/.
"""

from __future__ import annotations

import re

from foundation.ui.management.states import state_pages
from tests.guards.sources import ROOT, all_files
from tests.guards.test_words import glossary

LANGUAGES = {"fr": "French", "ar": "Arabic", "es": "Spanish", "pt": "Portuguese", "sw": "Swahili"}
HEADINGS = {
    "noun": "Things",
    "role": "Roles",
    "meeting_kind": "Kinds of meeting",
    "area_level": "Levels of areas",
    "feedback_type": "Types of feedback",
    "support_kind": "Kinds of support",
    "sensitivity": "How far a record goes",
    "label": "Labels",
    "heading": "Headings",
    "kind": "Kinds",
    "state_meeting": "States of a meeting",
    "state_attendance": "Attendance",
    "state_minutes": "States of minutes",
    "state_party": "Answers of a party",
    "state_action": "States of an action item",
    "state_official": "The four words an official reads",
    "state_ledger": "The ledger",
    "reason": "Reasons",
    "state_feedback": "States of feedback",
    "state_value": "States of a value",
    "state_support": "States of support",
    "button": "Buttons",
    "nav": "Places in the bar",
    "question": "Questions",
    "choice": "Choices",
    "status": "What the screen says",
}
INTRODUCTION = """\
# Glossary

The words of this product, and the words it avoids. Nouns of the code come from here; texts on the screen use the term
as it stands, in each language. Where the note says "confirm" and a language, a speaker should still confirm the word.
Made from `tests/data/glossary.csv` (see `tests/guards/test_docs.py`); the catalogues are held against the same file.
"""


def glossary_page() -> str:
    rows = glossary()
    kinds = [*HEADINGS, *sorted({row["kind"] for row in rows} - set(HEADINGS))]
    parts = [INTRODUCTION]
    for kind in kinds:
        lines = [line(row) for row in rows if row["kind"] == kind]
        if lines:
            names = " | ".join(LANGUAGES.values())
            parts.append(
                f"## {HEADINGS.get(kind, kind)}\n\n| English | {names} | avoid | note |\n|{'---|' * 8}\n"
                + "\n".join(lines)
                + "\n"
            )
    return "\n".join(parts)


def line(row: dict[str, str]) -> str:
    said = " | ".join(row[language] for language in LANGUAGES)
    return f"| **{row['en']}** | {said} | {row['avoid_en']} | {row['note']} |"


def test_the_glossary_is_current(is_writing):
    path = ROOT / "docs" / "glossary.md"
    if is_writing:
        path.write_text(glossary_page(), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == glossary_page()


def test_the_states_are_drawn_as_the_code_has_them():
    drawn = {path: path.read_text() for path in (ROOT / "docs" / "states").glob("*.md")}

    assert drawn == state_pages()


def test_every_link_in_the_documents_leads_somewhere():
    lost = [
        f"{path}: {target}"
        for path in all_files()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / path).read_text(encoding="utf-8"))
        if not (ROOT / path.parent / target).exists()
    ]

    assert lost == []


def test_a_decision_is_short():
    """At most 400 words; the list of dependencies is a list."""
    long = [
        f"{path}: {words}"
        for path in all_files()
        if path.match("docs/decisions/*.md") and "dependencies" not in path.name
        if (words := len((ROOT / path).read_text(encoding="utf-8").split())) > 400
    ]

    assert long == []
