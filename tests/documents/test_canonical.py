from __future__ import annotations

import json

import pytest

from foundation.documents.canonical import canonical, digest, read
from foundation.documents.content import Document, Marking, Table, TableColumn
from tests.documents.examples import document


def test_a_document_comes_back_from_its_canonical_text():
    text = canonical(document())

    assert canonical(read(text)) == text
    assert read(text).sections[1] == document().sections[1]


def test_the_digest_tells_one_changed_word():
    assert digest(document()) == digest(document())
    assert digest(document()) != digest(document(title="Liaison reports"))


@pytest.mark.parametrize("text", ['{"kind":"Popen","fields":{}}', '{"kind":"Words","fields":{"text":"x"}}', "[]", "{}"])
def test_a_text_that_is_no_document_is_refused(text):
    with pytest.raises(ValueError, match=r"not the canonical text|Not part of a document"):
        read(text)


def test_nothing_but_values_is_in_the_text():
    with pytest.raises(TypeError, match="holds no set"):
        canonical(document(subtitle={"a"}))


def test_the_text_is_sorted_and_names_no_class_by_path():
    text = canonical(document())

    assert json.loads(text)["kind"] == "Document"
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "foundation" not in text


def test_a_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table("t", "T", (TableColumn("a", "A"),), (("1", "2"),))


def test_an_instant_carries_its_zone():
    with pytest.raises(ValueError, match="zone"):
        Document("n", "T", "", Marking("public", "Public"), "en", document().as_of.replace(tzinfo=None))
