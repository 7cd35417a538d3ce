"""What the selects of the log form offer, fetched once for all its rows."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.domain.attendance_suggestions import Suggestions, suggestions
from foundation.access.actors import Actor
from foundation.people.models import Organisation
from foundation.places.forms.picking import as_id
from foundation.places.models import Area, AreaQuerySet

MOST = 300
OURS = "ours"
OWN_TASK = "own"
Options = list[tuple[str, str]]


def offer(form: forms.Form, name: str, options: Options) -> None:
    """Let the select `name` of this form offer `options`."""
    cast("forms.ChoiceField", form.fields[name]).choices = options


class SharedFields(dict[str, forms.Field]):
    """Fields that all rows of a request hold together: no row changes them, so none needs copies of its own."""

    def __deepcopy__(self, memo: Any) -> dict[str, forms.Field]:
        return dict(self)


@dataclass(frozen=True)
class FormChoices:
    """Areas and organisations that this actor may name. `OURS` stands for the actor's own component."""

    actor: Actor
    held_in_id: UUID | None = None
    kept_outcomes: tuple[str, ...] = ()
    _areas: dict[str, Area | None] = field(default_factory=dict, compare=False)
    _fields: dict[type, SharedFields] = field(default_factory=dict, compare=False)

    def shared_fields(self, row: Any) -> SharedFields:
        """The fields of a kind of row with what they offer, made once for all rows."""
        if row not in self._fields:
            fields = SharedFields(row.base_fields)
            for name, options in row.offers(self).items():
                fields[name] = copy.deepcopy(fields[name])
                fields[name].choices = options  # type: ignore[attr-defined]  # a select
            self._fields[row] = fields
        return self._fields[row]

    @cached_property
    def areas(self) -> AreaQuerySet:
        """Those in charge of and all below them, as the map stands today; and the one a meeting was held in."""
        mine = Q(pk__in=[])
        for path in self.actor.area_paths:
            mine |= Q(path__within=path)
        today = timezone.localdate()
        standing = Q(ended_on=None) | Q(ended_on__gt=today) | Q(pk=self.held_in_id)
        return Area.objects.filter(mine & standing)

    def area(self, pk: str) -> Area | None:
        """The area of this id, if it may be named; asked for once."""
        if pk not in self._areas:
            self._areas[pk] = self.areas.filter(pk=pk).first() if as_id(pk) else None
        return self._areas[pk]

    @cached_property
    def _sides(self) -> list[Organisation]:
        """The other sides, and the actor's own component before them."""
        others = Q(retired_on=None) & ~Q(root_id=self.actor.root_id)
        is_component = Q(pk=self.actor.organisation_id)
        found = Organisation.objects.visible_to(self.actor).filter(others | is_component)
        found = found.annotate(area_path=F("area__path"))
        return list(found.order_by(Case(When(is_component, then=0), default=1), "pk")[: MOST + 1])

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """The other sides in the actor's areas, those above them included; all of them when there are few."""
        others = [one for one in self._sides if one.root_id != self.actor.root_id]
        ordered = sorted(others, key=lambda one: (not self._is_near(one), one.name.lower()))
        return {str(one.pk): one for one in ordered}

    def _is_near(self, one: Any) -> bool:
        path = one.area_path
        return any(path.startswith(mine) or mine.startswith(path) for mine in self.actor.area_paths)

    @cached_property
    def component(self) -> Organisation:
        return next(one for one in self._sides if one.pk == self.actor.organisation_id)  # known actors only

    @cached_property
    def suggestions(self) -> Suggestions:
        return suggestions(self.actor)

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
