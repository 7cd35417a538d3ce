"""Whatever a person is shown has passed `visible_to`: every model has it, and no door goes round it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.guards.sources import python_files, templates, text_of, tree_of, where

# Models that nobody looks up on a page, each with the reason.
WITHOUT_VISIBLE_TO = {
    "accounts.User": "a way to sign in; who somebody is stands in people.Person",
    "backups.Backup": "sizes and digests, on the page of who looks after the house",
    "coordination.MeetingAssignment": "read by visible_to itself",
    "coordination.MeetingParty": "read by visible_to itself",
    "coordination.ReferenceCounter": "the last number given; shown nowhere",
    "coordination.Topic": "part of a meeting, reached through its layers",
    "files.StoredFile": "has no address of its own: reached through MeetingFile and ActionItemFile",
    "jobs.Job": "asked for by id together with its owner",
    "jobs.Schedule": "a clock of the house; shown nowhere",
    "journal.Cursor": "a bookmark of the relay; shown nowhere",
    "journal.Entry": "outlives its record: read through the record it is about",
    "journal.Seal": "digests only",
    "notices.Delivery": "the sender's list; shown nowhere",
    "notices.Notice": "belongs to one user and is asked for by that user",
    "places.AreaVersion": "public knowledge",
    "places.BoundarySet": "public knowledge",
    "submissions.Submission": "keys and first answers; shown nowhere",
}

# Doors: code that hands rows to somebody.
DOORS = re.compile(r"(^|/)(views|api|exports|wording|origins|figures|search|sections)(/|\.py$)|^desk/")
HARMLESS = {"visible_to", "counted_for", "none", "model"}

# "file: expression" → why these rows need no visible_to.
ROUND_THE_DOOR: dict[str, str] = {
    "foundation/figures/gathering.py: self.model._default_manager.filter": "the map of a country is no secret",
    "foundation/figures/axes.py: asked.countable.areas._default_manager.filter": "the map of a country is no secret",
}
# What may be counted is not what may be opened: only the registry of figures asks for it.
COUNTING_PLACES = re.compile(r"^foundation/figures/|(^|/)figures\.py$|/domain/figure_facts\.py$|/models/")


def our_models() -> list[type[models.Model]]:
    ours = {*settings.FOUNDATION_APPS, *settings.SUBJECT_APPS}
    return [model for config in apps.get_app_configs() if config.name in ours for model in config.get_models()]


def doors() -> list[Path]:
    return [path for path in python_files() if DOORS.search(path.as_posix())]


def layers() -> set[str]:
    """Names by which a record reaches rows of which some may be one side's own."""
    found = set()
    for model in our_models():
        if hasattr(model._default_manager, "visible_to") and {"held_by"} & {f.name for f in model._meta.fields}:
            for link in model._meta.fields:
                name = link.remote_field.related_name if link.is_relation else None
                found |= {name} if name and not name.endswith("+") else set()
    return found


def managers_in(path: Path) -> Iterator[tuple[ast.Attribute, str]]:
    """Every `<model>.objects.<what>`, with its text; `<what>` is empty when the manager is handed on whole."""
    tree = tree_of(path)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            parent = parents[node]
            what = parent.attr if isinstance(parent, ast.Attribute) else ""
            yield node, f"{ast.unparse(node)}.{what}"


def test_every_model_says_who_may_see_it():
    silent = {model._meta.label for model in our_models() if not hasattr(model._default_manager, "visible_to")}

    assert silent == set(WITHOUT_VISIBLE_TO) & silent
    assert set(WITHOUT_VISIBLE_TO) - silent == set(), "these have visible_to by now: strike them off the list"


def test_no_door_goes_round_visible_to():
    found = {
        f"{path}: {text}"
        for path in doors()
        for _node, text in managers_in(path)
        if text.rpartition(".")[2] not in HARMLESS
    }

    assert found == set(ROUND_THE_DOOR)


def test_only_figures_count_what_cannot_be_opened():
    found = [
        str(path)
        for path in python_files()
        if not COUNTING_PLACES.search(path.as_posix()) and "counted_for" in text_of(path)
    ]

    assert found == []


def test_no_door_fetches_by_id_alone():
    found = [
        where(path, node)
        for path in doors()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"get_object_or_404", "get_list_or_404"}
        and "visible_to" not in ast.unparse(node)
        and "user=request.user" not in ast.unparse(node)
    ]

    assert found == []


def test_no_door_reads_layers_unasked():
    """`meeting.notes` holds both sides' own notes: a page takes `meeting.notes.visible_to(actor)`."""
    names = layers()
    assert "notes" in names

    found = [
        f"{where(path, node)} {ast.unparse(node)}"
        for path in doors()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in names
        and node.attr not in HARMLESS
        and isinstance(node.value.value, ast.Name)
        and not node.value.value.id[0].isupper()
    ]

    assert found == []


def test_no_template_reads_layers():
    reads = re.compile(rf"\.({'|'.join(sorted(layers()))})\.(all|count|first|last|exists)\b")
    found = [f"{path}: {match[0]}" for path in templates() for match in reads.finditer(text_of(path))]

    assert found == []


def test_no_serializer_and_no_form_takes_every_field():
    found = [
        where(path, node)
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) in {"fields", "exclude"}
        and ("__all__" in ast.unparse(node.value) or ast.unparse(node.targets[0]) == "exclude")
    ]

    assert found == []
