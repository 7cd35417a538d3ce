"""What the forms of reports offer: areas, periods, audiences, readers, as far as this actor may name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.visibility import NOTHING
from foundation.people.models import Membership, Organisation
from foundation.people.roles import Role
from foundation.places.models import Area
from monitoring.calendar.periods import ended_periods, month_of, quarter_of, week_of
from monitoring.choices import AudienceKind
from monitoring.domain.readers import reading_roles

MOST = 500
Options = list[tuple[str, str]]
Groups = list[tuple[str, Options]]


def offer(form: forms.Form, name: str, options: Any) -> None:
    """Let the select `name` of this form offer `options`."""
    cast("forms.ChoiceField", form.fields[name]).choices = options


@dataclass(frozen=True)
class ReportChoices:
    actor: Actor
    today: date

    @cached_property
    def areas(self) -> dict[str, Area]:
        within = Q() if not self.actor.area_paths and self.actor.side != "mission" else NOTHING
        for path in self.actor.area_paths:
            within |= Q(path__within=path)
        return {str(area.pk): area for area in Area.objects.visible_to(self.actor).filter(within)[:MOST]}

    @cached_property
    def area_options(self) -> Options:
        top = min((area.level for area in self.areas.values()), default=0)
        return [(pk, f"{'— ' * (area.level - top)}{area.name}") for pk, area in self.areas.items()]

    @cached_property
    def own_areas(self) -> list[str]:
        """The areas one is in charge of, chosen beforehand."""
        return [pk for pk, area in self.areas.items() if area.path in self.actor.area_paths]

    @cached_property
    def period_groups(self) -> Groups:
        periods = ended_periods(self.today)
        kinds = [("-", _("Months"), 7), ("Q", _("Quarters"), 7), ("W", _("Weeks"), 8), ("", _("Years"), 4)]
        groups: Groups = []
        for mark, label, length in kinds:
            if mark == "-":
                found = [one for one in periods if len(one.code) == length and "Q" not in one.code]
            else:
                found = [one for one in periods if len(one.code) == length and mark in one.code]
            groups.append((label, [(one.code, one.name) for one in found]))
        running = [month_of(self.today), quarter_of(self.today), week_of(self.today)]
        return [*groups, (_("Not ended yet: preview only"), [(one.code, one.name) for one in running])]

    @cached_property
    def sides(self) -> dict[str, Organisation]:
        """The other sides whose people have a place here, those of the actor's areas first."""
        members = Membership.objects.current(on=self.today).filter(role__in=reading_roles())
        roots = Organisation.objects.visible_to(self.actor).roots().filter(retired_on=None)
        found = roots.exclude(pk=cast("UUID", self.actor.root_id)).filter(
            pk__in=members.values("organisation__root_id")
        )
        near = sorted(found.select_related("area")[:MOST], key=lambda one: (not self._is_near(one), one.name.lower()))
        return {str(one.pk): one for one in near}

    def _is_near(self, one: Organisation) -> bool:
        return any(one.area.path.startswith(mine) or mine.startswith(one.area.path) for mine in self.actor.area_paths)

    @cached_property
    def side_options(self) -> Options:
        return [(pk, one.name) for pk, one in self.sides.items()]

    @cached_property
    def audience_groups(self) -> Groups:
        exact = [AudienceKind.INTERNAL] if self.actor.may("see_internal") else []
        own = [(kind.value, str(kind.label).capitalize()) for kind in (AudienceKind.MISSION, *exact)]
        everybody = [(AudienceKind.PUBLIC.value, str(AudienceKind.PUBLIC.label).capitalize())]
        return [
            (_("For us"), own),
            (_("For an organisation: its own copy"), self.side_options),
            (_("Public"), everybody),
        ]

    def readers(self, sides: list[UUID]) -> QuerySet[Membership]:
        """Today's places in these sides of whoever reads reports."""
        return (
            Membership.objects.current(on=self.today)
            .filter(role__in=reading_roles(), organisation__root_id__in=sides, person__user__is_active=True)
            .select_related("person", "organisation")
            .order_by("organisation__root_id", "person__full_name")
        )

    @cached_property
    def people(self) -> dict[str, Any]:
        sides = [self.actor.root_id, *(one.pk for one in self.sides.values())]
        rows = self.readers(cast("list[UUID]", sides))[:MOST]
        return {str(row.person_id): row for row in rows}

    @cached_property
    def people_options(self) -> Options:
        return [(pk, f"{row.person.full_name} · {row.organisation.name}") for pk, row in self.people.items()]

    @cached_property
    def role_options(self) -> Options:
        return [(role, str(Role(role).label).capitalize()) for role in reading_roles()]


def choices_for(actor: Actor) -> ReportChoices:
    return ReportChoices(actor, timezone.localdate())
