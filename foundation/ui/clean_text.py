"""Text fields that keep exactly what was typed, or refuse it with a sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.ui.xml_text import storable

UNSTORABLE = _("This text holds a sign that cannot be stored. Take it out and send again.")
NULL_CODE = "null_characters_not_allowed"


def refuse_unstorable(text: str) -> None:
    """Raise ValidationError for what PostgreSQL text cannot hold: NUL and lone surrogates."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValidationError(UNSTORABLE, code="unstorable")


def refuse_unwritable(text: str) -> None:
    """Raise ValidationError for what a workbook cannot hold: controls and what is no character."""
    if storable(text) != text:
        raise ValidationError(UNSTORABLE, code="unstorable")


class ExactCharField(forms.CharField):
    """A CharField that trims nothing.

    A required one refuses blanks alone; everything else that can be stored is kept as it is.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("strip", False)
        super().__init__(**options)
        # Django's own refusal of NUL says "Null characters are not allowed", which helps nobody.
        others = [check for check in self.validators if getattr(check, "code", "") != NULL_CODE]
        self.validators = [*others, refuse_unstorable]

    def validate(self, value: str) -> None:
        super().validate(value.strip() and value)
