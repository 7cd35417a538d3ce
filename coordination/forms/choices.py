"""What the selects of the log form offer, fetched once for all its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from coordination.domain.attendance_suggestions import Suggestions, suggestions
from foundation.access.actors import Actor
from foundation.people.models import Organisation
from foundation.places.models import Area

MOST = 300
OURS = "ours"
OWN_TASK = "own"
Options = list[tuple[str, str]]


def offer(form: forms.Form, name: str, options: Options) -> None:
    """Let the select `name` of this form offer `options`."""
    cast("forms.ChoiceField", form.fields[name]).choices = options


@dataclass(frozen=True)
class FormChoices:
    """Areas and organisations that this actor may name. `OURS` stands for the actor's own component."""

    actor: Actor

    @cached_property
    def areas(self) -> dict[str, Area]:
        condition = Q(pk__in=[])
        for path in self.actor.area_paths:
            condition |= Q(path__within=path)
        return {str(area.pk): area for area in Area.objects.filter(condition)[:MOST]}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """The other sides in the actor's areas, those above them included; all of them when there are few."""
        found = Organisation.objects.visible_to(self.actor).filter(retired_on=None).exclude(root_id=self.actor.root_id)
        ordered = sorted(
            found.select_related("area")[:MOST], key=lambda one: (not self._is_near(one), one.name.lower())
        )
        return {str(one.pk): one for one in ordered}

    def _is_near(self, one: Organisation) -> bool:
        path = one.area.path
        return any(path.startswith(mine) or mine.startswith(path) for mine in self.actor.area_paths)

    @cached_property
    def component(self) -> Organisation:
        return Organisation.objects.get(pk=self.actor.organisation_id)  # type: ignore[misc]  # known actors only

    @cached_property
    def suggestions(self) -> Suggestions:
        return suggestions(self.actor)

    @cached_property
    def area_options(self) -> Options:
        return [(pk, f"{'  ' * self._depth(area)}{area.name}") for pk, area in self.areas.items()]

    def _depth(self, area: Area) -> int:
        top = min((one.level for one in self.areas.values()), default=0)
        return area.level - top

    @cached_property
    def organisation_options(self) -> Options:
        return [("", _("nobody chosen")), *((pk, one.name) for pk, one in self.organisations.items())]

    @cached_property
    def attendance_options(self) -> Options:
        others = [(pk, one.name) for pk, one in self.organisations.items()]
        return [("", _("not said")), (OURS, self.component.name), *others]

    @cached_property
    def owner_options(self) -> Options:
        others = [(pk, one.name) for pk, one in self.organisations.items()]
        return [("", _("Choose")), (OURS, _("We: %(side)s") % {"side": self.component.name}), *others]

    @cached_property
    def agreed_with_options(self) -> Options:
        _first, *others = self.owner_options
        own_task = (OWN_TASK, _("nobody: our own task"))
        return [("", _("the other side of this meeting")), own_task, *others]

    def organisation(self, value: str) -> Organisation | None:
        return self.component if value == OURS else self.organisations.get(value)

    def roots(self, values: list[str]) -> list[UUID]:
        return [self.organisations[value].root_id for value in values if value in self.organisations]
