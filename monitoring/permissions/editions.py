"""Who may do what to editions. Nothing else decides this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.people.models import Organisation
from foundation.places.models import Area
from foundation.ui.dates import long_date
from monitoring.calendar.periods import Period
from monitoring.choices import EDITION_MOVES, AudienceKind, EditionState
from monitoring.models import Edition


def can_read_reports(actor: Actor) -> Decision:
    return role_allows(actor, "read_reports")


def can_request_edition(actor: Actor) -> Decision:
    return role_allows(actor, "request_edition")


def can_report_on(actor: Actor, areas: Sequence[Area]) -> Decision:
    """Only on areas one is in charge of: an edition on others would be out of its maker's own sight."""
    if not areas:
        return denied(_("Choose at least one area."))
    if not actor.area_paths and actor.side != "mission":
        return ALLOWED
    for area in areas:
        if not any(area.path == path or area.path.startswith(f"{path}.") for path in actor.area_paths):
            return denied(_("%(area)s is not one of your areas.") % {"area": area.name})
    return ALLOWED


def can_make_for(actor: Actor, audience: str, organisation: Organisation | None) -> Decision:
    """Nobody makes what they could not open. An organisation's copy holds what is shared with it: the own side has
    its internal one."""
    if audience == AudienceKind.INTERNAL and not actor.may("see_internal"):
        return denied(_("You could not open it yourself: choose the edition for the whole mission."))
    if organisation is not None and organisation.root_id == actor.root_id:
        return denied(_("Your own side reads the edition for the mission."))
    return ALLOWED


def can_freeze(period: Period, *, today: date) -> Decision:
    """What is still going on would be frozen half-done, and there is only one edition."""
    if not period.has_begun(on=today):
        return denied(_("This period has not begun: there is nothing to report yet."))
    if not period.has_ended(on=today):
        return denied(
            _("This period ends on %(day)s. Until then, look at the preview.") % {"day": long_date(period.until)}
        )
    return ALLOWED


def can_run_edition_again(actor: Actor, edition: Edition) -> Decision:
    keeps = makes(actor, edition, "request_edition")
    if not keeps:
        return keeps
    if EditionState.WAITING not in EDITION_MOVES[EditionState(edition.state)]:
        return denied(_("Only an edition that could not be built is run again."))
    return ALLOWED


def can_send_edition(actor: Actor, edition: Edition) -> Decision:
    keeps = makes(actor, edition, "send_edition")
    if not keeps:
        return keeps
    return ALLOWED if edition.is_ready else denied(_("This edition is not ready yet."))


def makes(actor: Actor, edition: Edition, verb: str) -> Decision:
    if actor.root_id != edition.held_by_id:
        return denied(_("The side that makes this report does that."))
    return role_allows(actor, verb)


def role_allows(actor: Actor, verb: str) -> Decision:
    return ALLOWED if actor.is_known and actor.may(verb) else denied(_("Your role does not include this."))
