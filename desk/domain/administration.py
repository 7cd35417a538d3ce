"""Where an administrator goes to look after what."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class AreaOfWork:
    view: str
    label: str | Promise
    words: str | Promise
    icon: str

    @property
    def url(self) -> str:
        return reverse(self.view)


AREAS_OF_WORK = (
    AreaOfWork(
        "people:person_list",
        _("People and their access"),
        _("Accounts, invitations, roles, areas in charge of."),
        "person",
    ),
    AreaOfWork(
        "people:organisation_list", _("Organisations and posts"), _("Sides, their parts, who holds what."), "flag"
    ),
    AreaOfWork(
        "mission:mission_change",
        _("Mission settings"),
        _("Name, clock, marking words, smallest counts shown."),
        "gear",
    ),
    AreaOfWork(
        "calendars:calendar_list",
        _("Working days and holidays"),
        _("By which answers are counted, area by area."),
        "calendar",
    ),
    AreaOfWork(
        "places:place_list",
        pgettext_lazy("map", "Places"),
        _("Areas of the map, how many live there, what took whose place."),
        "pin",
    ),
    AreaOfWork(
        "mission:list_list",
        pgettext_lazy("administration", "Lists"),
        _("What people choose from: your own words, entries of your own, entries not offered."),
        "checklist",
    ),
    AreaOfWork("mission:language_list", _("Languages"), _("Which translations a speaker has confirmed."), "people"),
    AreaOfWork(
        "desk:administration_health",
        pgettext_lazy("system", "Health"),
        _("What waits, what failed, the last backup."),
        "checklist",
    ),
)
