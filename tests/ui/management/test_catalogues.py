from __future__ import annotations

import os

import polib

from foundation.ui.management.catalogues import compile_all, updated
from foundation.ui.management.extraction import Text


def entry(text, said, **more):
    return polib.POEntry(msgid=text, msgstr=said, **more)


def test_translations_stay_and_vanished_texts_go():
    known = polib.POFile()
    known.extend([entry("Save", "Enregistrer"), entry("Old", "Ancien")])

    made = updated([Text("New"), Text("Save")], known, {}, "fr")

    assert [(one.msgid, one.msgstr) for one in made] == [("New", ""), ("Save", "Enregistrer")]


def test_a_text_that_moves_to_another_app_takes_its_translation_along():
    made = updated([Text("held", "meeting")], polib.POFile(), {("held", "meeting"): entry("held", "tenue")}, "fr")

    assert made[0].msgstr == "tenue"


def test_arabic_counts_in_six_forms():
    made = updated([Text("%(n)s day", plural="%(n)s days")], polib.POFile(), {}, "ar")

    assert made[0].msgstr_plural == dict.fromkeys(range(6), "")


def test_only_a_catalogue_that_changed_is_compiled(tmp_path):
    path = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    made = polib.POFile()
    made.append(entry("Save", "Enregistrer"))
    made.save(str(path))

    assert compile_all([tmp_path]) == [path.with_suffix(".mo")]
    assert compile_all([tmp_path]) == []
    os.utime(path, (path.stat().st_atime + 10, path.stat().st_mtime + 10))
    assert compile_all([tmp_path]) == [path.with_suffix(".mo")]
    assert [one.msgstr for one in polib.mofile(str(path.with_suffix(".mo")))] == ["Enregistrer"]
