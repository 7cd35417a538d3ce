from __future__ import annotations

from typing import Any

from allauth.account.forms import SetPasswordField
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User
from foundation.people.forms.organisations import AreasField
from foundation.people.models import Organisation
from foundation.people.roles import ROLES, Role, roles_for
from foundation.places.models import Area
from foundation.ui.clean_text import ExactCharField
from foundation.ui.names_form import LONGEST_NAME


class PersonForm(forms.Form):
    full_name = ExactCharField(label=_("Full name"), max_length=LONGEST_NAME)
    latin_name = ExactCharField(label=_("Name in Latin letters"), max_length=LONGEST_NAME, required=False)


class PlaceForm(forms.Form):
    """A role that exists in an organisation of this kind, and the areas in charge of."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    areas = AreasField(
        label=_("Areas in charge of"),
        queryset=Area.objects.all(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("For the mission's officers. They see what lies in these areas and below."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_for(organisation.kind)
        self.fields["role"].choices = [(role.value, described(role)) for role in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].value
        if not organisation.is_mission:
            del self.fields["areas"]

    def chosen_areas(self) -> list[Area]:
        return list(self.cleaned_data.get("areas", []))


def described(role: Role) -> str:
    return f"{str(role.label).capitalize()} · {ROLES[role].description}"


class InvitationForm(PlaceForm):
    full_name = ExactCharField(label=_("Full name"), max_length=LONGEST_NAME)
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"}))
    language = forms.ChoiceField(label=_("Language they read"), choices=settings.LANGUAGES)

    field_order = ("full_name", "email", "language", "role", "areas")

    def __init__(self, *args: Any, full_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if full_name:  # a person who is known already
            del self.fields["full_name"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("There is an account with this e-mail already."))
        return email


class AcceptForm(forms.Form):
    """The first password of an account that is about to be."""

    password1 = SetPasswordField(label=_("Choose a password"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password1"]
        field.user = User(email=email)  # type: ignore[attr-defined]
        field.help_text = lazystr(" ".join(password_validators_help_texts()))
        field.widget.attrs.pop("placeholder", None)


class OwnSettingsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    wants_mail = forms.BooleanField(label=_("Send me notices by e-mail"), required=False)


class TokenForm(forms.Form):
    LIFETIMES = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("One year"))]

    name = ExactCharField(label=_("What is it for?"), max_length=100)
    days = forms.TypedChoiceField(label=_("Works for"), choices=LIFETIMES, coerce=int, initial=30)
