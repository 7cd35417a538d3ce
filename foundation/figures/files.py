"""The forms in which a figure's page can be taken along: each app that makes one names it here, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from foundation.figures.addresses import question_url
from foundation.figures.questions import Question


@dataclass(frozen=True)
class FileForm:
    """`view` is the name of a view that takes what the page takes; `name` is the form, as "pdf"."""

    name: str
    label: str | Promise
    view: str


@dataclass(frozen=True)
class FileLink:
    name: str
    label: str | Promise
    url: str


_registered: dict[str, FileForm] = {}


def register_file_form(form: FileForm) -> None:
    """Offer this form on every figure's page. Called once, from `apps.py: ready()` of the app that makes it."""
    _registered[form.name] = form


def file_links(question: Question) -> Iterator[FileLink]:
    for form in _registered.values():
        yield FileLink(form.name, form.label, question_url(question, view=form.view))
