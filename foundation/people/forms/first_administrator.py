from __future__ import annotations

from typing import Any

from allauth.account.forms import SetPasswordField
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User
from foundation.mission.forms import zones
from foundation.ui.clean_text import ExactCharField
from foundation.ui.names_form import LONGEST_NAME


class FirstAdministratorForm(forms.Form):
    """The mission, its country, and whoever looks after Concord for it."""

    mission = ExactCharField(label=_("Name of the mission"), max_length=LONGEST_NAME)
    country = ExactCharField(label=_("Country"), max_length=LONGEST_NAME)
    country_code = forms.RegexField(
        label=_("Code of the country"),
        regex=r"^[A-Z]{3}$",
        help_text=_("Three capital letters, as maps use them: for example CAF."),
        error_messages={"invalid": _("Three capital letters, as maps use them: for example CAF.")},
    )
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Days begin and end by this clock."), initial="UTC")
    full_name = ExactCharField(label=_("Full name"), max_length=LONGEST_NAME)
    email = forms.EmailField(label=_("E-mail"))
    password1 = SetPasswordField(label=_("Choose a password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()  # type: ignore[attr-defined]
        field = self.fields["password1"]
        field.user = User(email=self.data.get("email", ""))  # type: ignore[attr-defined]
        field.help_text = lazystr(" ".join(password_validators_help_texts()))
        field.widget.attrs.pop("placeholder", None)
