"""What a person chooses on the page of a figure; everything travels in the address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from foundation.figures.countables import Countable
from foundation.figures.pages import heading_of, written
from foundation.figures.periods import last_day, months_later
from foundation.figures.questions import AREA, MONTH, QUARTER, Question
from foundation.ui.dates import month_name

LISTED_MONTHS = 36


class FigureForm(forms.Form):
    """Where, when, split by what. What an address names beyond the choices is offered too, so nothing is lost."""

    area = forms.ChoiceField(label=_("Area"), required=False)
    since = forms.ChoiceField(label=_("From"), required=False)
    until = forms.ChoiceField(label=_("Until"), required=False)
    by = forms.ChoiceField(label=_("Split by"), required=False)
    then = forms.ChoiceField(label=_("and by"), required=False)

    def __init__(self, countable: Countable, question: Question | None, areas: Iterable[Any], *, on: date) -> None:
        super().__init__(initial=_initial(question))
        splits = [(AREA, MONTH, QUARTER), tuple(dimension.name for dimension in countable.dimensions)]
        named = [("", gettext("Nothing")), *((n, heading_of(countable, n).capitalize()) for n in sum(splits, ()))]
        self._offer("area", [("", gettext("Everywhere")), *((str(area.pk), _indented(area)) for area in areas)])
        self._offer("since", [(month.isoformat(), _named(month)) for month in _months(on)])
        self._offer("until", [(last_day(month).isoformat(), _named(month)) for month in _months(on)])
        self._offer("by", named)
        self._offer("then", named)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        value = self.initial.get(name, "")
        if value and value not in dict(choices):
            choices = [(value, _unlisted(name, value)), *choices]
        field: Any = self.fields[name]
        field.choices = choices


def _initial(question: Question | None) -> dict[str, str]:
    if question is None:
        return {}
    by = [*question.by, "", ""]
    return {
        "area": ",".join(map(str, question.areas)),
        "since": question.since.isoformat(),
        "until": question.until.isoformat(),
        "by": by[0],
        "then": by[1],
    }


def _unlisted(name: str, value: str) -> str:
    """The words of a choice that only an address can make."""
    if name == "area":
        count = value.count(",") + 1
        return ngettext("%(count)d area", "%(count)d areas", count) % {"count": count}
    if name in {"since", "until"}:
        return written(date.fromisoformat(value))
    return value


def _months(on: date) -> list[date]:
    return [months_later(on, -number) for number in range(LISTED_MONTHS)]


def _named(month: date) -> str:
    return f"{month_name(month)} {month.year}"


def _indented(area: Any) -> str:
    return "\u2003" * area.level + area.name
