"""Form widgets that the browser's own do not cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A day, picked with the device's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """Hours and minutes, picked with the device's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class PictogramRadios(forms.RadioSelect):
    """Few choices, each with a picture and a word.

    `icons` maps a choice's value to an icon's name; a choice without one shows its word alone.
    """

    template_name = "ui/pictogram_radios.html"

    def __init__(self, icons: Mapping[str, str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.icons = dict(icons)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["icon"] = self.icons.get(str(value), "")
        return option
