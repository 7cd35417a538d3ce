from __future__ import annotations

import sys

import pytest
from django.db import connection
from django.utils import translation

from foundation.documents.lists.columns import ask, choice, code, name, words
from foundation.people.choices import Side
from foundation.people.models import Organisation
from foundation.places.models import Area, in_language
from foundation.ui.formula_guard import guarded, postgres_pattern
from tests.factories import AreaFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
TEXTS = [
    "",
    " =1",
    "a=1",
    "\n=1",
    "\t",
    "\u200b\u3000＝cmd",
    "é-1",
    "-",
    "@x",
    "ـ=1",
    "'=1",
    "\u0301+1",
    "–1",
    "﹢1",
    "|x",
]


def guarded_by_database(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "select regexp_replace(one, %s, '''\\&') from unnest(%s::text[]) with ordinality as t(one, n) order by n",
            [postgres_pattern(), texts],
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_database_guards_as_python_does():
    every = [chr(point) for point in range(1, sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF]
    texts = [*TEXTS, *every, *(f"{char}=1" for char in every[:0x3100])]

    found = guarded_by_database(texts)

    assert [(text, one) for text, one in zip(texts, found, strict=True) if one != guarded(text)] == []


def rows_of(asked):
    with connection.cursor() as cursor:
        cursor.execute(asked.sql, asked.params)
        return cursor.fetchall()


@pytest.mark.parametrize("language", ["en", "fr", "ar", "sw"])
def test_a_name_is_the_one_a_page_shows(language):
    kinds = [{"en": "Well"}, {"fr": "Puits", "en": ""}, {"ar": "بئر", "en": "Well"}, {"es": "=Pozo", "pt": "Poço"}, {}]
    for number, names in enumerate(kinds):
        AreaFactory(code=f"XX{number}", names=names)

    with translation.override(language):
        asked = ask(Area.objects.filter(code__startswith="XX").order_by("code"), [name("Name", "names")])
        shown = [guarded(in_language(names)) for names in kinds]

    assert [row[0] for row in rows_of(asked)] == shown


def test_choices_are_labels_in_the_language_of_the_asking():
    OrganisationFactory(kind=Side.LOCAL_AUTHORITY)
    columns = [choice("Kind", "kind", Side), code("Area", "area__code")]

    with translation.override("fr"):
        asked = ask(Organisation.objects.order_by("pk"), columns)
        label = str(Side.LOCAL_AUTHORITY.label)

    assert {row[0] for row in rows_of(asked)} == {label}


def test_rows_made_distinct_are_refused():
    with pytest.raises(ValueError, match="distinct"):
        ask(Area.objects.distinct(), [words("Code", "code")])


def test_an_empty_list_asks_nothing():
    assert ask(Area.objects.none(), [words("Code", "code")]).sql == ""
