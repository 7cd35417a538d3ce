"""When a report writes itself, and who gets it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from monitoring.choices import AudienceKind, ReportKind, Rhythm
from monitoring.domain.schedules import Plan
from monitoring.forms.choices import ReportChoices, offer
from monitoring.models import ReportSchedule
from monitoring.permissions.editions import can_report_on


class ScheduleForm(forms.Form):
    report = forms.ChoiceField(label=_("Report"), choices=ReportKind.choices)
    areas = forms.MultipleChoiceField(
        label=_("Areas"), help_text=_("Each with what lies below it."), widget=forms.SelectMultiple(attrs={"size": 6})
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices, initial=Rhythm.MONTHLY)
    day = forms.IntegerField(
        label=_("On day"),
        min_value=1,
        max_value=31,
        initial=1,
        help_text=_("Of the month, or of the first month of the quarter; for a week, 1 is Monday. 31 is the last day."),
    )
    hour = forms.IntegerField(label=_("At hour"), min_value=0, max_value=23, initial=6)
    is_internal = forms.BooleanField(
        label=_("For the mission's officers"),
        help_text=_("Exact. For those who may open what is internal."),
        required=False,
    )
    is_mission = forms.BooleanField(
        label=_("For the whole mission"),
        help_text=_("What is internal is counted; where it is little, it is withheld."),
        required=False,
        initial=True,
    )
    organisations = forms.MultipleChoiceField(
        label=_("For organisations, each its own copy"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    is_public = forms.BooleanField(label=_("For everybody"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each reader gets it in their own, else in the first of these."),
    )
    roles = forms.MultipleChoiceField(label=_("Readers by role"), required=False, widget=forms.CheckboxSelectMultiple)
    people = forms.MultipleChoiceField(
        label=_("Readers by name"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )

    def __init__(self, *args: Any, choices: ReportChoices, **kwargs: Any) -> None:
        kwargs["initial"] = {"areas": choices.own_areas, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.choices = choices
        if not choices.actor.may("see_internal"):
            del self.fields["is_internal"]
        offer(self, "areas", choices.area_options)
        offer(self, "organisations", choices.side_options)
        offer(self, "roles", choices.role_options)
        offer(self, "people", choices.people_options)

    def clean_areas(self) -> list[Any]:
        areas = [self.choices.areas[pk] for pk in self.cleaned_data["areas"]]
        decision = can_report_on(self.choices.actor, areas)
        if not decision:
            raise forms.ValidationError(decision.reason)
        return areas

    def plan(self) -> Plan:
        given = self.cleaned_data
        return Plan(
            report=given["report"],
            areas=tuple(given["areas"]),
            rhythm=Rhythm(given["rhythm"]),
            day=given["day"],
            hour=given["hour"],
            languages=tuple(given["languages"]),
            is_internal=given.get("is_internal", False),
            is_mission=given["is_mission"],
            is_public=given["is_public"],
            organisations=tuple(self.choices.sides[pk] for pk in given["organisations"]),
            roles=tuple(given["roles"]),
            people=tuple(self.choices.people[pk].person for pk in given["people"]),
        )


def initial_of(schedule: ReportSchedule) -> dict[str, Any]:
    """What stands in the form of a schedule that is changed."""
    audiences = list(schedule.audiences.all())
    kinds = {one.audience for one in audiences}
    return {
        "report": schedule.report,
        "areas": [str(area.pk) for area in schedule.areas.all()],
        "rhythm": schedule.rhythm,
        "day": schedule.day,
        "hour": schedule.hour,
        "is_internal": AudienceKind.INTERNAL in kinds,
        "is_mission": AudienceKind.MISSION in kinds,
        "is_public": AudienceKind.PUBLIC in kinds,
        "organisations": [str(one.organisation_id) for one in audiences if one.organisation_id],
        "languages": schedule.languages,
        "roles": schedule.roles,
        "people": [str(person.pk) for person in schedule.people.all()],
    }
