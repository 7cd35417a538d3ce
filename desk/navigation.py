"""The few places each role goes to: the bar on a phone, the side on a laptop, and the person's menu."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from foundation.access.actors import NOBODY, Actor
from foundation.people.domain.actors import acting_for
from foundation.people.roles import Role
from foundation.ui.navigation import NavigationItem


@dataclass(frozen=True)
class Place:
    """A page of the navigation. `verb`: only for roles that may do it."""

    view: str
    label: str | Promise
    icon: str
    key: str = ""
    verb: str = ""


TODAY = Place("desk:today", pgettext_lazy("navigation", "Today"), "home", "g h")
ACTIONS = Place("coordination:action_item_list", pgettext_lazy("navigation", "Actions"), "checklist", "g a")
MEETINGS = Place("coordination:meeting_list", pgettext_lazy("navigation", "Meetings"), "people", "g m")
NOTICES = Place("desk:notices", pgettext_lazy("navigation", "Notices"), "bell", "g n")
SEARCH = Place("desk:search", pgettext_lazy("navigation", "Search"), "search", "/")

LEDGER = Place("coordination:ledger", pgettext_lazy("navigation", "Commitment ledger"), "scale", "g l", "see_shared")
MINE = Place(
    "coordination:action_item_mine",
    pgettext_lazy("navigation", "My commitments"),
    "hand",
    verb="report_action_item_done",
)
LOG = Place("coordination:meeting_new", pgettext_lazy("navigation", "Log a meeting"), "plus", "n", "log_meeting")
ORGANISATIONS = Place("people:organisation_list", pgettext_lazy("navigation", "Organisations"), "flag", "g o")
PEOPLE = Place("people:person_list", pgettext_lazy("navigation", "People"), "person", "g p")
PLACES = Place("places:place_list", pgettext_lazy("navigation", "Places"), "pin")
IMPORTS = Place(
    "imports:import_list", pgettext_lazy("navigation", "Take in lists"), "paper", verb="manage_counterparts"
)
JOURNAL = Place("people:journal", pgettext_lazy("navigation", "Activity record"), "paper", verb="read_journal")
ADMINISTRATION = Place(
    "desk:administration", pgettext_lazy("navigation", "Administration"), "gear", verb="manage_mission"
)
FIGURES = Place("figures:figure_list", pgettext_lazy("navigation", "Figures"), "chart", verb="see_figures")
REPORTS = Place("monitoring:report_list", pgettext_lazy("navigation", "Reports"), "paper", "g r", "read_reports")
ACCOUNT = Place("people:me", pgettext_lazy("navigation", "Your account"), "gear")

OFFICIAL_BAR = [ACTIONS, MEETINGS, TODAY, NOTICES, SEARCH]
BARS: dict[str, list[Place]] = {
    Role.ME_OFFICER: [TODAY, REPORTS, ACTIONS, MEETINGS, NOTICES],
    Role.LOCAL_OFFICIAL: OFFICIAL_BAR,
    Role.PARTNER_STAFF: OFFICIAL_BAR,
    Role.ADMINISTRATOR: [TODAY, PEOPLE, ADMINISTRATION, NOTICES, SEARCH],
    Role.AUDITOR: [TODAY, JOURNAL, NOTICES, SEARCH],
    Role.PROTECTED_CASE_OFFICER: [TODAY, NOTICES, SEARCH],
}
OFFICER_BAR = [TODAY, ACTIONS, MEETINGS, NOTICES, SEARCH]

# In the side bar and the person's menu.
MORE = [
    SEARCH,
    MINE,
    LEDGER,
    REPORTS,
    FIGURES,
    ORGANISATIONS,
    PEOPLE,
    PLACES,
    IMPORTS,
    JOURNAL,
    ADMINISTRATION,
    ACCOUNT,
]
# Keys that lead to a page the bar does not show.
SHORTCUTS = [LOG]


def bar_for(actor: Actor) -> list[Place]:
    return BARS.get(actor.role, OFFICER_BAR) if actor.is_known else [TODAY]


def first_page(actor: Actor) -> str:
    return reverse(bar_for(actor)[0].view)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html: `navigation`, `navigation_more`, `shortcuts`, `acting_for`, `actor`, `four_words`."""
    actor: Actor = getattr(request, "actor", NOBODY)
    if actor.user is None:
        return {"navigation": ()}
    unread = actor.unread_notice_count
    return {
        "actor": actor,
        "acting_for": acting_for(actor),
        "four_words": actor.side != "mission",
        "navigation": tuple(item_for(place, request.path, unread) for place in bar_for(actor)),
        "navigation_more": tuple(item_for(place, request.path) for place in more_for(actor)),
        "shortcuts": tuple(item_for(place, request.path) for place in SHORTCUTS if may_go(actor, place)),
    }


def more_for(actor: Actor) -> list[Place]:
    """Everything else this role may open; who has no place today finds their account alone."""
    if not actor.is_known:
        return [ACCOUNT]
    bar = bar_for(actor)
    return [place for place in MORE if place not in bar and may_go(actor, place)]


def may_go(actor: Actor, place: Place) -> bool:
    return not place.verb or actor.may(place.verb)


@cache
def url_of(view: str) -> str:
    """Every page draws seventeen of these addresses, and they stay the same."""
    return reverse(view)


def item_for(place: Place, path: str, unread: int = 0) -> NavigationItem:
    url = url_of(place.view)
    return NavigationItem(
        url=url,
        label=str(place.label),
        icon=place.icon,
        current=path.startswith(url),
        badge=unread if place is NOTICES else 0,
        key=place.key,
    )
