"""What a request asks for: another page, one more row, a part of a page; and what it is told afterwards."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from foundation.ui.addresses import changed_query
from foundation.ui.htmx import invalid, render_page_or_part
from foundation.ui.notes import saved_form_of
from foundation.ui.repeaters import asks_for_row, with_added_row


@pytest.mark.parametrize(
    ("query", "changes", "address"),
    [
        ("a=1&b=2", {"b": 3}, "?a=1&b=3"),
        ("a=1&a=2&b=2", {"a": None}, "?b=2"),
        ("a=1", {"a": ""}, "?"),
        ("q=é&page=2", {"page": 3}, "?q=%C3%A9&page=3"),
    ],
)
def test_one_parameter_changes_and_the_others_stay(query, changes, address):
    assert changed_query(QueryDict(query), changes) == address


@pytest.mark.parametrize(("rows", "after"), [("2", "3"), ("0", "1"), ("-5", "1"), ("9999", "200"), ("x", "x")])
def test_the_server_adds_a_row_for_a_browser_without_script(rows, after):
    posted = QueryDict(f"people-TOTAL_FORMS={rows}&add_row=people&people-0-name=Amina")

    changed = with_added_row(posted)

    assert changed["people-TOTAL_FORMS"] == after
    assert changed["people-0-name"] == "Amina"


def test_an_unknown_formset_gets_no_row():
    posted = QueryDict("people-TOTAL_FORMS=1&add_row=topics")

    assert with_added_row(posted) == posted


def test_only_a_post_asks_for_a_row():
    factory = RequestFactory()

    assert asks_for_row(factory.post("/", {"add_row": "people"}))
    assert not asks_for_row(factory.get("/", {"add_row": "people"}))


def answer_to(**headers):
    request = RequestFactory().get("/", headers=headers)
    return render_page_or_part(request, "ui_tests/page.html", {"name": "Corma"}, part="row")


@pytest.fixture
def page_template(settings, tmp_path):
    folder = tmp_path / "ui_tests"
    folder.mkdir()
    (folder / "page.html").write_text(
        "{% load partials %}<h1>Page</h1>{% partialdef row inline %}<p>{{ name }}</p>{% endpartialdef %}"
    )
    files = ("django.template.loaders.filesystem.Loader", [tmp_path])
    loaders = [("template_partials.loader.Loader", [files])]
    settings.TEMPLATES = [{"BACKEND": settings.TEMPLATES[0]["BACKEND"], "OPTIONS": {"loaders": loaders}}]


@pytest.mark.usefixtures("page_template")
def test_a_browser_gets_the_page_and_htmx_the_part():
    assert answer_to().content == b"<h1>Page</h1><p>Corma</p>"
    assert answer_to(hx_request="true").content == b"<p>Corma</p>"


@pytest.mark.usefixtures("page_template")
def test_a_page_restored_from_history_is_whole():
    assert answer_to(hx_request="true", hx_history_restore_request="true").content.startswith(b"<h1>")


@pytest.mark.usefixtures("page_template")
def test_caches_keep_page_and_part_apart():
    assert "HX-Request" in answer_to()["Vary"]


@pytest.mark.usefixtures("page_template")
def test_an_invalid_form_is_422_as_page_and_as_part():
    for headers in ({}, {"hx_request": "true"}):
        request = RequestFactory().post("/", headers=headers)
        assert invalid(request, "ui_tests/page.html", {}, part="row").status_code == 422


@pytest.mark.parametrize(
    ("tags", "path"), [("saved-form:/meetings/new/", "/meetings/new/"), ("other", ""), (None, ""), ("", "")]
)
def test_a_note_may_carry_the_form_that_arrived(tags, path):
    assert saved_form_of(SimpleNamespace(extra_tags=tags)) == path
