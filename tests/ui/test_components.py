from __future__ import annotations

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from foundation.people.models import Organisation
from foundation.ui.widgets import DayInput, PictogramRadios


@dataclass(frozen=True)
class Answer:
    allowed: bool
    reason: str = ""

    def __bool__(self):
        return self.allowed


class NoteForm(forms.Form):
    topic = forms.CharField(label="Topic", help_text="In a few words.")
    day = forms.DateField(label="Day", widget=DayInput)
    kind = forms.ChoiceField(
        label="Kind", choices=[("visit", "Visit"), ("call", "Call")], widget=PictogramRadios({"visit": "pin"})
    )


def shown(component, **context):
    return BeautifulSoup(render_to_string(f"components/{component}.html", context), "html.parser")


def test_a_field_with_an_error_ties_hint_and_error_to_the_input():
    form = NoteForm({"topic": "", "day": "2026-11-26"})
    page = shown("field", field=form["topic"])

    named = page.input["aria-describedby"].split()
    assert [page.find(id=name).text.strip() for name in named] == ["In a few words.", "This field is required."]
    assert page.input["aria-invalid"] == "true"
    assert page.label["for"] == page.input["id"]


def test_a_day_is_written_out_under_its_field():
    page = shown("field", field=NoteForm({"day": "2026-11-26"})["day"])

    assert page.input["type"] == "date"
    assert page.find(attrs={"data-written-date": "id_day"}).text.startswith("Thu 26 Nov")


def test_pictograms_have_a_group_a_word_and_a_radio_each():
    page = shown("field", field=NoteForm({"kind": "visit"})["kind"])

    assert page.legend.text.strip().startswith("Kind")
    assert [label.text.strip() for label in page.select("label")] == ["Visit", "Call"]
    assert [radio.has_attr("checked") for radio in page.select("input[type=radio]")] == [True, False]
    assert len(page.select("use")) == 1


def test_the_error_summary_links_to_each_field():
    form = NoteForm({})
    page = shown("error_summary", form=form)

    assert [link["href"] for link in page.select("a")] == ["#id_topic", "#id_day", "#id_kind_0"]
    assert page.find(attrs={"role": "alert"})
    assert shown("error_summary", form=NoteForm()).text.strip() == ""


def test_typed_markup_is_shown_and_never_runs():
    hostile = '<script>alert("x")</script>'
    for component, context in {
        "conflict_pair": {"theirs": hostile, "mine": hostile, "by": hostile},
        "person_chip": {"name": hostile, "detail": hostile},
        "note": {"title": hostile, "text": hostile},
        "key_value": {"pairs": [(hostile, hostile)]},
    }.items():
        page = shown(component, **context)
        assert page.script is None, component
        assert hostile in page.text, component

    tag = Template('{% tag label tone="ok" icon="check" %}').render(Context({"label": hostile}))
    page = BeautifulSoup(tag, "html.parser")
    assert page.script is None
    assert page.text == hostile


def test_a_tag_without_a_word_is_not_drawn():
    assert Template("{% tag label %}").render(Context({"label": ""})) == ""


def test_a_figure_can_be_read_by_a_machine():
    page = shown("stat_tile", name="items_late", value=1200, label="late", tone="late", url="/actions/")

    assert page.b["data-figure"] == "items_late"
    assert page.b["data-value"] == "1200"
    assert shown("stat_tile", name="n", value=0, label="x").b["data-value"] == "0"


@pytest.mark.parametrize("sensitivity", ["public", "shared", "internal", "restricted"])
def test_every_marking_is_named(sensitivity):
    page = shown("marking", sensitivity=sensitivity)
    assert page.p["data-marking"] == sensitivity
    assert page.text.strip().lower() == sensitivity


def test_a_repeater_offers_an_empty_row_to_copy():
    rows = forms.formset_factory(NoteForm, extra=1, can_delete=True)(prefix="topics")
    page = shown("repeater", formset=rows, add_label="Add a topic")

    assert page.select_one("template [name=topics-__prefix__-topic]")
    assert page.select_one("button[name=add_row]")["value"] == "topics"
    assert page.select_one("[name=topics-0-DELETE]")


def remembered(**values):
    words = " ".join(f"{name}={name}" for name in values)
    return Template(f'{{% remembered "coordination/action_item_sides.html" {words} %}}').render(Context(values))


def test_a_part_is_remembered_by_its_values_and_the_language():
    assert remembered(owner="A <b>", other="B") == remembered(owner="A <b>", other="B")
    assert "<bdi>A &lt;b&gt;</bdi> · with <bdi>B</bdi>" in remembered(owner="A <b>", other="B")
    assert "<bdi>C</bdi>" in remembered(owner="A", other="C")
    with translation.override("fr"):
        assert "avec <bdi>B</bdi>" in remembered(owner="A <b>", other="B")


@pytest.mark.parametrize("owner", [Organisation(names={"en": "A"}), gettext_lazy("Yes"), mark_safe("<b>")])
def test_what_may_change_or_was_escaped_is_not_remembered(owner):
    with pytest.raises(TypeError, match="owner"):
        remembered(owner=owner)
