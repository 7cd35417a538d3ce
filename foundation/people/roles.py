"""The ten roles: a name, a sentence, and the verbs it may do. What it sees follows from the verbs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.choices import Side


class Role(models.TextChoices):
    LIAISON_OFFICER = "liaison_officer", _("liaison officer")
    FEEDBACK_OFFICER = "feedback_officer", _("feedback officer")
    PROTECTED_CASE_OFFICER = "protected_case_officer", _("protected-case officer")
    CAPACITY_OFFICER = "capacity_officer", _("capacity officer")
    ME_OFFICER = "me_officer", _("M&E officer")
    HEAD_OF_OFFICE = "head_of_office", _("head of office")
    LOCAL_OFFICIAL = "local_official", _("local official")
    PARTNER_STAFF = "partner_staff", _("partner staff")
    ADMINISTRATOR = "administrator", _("administrator")
    AUDITOR = "auditor", _("auditor")


@dataclass(frozen=True)
class RoleCard:
    description: str | Promise
    verbs: frozenset[str]
    sides: frozenset[Side]


# What anybody does who keeps an action item on either side.
KEEPING = {
    "report_action_item_done",
    "ask_for_help",
    "start_action_item",
    "propose_due_date",
    "answer_due_date",
    "confirm_action_item",
    "return_action_item",
    "withdraw_action_item",
    "drop_action_item",
    "comment_on_action_item",
}
READING = {"see_shared"}
# Figures count for a reader's side; what of them the reader may open follows from the verbs above.
COUNTING = {"see_figures"}
LOGGING = {
    "see_internal",
    "plan_meeting",
    "log_meeting",
    "edit_meeting",
    "hold_meeting",
    "cancel_meeting",
    "share_meeting",
    "circulate_minutes",
    "endorse_on_behalf",
    "issue_signing_link",
    "revoke_signing_link",
    "add_action_item",
    "add_own_task",
    "request_action_item",
    "manage_counterparts",
}
# Editions of one's own side in one's areas; of another side's, those made for one's organisation.
REPORT_READING = {"read_reports"}
REPORTING = REPORT_READING | {"request_edition", "send_edition", "manage_schedules"}
SPEAKING = {"accept_action_item", "decline_action_item", "endorse_minutes"}

MISSION_ONLY = frozenset({Side.MISSION})
HOSTS = frozenset(Side) - MISSION_ONLY - {Side.PARTNER}
PARTNERS = frozenset({Side.PARTNER, Side.UN_AGENCY, Side.DONOR, Side.REGIONAL_BODY})

ROLES: dict[Role, RoleCard] = {
    Role.LIAISON_OFFICER: RoleCard(
        _("Logs meetings, shares and circulates them, follows action items in their own areas."),
        frozenset(READING | COUNTING | LOGGING | KEEPING | REPORT_READING),
        MISSION_ONLY,
    ),
    Role.FEEDBACK_OFFICER: RoleCard(
        _("Takes in what communities say, codes and refers it, brings back the answer."),
        frozenset(READING | COUNTING | {"add_own_task"} | KEEPING),
        MISSION_ONLY,
    ),
    Role.PROTECTED_CASE_OFFICER: RoleCard(
        _("Handles sensitive feedback of the one subject assigned."), frozenset(), MISSION_ONLY
    ),
    Role.CAPACITY_OFFICER: RoleCard(
        _("Runs programmes, assessments and support in their own areas."),
        frozenset(READING | COUNTING | {"add_own_task"} | KEEPING),
        MISSION_ONLY,
    ),
    Role.ME_OFFICER: RoleCard(
        _("Keeps frameworks and figures, and sends reports. Sees shared records."),
        frozenset(READING | COUNTING | REPORTING),
        MISSION_ONLY,
    ),
    Role.HEAD_OF_OFFICE: RoleCard(
        _("Clears what the mission commits to, approves, and sees all that is internal in their own areas."),
        frozenset(READING | COUNTING | LOGGING | KEEPING | SPEAKING | REPORTING | {"clear_commitment"}),
        MISSION_ONLY,
    ),
    Role.LOCAL_OFFICIAL: RoleCard(
        _("Sees what both sides owe, asks, accepts, reports and confirms for their institution."),
        frozenset(
            READING
            | COUNTING
            | KEEPING
            | SPEAKING
            | REPORT_READING
            | {
                "see_internal",
                "request_action_item",
                "add_own_task",
                "delegate_post",
                "write_side_note",
            }
        ),
        HOSTS,
    ),
    Role.PARTNER_STAFF: RoleCard(
        _("Takes part in the meetings it attended and keeps its own action items."),
        frozenset(READING | COUNTING | KEEPING | SPEAKING | REPORT_READING | {"see_internal", "request_action_item"}),
        PARTNERS,
    ),
    Role.ADMINISTRATOR: RoleCard(
        _("Manages users, organisations, areas and settings. Reads no record above shared."),
        frozenset(
            READING | {"manage_members", "manage_counterparts", "manage_posts", "manage_areas", "manage_mission"}
        ),
        MISSION_ONLY,
    ),
    Role.AUDITOR: RoleCard(_("Reads the journal."), frozenset({"read_journal"}), MISSION_ONLY),
}


def roles_for(side: str) -> list[Role]:
    """The roles that people of an organisation of this kind may hold."""
    return [role for role, card in ROLES.items() if side in card.sides]


def common_verbs(side: str) -> frozenset[str]:
    """What every reader of figures on a side of this kind may do: as an actor, the least of its audience."""
    readers = [ROLES[role].verbs for role in roles_for(side) if "see_figures" in ROLES[role].verbs]
    return frozenset.intersection(*readers) if readers else frozenset()
