from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.access.actors import Actor
from foundation.people.choices import Side
from foundation.people.lists import ORGANISATION_KINDS
from foundation.people.models import Organisation, Person, Post
from foundation.places.forms.picking import AreaPickerField
from foundation.places.models import Area, AreaQuerySet
from foundation.ui.clean_text import ExactCharField
from foundation.ui.names_form import LONGEST_NAME, NamesForm
from foundation.ui.widgets import DayInput


class AreasField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, area: Area) -> str:
        return f"{'— ' * area.level}{area.name}"


def areas_of(actor: Actor) -> AreaQuerySet:
    """Where this actor may add organisations: everywhere, or within the own areas; where the map stands today."""
    standing = Area.objects.current(on=timezone.localdate())
    if actor.may("manage_posts"):
        return standing
    within = Q(pk__in=[])
    for path in actor.area_paths:
        within |= Q(path__within=path)
    return standing.filter(within)


class OrganisationForm(NamesForm):
    """A new organisation; without a kind field when it is to be a component."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[])
    area = AreaPickerField(label=_("Area"))

    def __init__(self, *args: Any, actor: Actor, parent: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parent is not None:
            del self.fields["kind"]
            self.fields["area"].initial = parent.area_id
        else:
            kinds = [
                pair for pair in ORGANISATION_KINDS.offered() if pair[0] != Side.MISSION or actor.may("manage_posts")
            ]
            self.fields["kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]
        self.fields["area"].offer(areas_of(actor))  # type: ignore[attr-defined]


class PostForm(NamesForm):
    names_label = _("Title")
    is_head = forms.BooleanField(label=_("Heads the organisation"), required=False)


class WhoForm(forms.Form):
    """Somebody of this side, or somebody new by name. Gives `person`, None for `full_name`."""

    person = forms.ModelChoiceField(label=_("Somebody known"), queryset=Person.objects.none(), required=False)
    full_name = ExactCharField(label=_("Or somebody new: full name"), max_length=LONGEST_NAME, required=False)

    def __init__(self, *args: Any, actor: Actor, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of_side(actor, post.organisation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("person")) == bool(cleaned.get("full_name", "").strip()) and not self.errors:
            raise forms.ValidationError(_("Choose somebody known or give a new name: one of the two."))
        return cleaned


def people_of_side(actor: Actor, organisation: Organisation) -> QuerySet[Person]:
    side = Q(memberships__organisation__root_id=organisation.root_id)
    side |= Q(tenures__post__organisation__root_id=organisation.root_id)
    return Person.objects.visible_to(actor).filter(pk__in=Person.objects.filter(side).values("pk"))


class AppointForm(WhoForm):
    from_on = forms.DateField(label=_("First day"), widget=DayInput())
    is_acting = forms.BooleanField(label=_("Acting, for the time being"), required=False)

    def clean_from_on(self) -> Any:
        day = self.cleaned_data["from_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Say it when it has happened: today or an earlier day."))
        return day


class HandOverForm(AppointForm):
    old_holder_stays = forms.BooleanField(
        label=_("The present holder stays in the organisation and keeps the account"), required=False
    )
    delegates_stay = forms.BooleanField(label=_("Whoever acts for the post goes on doing so"), required=False)


class DelegateForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Who acts for the post"), queryset=Person.objects.none())
    until_on = forms.DateField(
        label=_("Until, this day not included (empty: until ended)"), widget=DayInput(), required=False
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        open_places = Q(memberships__until_on=None) | Q(memberships__until_on__gt=today)
        people = Person.objects.filter(open_places, memberships__organisation__root_id=post.organisation.root_id)
        holders = Person.objects.filter(tenures__post=post, tenures__until_on=None)
        self.fields["person"].queryset = people.exclude(pk__in=holders).distinct()  # type: ignore[attr-defined]

    def clean_until_on(self) -> Any:
        day = self.cleaned_data["until_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day
