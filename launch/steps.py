"""What must be done before the web server starts, each step only when its ground has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from launch import environment
from launch.outcomes import Failed
from launch.places import ROOT, DataFolder
from launch.processes import run_to_end

VAR = ROOT / "var"
# Folders of the repository that hold no code of ours.
NOT_OURS = {"var", "staticfiles", "node_modules", "tests", "bench", "docs"}


def files(*patterns: str) -> list[Path]:
    """The repository's files that match, without what is installed or built."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        if Path(folder) == ROOT:
            folders[:] = [n for n in folders if not n.startswith(".") and n not in NOT_OURS]
        here = Path(folder)
        found += [here / n for n in names if any((here / n).match(p) for p in patterns)]
    return sorted(found)


def digest(paths: Iterable[Path]) -> str:
    """A fingerprint of the files' names and contents."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_done(stamp: Path, print_of_ground: str) -> bool:
    try:
        return stamp.read_text() == print_of_ground
    except OSError:
        return False


def mark_done(stamp: Path, print_of_ground: str) -> None:
    unfinished = stamp.with_name(stamp.name + ".new")
    try:
        stamp.parent.mkdir(exist_ok=True)
        unfinished.write_text(print_of_ground)
        unfinished.replace(stamp)
    except PermissionError:
        raise Failed(f"You may not write in {stamp.parent}: use a copy of your own.") from None


def manage(python: str, variables: Mapping[str, str], *words: str) -> int:
    """A management command in the foreground; its exit code."""
    return run_to_end([python, str(ROOT / "manage.py"), *words], variables, cwd=ROOT)


def migrate(python: str, variables: Mapping[str, str], data: DataFolder) -> None:
    """Bring the database to the code's shape, as its owner. The stamp lies inside the cluster."""
    stamp = data.postgres / "concord-migrated"
    ground = digest([*files("migrations/*.py"), environment.Locked.RUN.path])
    if is_done(stamp, ground):
        return
    as_owner = {**variables, "CONCORD_DATABASE_ROLE": "owner"}
    if manage(python, as_owner, "migrate", "--verbosity", "0"):
        raise Failed("The database could not be migrated; the reason stands above.")
    mark_done(stamp, ground)


def compile_translations(python: str, variables: Mapping[str, str]) -> None:
    """Compile the catalogues of all languages, where one has changed."""
    with environment.alone():
        catalogues = files("locale/*/LC_MESSAGES/*.po")
        stamp, ground = VAR / "translations.stamp", digest(catalogues)
        compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
        if compiled and (not catalogues or is_done(stamp, ground)):
            return
        if manage(python, variables, "compile_translations"):
            raise Failed("The translations could not be compiled; the reason stands above.")
        mark_done(stamp, ground)


def collect_static(python: str, variables: Mapping[str, str]) -> None:
    """Collect and compress what the browser fetches, where any of it has changed."""
    with environment.alone():
        sources = [p for p in files("*") if "static" in p.relative_to(ROOT).parts[:-1]]
        ground = digest([*sources, environment.Locked.RUN.path])
        stamp = VAR / "static.stamp"
        if (ROOT / "staticfiles").is_dir() and is_done(stamp, ground):
            return
        if manage(python, variables, "collectstatic", "--noinput", "--verbosity", "0"):
            raise Failed("The static files could not be collected; the reason stands above.")
        mark_done(stamp, ground)


def load_sample(python: str, variables: Mapping[str, str]) -> None:
    if manage(python, variables, "load_sample"):
        raise Failed("The sample mission could not be loaded; the reason stands above.")


def show_who_signs_in(python: str, variables: Mapping[str, str], *, is_empty: bool) -> None:
    """The accounts of the sample; of an empty mission the link of its first administrator, until it was used."""
    if manage(python, variables, "first_administrator" if is_empty else "sample_accounts"):
        raise Failed("It could not be said who signs in; the reason stands above.")
