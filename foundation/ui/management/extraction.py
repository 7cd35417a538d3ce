"""Which texts Python files and templates ask to have translated, read without importing or rendering them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation.template import templatize

# For each function of django.utils.translation: which arguments are context, text and plural.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL_IN_TEMPLATE = re.compile(r" (?P<name>n?p?gettext|_)(?P<rest>\()")


@dataclass(frozen=True, order=True)
class Text:
    """A text to translate: what a catalogue entry is found by, and its plural."""

    text: str
    context: str = ""
    plural: str = ""


class NotLiteral(Exception):
    """A text is put together while the program runs, so that no catalogue can hold it."""


def texts_of_python(source: str, *, origin: str) -> Iterator[Text]:
    """Every text given to a translation function under whatever name the file imports it.

    Raises:
        NotLiteral: with the file and line.
    """
    tree = ast.parse(source, origin)
    names = imported_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := called(node, names)):
            yield text_of_call(node, function, origin=origin)


def imported_names(tree: ast.AST) -> dict[str, str]:
    """Local name → function of django.utils.translation, without `_lazy` and `_noop`."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                function = alias.name.removesuffix("_lazy").removesuffix("_noop")
                if function in ARGUMENTS:
                    found[alias.asname or alias.name] = function
    return found


def called(node: ast.Call, names: dict[str, str]) -> str:
    if isinstance(node.func, ast.Name):
        return names.get(node.func.id, "")
    if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "translation":
        function = node.func.attr.removesuffix("_lazy").removesuffix("_noop")
        return function if function in ARGUMENTS else ""
    return ""


def text_of_call(node: ast.Call, function: str, *, origin: str) -> Text:
    context, text, plural = (
        "" if place is None else literal(node, place, origin=origin) for place in ARGUMENTS[function]
    )
    return Text(text, context, plural)


def literal(node: ast.Call, place: int, *, origin: str) -> str:
    given = node.args[place] if place < len(node.args) else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    raise NotLiteral(f"{origin}:{node.lineno}: only a literal text can be translated")


def texts_of_template(source: str, *, origin: str) -> Iterator[Text]:
    """Every text in `translate`, `blocktranslate` and `_()`, as Django will ask for it when rendering."""
    calls = templatize(source, origin=origin)
    for match in CALL_IN_TEMPLATE.finditer(calls):
        node = first_call(calls[match.start("name") :])
        function = "gettext" if match["name"] == "_" else match["name"]
        yield text_of_call(node, function, origin=origin)


def first_call(calls: str) -> ast.Call:
    """The call with which this text begins; closing brackets may stand inside its strings.

    Raises:
        NotLiteral: no closing bracket makes it a call.
    """
    for end in (match.end() for match in re.finditer(r"\)", calls)):
        try:
            node = ast.parse(calls[:end], mode="eval").body
        except SyntaxError:
            continue
        if isinstance(node, ast.Call):
            return node
    raise NotLiteral(calls[:80])
