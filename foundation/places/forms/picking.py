"""A field for one area out of many: a short list to choose from, or words and then a choice.

    area = AreaPickerField(label=_("Area"))
    …
    form.fields["area"].offer(Area.objects.visible_to(actor).current(on=today))

Without a script a person types a name and sends the form: one area of that name is taken, several are shown to choose
from. With htmx on the page they appear while typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.places.models import Area, AreaQuerySet

FEW = 120  # as many as a select may hold on a slow link: a mission of the sample's size still picks from a list
MOST_FOUND = 12
LONGEST_WORDS = 100


@dataclass(frozen=True)
class Picked:
    """What was sent, or stood in the form at first: the id of an area, and words that were typed.

    `offered_for` are the words for which the choice was offered: an area that stood there before does not answer
    words typed since.
    """

    choice: str = ""
    words: str = ""
    offered_for: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the choice is the answer to the words, if any."""
        return bool(self.choice) and self.words == self.offered_for


def words_of(text: str) -> str:
    """What was typed, as far as a database can look for it."""
    return text.replace("\0", "").encode(errors="ignore").decode().strip()[:LONGEST_WORDS]


def found_areas(areas: AreaQuerySet, words: str) -> list[Area]:
    """The first that hold the words; those that are called exactly so stand first."""
    found = list(areas.found(words).select_related("parent")[: MOST_FOUND * 4])
    plain = words.strip().casefold()
    found.sort(key=lambda area: plain not in {area.code.casefold(), *(name.casefold() for name in area.names.values())})
    return found[:MOST_FOUND]


class AreaPicker(forms.Widget):
    """`mine` narrows what appears while typing to the reader's own areas, as the form's own areas are."""

    template_name = "places/area_picker.html"

    def __init__(self, *, mine: bool = False, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.areas: AreaQuerySet = Area.objects.none()
        self.mine = mine

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Picked:
        words, offered_for = (words_of(str(data.get(f"{name}-{what}", ""))) for what in ("words", "for"))
        return Picked(str(data.get(name, "")), words, offered_for)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}-words" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        """Words or a choice: neither of the two is required by itself."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picked = value if isinstance(value, Picked) else Picked(str(getattr(value, "pk", value) or ""))
        if not self.is_searched:
            top = min((area.level for area in self._first), default=0)
            few = [(area, "\u00a0\u00a0" * (area.level - top)) for area in self._first]
            return context | {"picked": picked, "few": few, "required": self.is_required}
        found = found_areas(self.areas, picked.words) if picked.words else self._chosen(picked.choice)
        return context | {"picked": picked, "found": found, "mine": self.mine, "required": self.is_required}

    @cached_property
    def _first(self) -> list[Area]:
        return list(self.areas[: FEW + 1])

    @property
    def is_searched(self) -> bool:
        """Whether there are too many areas to read through."""
        return len(self._first) > FEW

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]
        return self.is_searched

    def _chosen(self, choice: str) -> list[Area]:
        return list(self.areas.filter(pk=choice).select_related("parent")) if as_id(choice) else []


class AreaPickerField(forms.Field):
    def __init__(self, *, mine: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=AreaPicker(mine=mine), **kwargs)

    @property
    def areas(self) -> AreaQuerySet:
        return cast("AreaPicker", self.widget).areas

    def offer(self, areas: AreaQuerySet) -> None:
        """Say which areas may be chosen; without it, none."""
        cast("AreaPicker", self.widget).areas = areas

    def clean(self, value: Any) -> Area | None:
        picked = value if isinstance(value, Picked) else Picked()
        if picked.words and not picked.is_settled:
            return self._by_words(picked.words)
        if not picked.choice:
            if self.required:
                raise ValidationError(_("Choose an area."), code="required")
            return None
        area = self.areas.filter(pk=picked.choice).first() if as_id(picked.choice) else None
        if area is None:
            raise ValidationError(_("This area cannot be chosen here."))
        return area

    def has_changed(self, initial: Any, data: Any) -> bool:
        picked = data if isinstance(data, Picked) else Picked()
        return bool(picked.words) or picked.choice != str(getattr(initial, "pk", initial) or "")

    def _by_words(self, words: str) -> Area:
        found = found_areas(self.areas, words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("No area of this name is known. Type a part of the name, or its code."))
        raise ValidationError(_("Several areas are found. Choose the one you mean."))


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
