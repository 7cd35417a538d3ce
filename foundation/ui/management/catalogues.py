"""The catalogues of texts: one per app and language, kept in step with code and templates, compiled for use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings

from foundation.ui.management.extraction import Text, texts_of_python, texts_of_template

PLURAL_FORMS = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
        " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
    "es": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
    "sw": "nplurals=2; plural=(n != 1);",
}
PLURAL_COUNTS = {language: int(rule[len("nplurals=")]) for language, rule in PLURAL_FORMS.items()}
# Folders of templates/ that are named by a library belong to the app that uses it.
TEMPLATES_OF_LIBRARIES = {"account": "accounts", "allauth": "accounts", "mfa": "accounts", "usersessions": "accounts"}
SHARED = "config"
LONGEST_LINE = 118


@dataclass(frozen=True)
class Catalogue:
    """The texts of one app, or of config for what all pages share, in each language."""

    label: str
    folder: Path

    def path(self, language: str) -> Path:
        return self.folder / "locale" / language / "LC_MESSAGES" / "django.po"


def all_catalogues() -> list[Catalogue]:
    ours = {*settings.FOUNDATION_APPS, *settings.SUBJECT_APPS}
    found = [Catalogue(app.label, Path(app.path)) for app in apps.get_app_configs() if app.name in ours]
    return [*found, Catalogue(SHARED, settings.ROOT / SHARED)]


def texts_by_catalogue() -> dict[Catalogue, list[Text]]:
    """What code and templates ask for now, each text once per catalogue, in a stable order."""
    return {catalogue: sorted(set(texts_of(catalogue))) for catalogue in all_catalogues()}


def texts_of(catalogue: Catalogue) -> Iterator[Text]:
    for path in python_files(catalogue.folder):
        yield from texts_of_python(path.read_text(), origin=str(path.relative_to(settings.ROOT)))
    for path in template_files(catalogue):
        yield from texts_of_template(path.read_text(), origin=str(path.relative_to(settings.ROOT)))


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def template_files(catalogue: Catalogue) -> list[Path]:
    own = (catalogue.folder / "templates").rglob("*.*") if catalogue.label != SHARED else []
    shared = settings.ROOT / "templates"
    labels = {known.label for known in all_catalogues()}
    found = [path for path in own if path.suffix in {".html", ".txt"}]
    for path in shared.rglob("*.*"):
        first = path.relative_to(shared).parts[0]
        label = TEMPLATES_OF_LIBRARIES.get(first, first)
        if path.suffix in {".html", ".txt"} and catalogue.label == (label if label in labels else SHARED):
            found.append(path)
    return sorted(found)


def update_all(*, write: bool) -> list[Path]:
    """Bring every catalogue in step with the code; the files that were (or, unless `write`, would be) changed."""
    changed = []
    wanted = texts_by_catalogue()
    for language in PLURAL_FORMS:
        known = {catalogue: read(catalogue.path(language)) for catalogue in wanted}
        elsewhere = translations_of(known.values())
        for catalogue, texts in wanted.items():
            path = catalogue.path(language)
            content = str(updated(texts, known[catalogue], elsewhere, language)) + "\n" if texts else ""
            if content != (path.read_text() if path.exists() else ""):
                changed.append(path)
                if write:
                    put(path, content)
    return changed


def read(path: Path) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=LONGEST_LINE) if path.exists() else polib.POFile(wrapwidth=LONGEST_LINE)


def key_of(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgid, entry.msgctxt or ""


def translations_of(files: Iterable[polib.POFile]) -> dict[tuple[str, str], polib.POEntry]:
    """What any catalogue of a language already says: a text that moves to another app keeps its translation."""
    return {key_of(entry): entry for file in files for entry in file if entry.translated()}


def updated(
    texts: list[Text], known: polib.POFile, elsewhere: dict[tuple[str, str], polib.POEntry], language: str
) -> polib.POFile:
    """The catalogue for exactly these texts, with the translations there are and without dates and places."""
    mine = {key_of(entry): entry for entry in known if not entry.obsolete}
    made = polib.POFile(wrapwidth=LONGEST_LINE)
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "MIME-Version": "1.0",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for text in texts:
        key = (text.text, text.context)
        old = mine.get(key)
        if old is None or not old.translated():
            old = elsewhere.get(key, old)
        made.append(entry_of(text, old, language))
    return made


def entry_of(text: Text, old: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.text, msgctxt=text.context or None, msgid_plural=text.plural)
    if "%(" in text.text + text.plural:
        entry.flags.append("python-format")
    if text.plural:
        forms = old.msgstr_plural if old else {}
        entry.msgstr_plural = {number: forms.get(number, "") for number in range(PLURAL_COUNTS[language])}
    else:
        entry.msgstr = old.msgstr if old else ""
    if old:
        entry.tcomment = old.tcomment
    return entry


def put(path: Path, content: str) -> None:
    if not content:
        path.unlink()
        path.with_suffix(".mo").unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def compile_all(folders: Iterable[Path]) -> list[Path]:
    """Write what Django reads beside each catalogue that is newer than it; what was written."""
    written = []
    for folder in folders:
        for path in sorted(folder.glob("locale/*/LC_MESSAGES/*.po")):
            compiled = path.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime_ns < path.stat().st_mtime_ns:
                compile_one(path, compiled)
                written.append(compiled)
    return written


def compile_one(path: Path, compiled: Path) -> None:
    """Two processes may do this at once: the finished file takes its place in one step."""
    unfinished = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    polib.pofile(str(path)).save_as_mofile(str(unfinished))
    unfinished.replace(compiled)
