"""The shape of a request, of an item towards a counterpart and of an own task."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.choices import Priority, Sector
from coordination.domain.new_action_items import ActionItemDraft
from coordination.forms.action_items import FutureDayField, text_field
from coordination.forms.files import CheckedFilesField
from coordination.lists import SECTORS
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.access.visibility import in_my_areas
from foundation.people.models import Organisation
from foundation.ui.clean_text import ExactCharField

THEY, WE = "they", "we"


def in_two_weeks() -> date:
    return timezone.localdate() + timedelta(days=14)


def counterparts_for(actor: Actor) -> QuerySet[Organisation]:
    """Whom the actor may ask: the mission when one is of another side; for the mission those of its areas and above."""
    known = Organisation.objects.visible_to(actor).filter(retired_on=None).exclude(root_id=actor.root_id)
    if actor.side != "mission":
        return known.roots().filter(kind="mission")
    above = Q()
    for path in actor.area_paths:
        above |= Q(area__path__above=path)
    return known.filter(in_my_areas(actor) | above).exclude(kind="mission").select_related("area")


class CounterpartField(forms.ModelChoiceField):
    """Ordered by name in the reader's language; the only one there is stands chosen already."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Organisation.objects.none(), **options)

    def offer(self, actor: Actor) -> None:
        self.queryset = counterparts_for(actor)
        named = sorted(self.queryset, key=lambda side: side.name)
        self.choices = [("", "—"), *((side.pk, side.name) for side in named)]
        if len(named) == 1:
            self.initial, self.widget = named[0].pk, forms.HiddenInput()


class RequestForm(forms.Form):
    to = CounterpartField(label=_("Whom do you ask?"))
    text = text_field(_("What do you ask for?"), rows=4)
    photos = CheckedFilesField(label=_("Photo"), required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("CounterpartField", self.fields["to"]).offer(actor)


class AddActionItemForm(forms.Form):
    summary = ExactCharField(label=_("What will be done?"), max_length=300)
    counterpart = CounterpartField(label=_("With whom?"))
    due_on = FutureDayField(label=_("By when?"), initial=in_two_weeks)
    owner = forms.ChoiceField(
        label=_("Who will do it?"),
        choices=[(THEY, _("They")), (WE, _("The mission"))],
        initial=THEY,
        required=False,
        widget=forms.RadioSelect,
    )
    sensitivity = forms.ChoiceField(
        label=_("Who can see this?"),
        choices=[(Sensitivity.INTERNAL, _("Mission only")), (Sensitivity.SHARED, _("Both sides"))],
        initial=Sensitivity.INTERNAL,
        required=False,
        widget=forms.RadioSelect,
    )
    due_is_approximate = forms.BooleanField(label=_("The date is approximate"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices, required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=SECTORS.offered, initial=Sector.OTHER, required=False)
    details = text_field(_("Details"), required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("CounterpartField", self.fields["counterpart"]).offer(actor)

    def draft(self, ours: Organisation) -> ActionItemDraft:
        """The item as typed, `ours` being the organisation of who typed it."""
        given = self.cleaned_data
        they_do = given["owner"] != WE
        return ActionItemDraft(
            summary=given["summary"],
            owner=given["counterpart"] if they_do else ours,
            agreed_with=ours if they_do else given["counterpart"],
            due_on=given["due_on"],
            details=given["details"],
            due_is_approximate=given["due_is_approximate"],
            priority=given["priority"] or Priority.NORMAL,
            sector=given["sector"] or Sector.OTHER,
        )

    @property
    def is_shared(self) -> bool:
        return self.cleaned_data["sensitivity"] == Sensitivity.SHARED


class AddOwnTaskForm(forms.Form):
    summary = ExactCharField(label=_("What will be done?"), max_length=300)
    due_on = FutureDayField(label=_("By when?"), initial=in_two_weeks)
    details = text_field(_("Details"), required=False)

    def draft(self, ours: Organisation) -> ActionItemDraft:
        due_on: date = self.cleaned_data["due_on"]
        return ActionItemDraft(
            summary=self.cleaned_data["summary"],
            owner=ours,
            agreed_with=None,
            due_on=due_on,
            details=self.cleaned_data["details"],
        )
