"""No template lies unused, and no text in one escapes the translators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.guards.sources import python_files, strings_of, templates, text_of

# Templates that a library or Django asks for by a name of its own.
ASKED_FOR_BY_LIBRARIES = re.compile(r"^((account|mfa|usersessions|allauth|django|rest_framework)/|429\.html$)")
# Components that wait for the page that needs them.
WAITING: dict[str, str] = {}
# Text that is the same in every language: names, marks, keys of the keyboard.
SAME_EVERYWHERE = {"Concord", "Esc", "Enter", "Tab", "N", "M", "A", "T", "h", "CSV", "XLSX", "PDF"}
SPOKEN = {"title", "alt", "aria-label", "placeholder", "aria-description", "label"}
SILENT = {"script", "style"}


def name_of(path: Path) -> str:
    """The name by which Django loads this template."""
    return path.as_posix().partition("templates/")[2]


def names_used() -> set[str]:
    """Every literal text in code and every name between quotes in a template tag, without the part after `#`."""
    found = {text for path in python_files() for text in strings_of(path)}
    for path in templates():
        for token in Lexer(text_of(path)).tokenize():
            if token.token_type == TokenType.BLOCK:
                found |= set(re.findall(r"""["']([^"']+)["']""", token.contents))
    return {text.partition("#")[0] for text in found}


def test_every_template_is_used():
    used = names_used()
    unused = {
        name for path in templates() if (name := name_of(path)) not in used and not ASKED_FOR_BY_LIBRARIES.match(name)
    }

    assert unused == set(WAITING)


def test_every_part_of_a_template_is_used():
    """A part is shown in its page by `{% partial %}` or `inline`, and answered alone by a view that names it."""
    words = {text for path in python_files() for text in strings_of(path)}
    named = words | {text.rpartition("#")[2] for text in words if "#" in text}
    unused = []
    for path in templates():
        text = text_of(path)
        for name in re.findall(r"{%\s*partialdef\s+([\w-]+)", text):
            is_shown_again = re.search(rf"{{%\s*partial\s+{name}\b", text)
            elsewhere = any(f"{name_of(path)}#{name}" in text_of(other) for other in templates())
            if not is_shown_again and name not in named and not elsewhere:
                unused.append(f"{path}: {name}")

    assert unused == []


class Texts(HTMLParser):
    """Collects what a person would read or hear of a template's own markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        is_button = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        self.found += [value or "" for name, value in attrs if name in SPOKEN or (is_button and name == "value")]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def gap(before: str) -> str:
    """What stands for a tag or variable: nothing within markup, so that `<{% if … %}div` stays a tag."""
    return "" if before.rfind("<") > before.rfind(">") else "\x00"


def bare_texts(source: str) -> Iterator[str]:
    """Words of a template that stand outside every translation tag, split at tags and variables."""
    kept, inside = "", ""
    for token in Lexer(source).tokenize():
        first = (token.contents.split() or [""])[0]
        if token.token_type == TokenType.BLOCK:
            if first in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
                inside = f"end{first}"
            elif first == "block" and token.contents.endswith("class"):
                inside = "endblock"
            elif first == inside:
                inside = ""
            kept += gap(kept)
        elif token.token_type == TokenType.TEXT and not inside:
            kept += token.contents
        elif token.token_type == TokenType.VAR:
            kept += gap(kept)
    parser = Texts()
    parser.feed(kept)
    parser.close()
    for text in parser.found:
        for words in text.split("\x00"):
            word = words.strip(" \n\t·:,.;()…–—/|+×%#?!*<>=\"'")
            if any(char.isalpha() for char in word) and word not in SAME_EVERYWHERE:
                yield word


def test_no_text_of_a_template_goes_untranslated():
    found = [f"{path}: {words}" for path in templates() for words in bare_texts(text_of(path))]

    assert found == []


def markup_of(path: Path) -> str:
    return "".join(token.contents for token in Lexer(text_of(path)).tokenize() if token.token_type == TokenType.TEXT)


def test_no_template_writes_style_or_script():
    """The security policy would drop both without a word."""
    forbidden = re.compile(r"\sstyle=|<style\b|\son\w+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I)
    found = [f"{path}: {match[0].strip()}" for path in templates() for match in forbidden.finditer(markup_of(path))]

    assert found == []
