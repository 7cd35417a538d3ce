"""Who may do what to meetings. Nothing else decides this."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from coordination.choices import MEETING_MOVES, ActionStatus, MeetingStatus, MinutesStatus
from coordination.models import ActionItem, Meeting, MeetingFile, Minutes
from coordination.permissions.action_items import can_move_action_item
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.people.models import Organisation
from foundation.places.models import Area


def can_log_meeting(actor: Actor) -> Decision:
    return _role_allows(actor, "log_meeting")


def can_plan_meeting(actor: Actor) -> Decision:
    return _role_allows(actor, "plan_meeting")


def can_log_meeting_in(actor: Actor, area: Area) -> Decision:
    """A record in another's area would be out of its writer's own sight."""
    if not actor.area_paths and actor.side != "mission":
        return ALLOWED
    if any(area.path == path or area.path.startswith(f"{path}.") for path in actor.area_paths):
        return ALLOWED
    return denied(_("This area is not one of yours."))


def can_date_as_held(day: date, *, today: date) -> Decision:
    return ALLOWED if day <= today else denied(_("A meeting to come can only be planned."))


def can_edit_meeting(actor: Actor, meeting: Meeting) -> Decision:
    if meeting.status == MeetingStatus.CANCELLED:
        return denied(_("This meeting was cancelled."))
    return _keeps(actor, meeting, "edit_meeting")


def can_hold_meeting(actor: Actor, meeting: Meeting) -> Decision:
    return _can_move(actor, meeting, MeetingStatus.HELD, verb="hold_meeting")


def can_cancel_meeting(actor: Actor, meeting: Meeting) -> Decision:
    return _can_move(actor, meeting, MeetingStatus.CANCELLED, verb="cancel_meeting")


def can_share_meeting(actor: Actor, meeting: Meeting) -> Decision:
    keeps = _keeps(actor, meeting, "share_meeting")
    if not keeps:
        return keeps
    if meeting.sensitivity == Sensitivity.RESTRICTED:
        return denied(_("A restricted record is not shared."))
    if _was_circulated(meeting):
        return denied(_("These minutes were circulated: circulate the new version, so that every side is asked again."))
    return ALLOWED


def can_circulate_minutes(actor: Actor, meeting: Meeting) -> Decision:
    keeps = _keeps(actor, meeting, "circulate_minutes")
    if not keeps:
        return keeps
    if meeting.sensitivity == Sensitivity.RESTRICTED:
        return denied(_("A restricted record is not shared."))
    if meeting.status != MeetingStatus.HELD:
        return denied(_("Only the minutes of a meeting that was held are circulated."))
    return ALLOWED


def can_be_read_by(sides: list[Organisation]) -> Decision:
    if sides:
        return ALLOWED
    return denied(_("Nobody else is named at this meeting: there is no one to share it with."))


def can_write_side_note(actor: Actor, meeting: Meeting) -> Decision:
    """Either side keeps notes of its own on the same meeting."""
    if actor.root_id == meeting.held_by_id:
        return _keeps(actor, meeting, "edit_meeting")
    return _role_allows(actor, "write_side_note")


def can_add_meeting_file(actor: Actor, meeting: Meeting) -> Decision:
    return can_write_side_note(actor, meeting)


def can_add_joint_file(actor: Actor, meeting: Meeting) -> Decision:
    """The side that keeps the record answers for what is in it."""
    return _keeps(actor, meeting, "edit_meeting")


def _can_move(actor: Actor, meeting: Meeting, to: MeetingStatus, *, verb: str) -> Decision:
    keeps = _keeps(actor, meeting, verb)
    if not keeps:
        return keeps
    if to not in MEETING_MOVES[MeetingStatus(meeting.status)]:
        return denied(
            _("A meeting that is %(status)s cannot become %(to)s.")
            % {"status": meeting.get_status_display(), "to": to.label}
        )
    return ALLOWED


def _keeps(actor: Actor, meeting: Meeting, verb: str) -> Decision:
    if actor.root_id != meeting.held_by_id:
        return denied(_("The side that keeps this record does that."))
    return _role_allows(actor, verb)


def _role_allows(actor: Actor, verb: str) -> Decision:
    return ALLOWED if actor.is_known and actor.may(verb) else denied(_("Your role does not include this."))


def _was_circulated(meeting: Meeting) -> bool:
    try:
        return meeting.minutes.status != MinutesStatus.DRAFT
    except Minutes.DoesNotExist:
        return False


def can_record_told_done(actor: Actor, item: ActionItem, meeting: Meeting, party_roots: set[UUID]) -> Decision:
    """The agreed-with side may write down what who owes said at a meeting with both of them."""
    if actor.root_id != item.agreed_with_root_id:
        return denied(_("Only the side it was agreed with can record this."))
    if item.owner_root_id not in party_roots:
        return denied(_("Who owes this was no party to the meeting."))
    if meeting.status != MeetingStatus.HELD:
        return denied(_("This meeting has not been held."))
    return can_move_action_item(actor, item, ActionStatus.REPORTED_DONE, verb="confirm_action_item")


def can_remove_meeting_file(actor: Actor, kept: MeetingFile) -> Decision:
    """Who put it there takes it away: a side its own, the keeping side a joint one."""
    if kept.held_by_id is None:
        return can_add_joint_file(actor, kept.meeting)
    if kept.held_by_id != actor.root_id:
        return denied(_("This file is another side's."))
    return can_add_meeting_file(actor, kept.meeting)
