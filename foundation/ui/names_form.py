"""A name in six languages: one is enough, each is its own field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.ui.clean_text import ExactCharField

LONGEST_NAME = 200


class NamesForm(forms.Form):
    """Gives `names()`, the languages that were filled in. The reader's own language stands first."""

    names_label = _("Name")

    def __init__(self, *args: Any, names: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = get_language()
        languages = sorted(settings.LANGUAGES, key=lambda pair: pair[0] != own)
        fields = {f"name_{code}": self._field(code, label, names or {}) for code, label in languages}
        self.fields = fields | self.fields

    def _field(self, code: str, label: str, names: dict[str, str]) -> forms.Field:
        attrs = {"lang": code, "dir": "auto"}
        label = f"{self.names_label} ({label})"
        return ExactCharField(
            label=label,
            max_length=LONGEST_NAME,
            required=False,
            initial=names.get(code, ""),
            widget=forms.TextInput(attrs=attrs),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.names():
            raise ValidationError(_("Give the name in one language at least."))
        return cleaned

    def names(self) -> dict[str, str]:
        codes = [code for code, _label in settings.LANGUAGES]
        given = {code: self.cleaned_data.get(f"name_{code}", "") for code in codes}
        return {code: name for code, name in given.items() if name.strip()}
