from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.mission.lists import ClosedList
from foundation.mission.models import LanguageConfirmation, ListEntry


def can_change_mission(actor: Actor) -> Decision:
    return ALLOWED if actor.may("manage_mission") else denied(_("An administrator looks after the mission's settings."))


def can_add_entry(actor: Actor, closed_list: ClosedList) -> Decision:
    if not closed_list.can_add:
        return denied(_("Rules of Concord hang on this list: its entries can be said otherwise, none can be added."))
    return can_change_mission(actor)


def can_change_entry(actor: Actor, closed_list: ClosedList, entry: ListEntry) -> Decision:
    """Say it in other words, or offer it again."""
    if entry.code not in closed_list.values:
        return denied(_("This list has no such entry."))
    return can_change_mission(actor)


def can_switch_off_entry(actor: Actor, closed_list: ClosedList, entry: ListEntry) -> Decision:
    if entry.code in closed_list.fixed:
        return denied(_("Concord chooses this entry where nobody does, so it stays."))
    return can_change_entry(actor, closed_list, entry)


def can_read_languages(actor: Actor) -> Decision:
    return ALLOWED if actor.is_known else denied(_("You have no place in an organisation today."))


def can_confirm_language(actor: Actor, language: str) -> Decision:
    """Whoever works in the language may speak for it."""
    if not actor.is_known:
        return can_read_languages(actor)
    if language in settings.CONFIRMED_LANGUAGES:
        return denied(_("This language came confirmed."))
    if actor.user.language != language:
        return denied(_("Only somebody who uses Concord in this language can confirm it."))
    return ALLOWED


def can_withdraw_confirmation(actor: Actor, confirmation: LanguageConfirmation) -> Decision:
    if confirmation.confirmed_by_id == actor.user_id or actor.may("manage_mission"):
        return ALLOWED
    return denied(_("Who confirmed it, or an administrator, can take it back."))
