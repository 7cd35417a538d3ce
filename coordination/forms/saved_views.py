from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.ui.clean_text import ExactCharField

NOT_KEPT = {"page", "csrfmiddlewaretoken"}


class SavedViewForm(forms.Form):
    name = ExactCharField(label=_("Name of this view"), max_length=60)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        """The filters alone, written anew: whatever was sent, it is a query of this list."""
        params: Any = QueryDict(self.cleaned_data["query"].lstrip("?"), mutable=True)
        for name in NOT_KEPT:
            params.pop(name, None)
        return params.urlencode()
