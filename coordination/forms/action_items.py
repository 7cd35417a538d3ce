from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReportDoneForm(forms.Form):
    text = forms.CharField(
        label=_("What was done?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=True,
    )
