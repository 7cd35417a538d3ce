"""Every status and kind of this subject, and the moves between statuses. docs/states/ is drawn from here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(models.TextChoices):
    LIAISON_MEETING = "liaison_meeting", _("liaison meeting")
    CONTACT = "contact", _("short contact")
    VISIT = "visit", _("visit")
    CALL = "call", _("call")
    COMMUNITY_DIALOGUE = "community_dialogue", _("community dialogue")
    SECURITY_COMMITTEE = "security_committee", _("security committee")
    PATROL_DEBRIEF = "patrol_debrief", _("patrol debrief")


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    HELD = "held", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


MEETING_MOVES = {
    MeetingStatus.PLANNED: {MeetingStatus.HELD, MeetingStatus.CANCELLED},
    MeetingStatus.HELD: set(),
    MeetingStatus.CANCELLED: set(),
}


class Presence(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "present")
    APOLOGIES = "apologies", pgettext_lazy("attendance", "apologies")
    REPRESENTED = "represented", pgettext_lazy("attendance", "represented by")


class Outcome(models.TextChoices):
    INFORMATION = "information", _("for information")
    REQUEST_NOTED = "request_noted", _("request noted")
    DECISION = "decision", _("decision")
    ACTION = "action", pgettext_lazy("outcome of a topic", "action")


class MinutesStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("minutes", "draft")
    CIRCULATED = "circulated", pgettext_lazy("minutes", "circulated")
    AGREED = "agreed", pgettext_lazy("minutes", "agreed")
    AGREED_WITH_RESERVATIONS = (
        "agreed_with_reservations",
        pgettext_lazy("minutes", "agreed with reservations"),
    )
    CONTESTED = "contested", pgettext_lazy("minutes", "contested")


_ANSWERED = {MinutesStatus.AGREED, MinutesStatus.AGREED_WITH_RESERVATIONS, MinutesStatus.CONTESTED}

# A new version asks everybody again: every answered state goes back to circulated.
MINUTES_MOVES = {
    MinutesStatus.DRAFT: {MinutesStatus.CIRCULATED},
    MinutesStatus.CIRCULATED: {MinutesStatus.CIRCULATED, *_ANSWERED},
    MinutesStatus.AGREED: {MinutesStatus.CIRCULATED},
    MinutesStatus.AGREED_WITH_RESERVATIONS: {MinutesStatus.CIRCULATED},
    MinutesStatus.CONTESTED: {MinutesStatus.CIRCULATED},
}


class EndorsementAnswer(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("endorsement", "no answer yet")
    ENDORSED = "endorsed", pgettext_lazy("endorsement", "endorsed")
    RESERVATION = "reservation", pgettext_lazy("endorsement", "endorsed with a reservation")
    OBJECTED = "objected", pgettext_lazy("endorsement", "objected")


class EndorsementWay(models.TextChoices):
    SIGNED_IN = "signed_in", _("signed in")
    DELEGATE = "delegate", _("by a delegate")
    ONE_TIME_LINK = "one_time_link", _("by one-time link: identity not checked")
    ON_BEHALF = "on_behalf", _("on paper, entered on their behalf")


class ActionStatus(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("action item", "requested")
    ACCEPTED = "accepted", pgettext_lazy("action item", "accepted")
    DECLINED = "declined", pgettext_lazy("action item", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("action item", "withdrawn")
    IN_PROGRESS = "in_progress", pgettext_lazy("action item", "in progress")
    REPORTED_DONE = "reported_done", pgettext_lazy("action item", "reported done")
    CONFIRMED = "confirmed", pgettext_lazy("action item", "confirmed")
    DROPPED = "dropped", pgettext_lazy("action item", "dropped by agreement")


# "Returned" and "renegotiated" are deeds, not states.
ACTION_MOVES = {
    ActionStatus.REQUESTED: {ActionStatus.ACCEPTED, ActionStatus.DECLINED, ActionStatus.WITHDRAWN},
    ActionStatus.ACCEPTED: {
        ActionStatus.IN_PROGRESS,
        ActionStatus.REPORTED_DONE,
        ActionStatus.DROPPED,
    },
    ActionStatus.IN_PROGRESS: {ActionStatus.REPORTED_DONE, ActionStatus.DROPPED},
    ActionStatus.REPORTED_DONE: {ActionStatus.CONFIRMED, ActionStatus.IN_PROGRESS},
    ActionStatus.DECLINED: set(),
    ActionStatus.WITHDRAWN: set(),
    ActionStatus.CONFIRMED: set(),
    ActionStatus.DROPPED: set(),
}

ACTION_OPEN = [ActionStatus.ACCEPTED, ActionStatus.IN_PROGRESS]
ACTION_UNFINISHED = [ActionStatus.REQUESTED, *ACTION_OPEN, ActionStatus.REPORTED_DONE]


class ActionDeed(models.TextChoices):
    """What can be done to an action item, as the journal keeps it and the timeline tells it."""

    ADDED = "added", pgettext_lazy("action item history", "added")
    REQUESTED = "requested", pgettext_lazy("action item history", "requested")
    SHARED = "shared", pgettext_lazy("action item history", "shared with the other side")
    ACCEPTED = "accepted", pgettext_lazy("action item history", "accepted")
    DECLINED = "declined", pgettext_lazy("action item history", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("action item history", "withdrawn")
    STARTED = "started", pgettext_lazy("action item history", "started")
    ASKED_FOR_HELP = "asked_for_help", pgettext_lazy("action item history", "asked for help")
    HELP_SETTLED = "help_settled", pgettext_lazy("action item history", "help is no longer needed")
    REPORTED_DONE = "reported_done", pgettext_lazy("action item history", "reported done")
    REPORT_UNDONE = "report_undone", pgettext_lazy("action item history", "took the report back")
    CONFIRMED = "confirmed", pgettext_lazy("action item history", "confirmed")
    RETURNED = "returned", pgettext_lazy("action item history", "returned with a reason")
    DROP_PROPOSED = "drop_proposed", pgettext_lazy("action item history", "proposed to drop it")
    DROPPED = "dropped", pgettext_lazy("action item history", "agreed to drop it")
    DROP_REFUSED = "drop_refused", pgettext_lazy("action item history", "wants to keep it")
    DATE_PROPOSED = "date_proposed", pgettext_lazy("action item history", "proposed a new date")
    DATE_AGREED = "date_agreed", pgettext_lazy("action item history", "agreed to the new date")
    DATE_REFUSED = "date_refused", pgettext_lazy("action item history", "did not agree to the new date")
    COMMENTED = "commented", pgettext_lazy("action item history", "commented")


class MeetingDeed(models.TextChoices):
    """What can be done to a meeting and its minutes, as the journal keeps it and the timeline tells it."""

    LOGGED = "logged", pgettext_lazy("meeting history", "logged")
    PLANNED = "planned", pgettext_lazy("meeting history", "planned")
    EDITED = "edited", pgettext_lazy("meeting history", "corrected")
    HELD = "held", pgettext_lazy("meeting history", "written down as held")
    CANCELLED = "cancelled", pgettext_lazy("meeting history", "cancelled")
    SHARED = "shared", pgettext_lazy("meeting history", "shared with the other sides")
    WROTE_SIDE_NOTE = "wrote_side_note", pgettext_lazy("meeting history", "wrote a note for our side")
    ADDED_FILE = "added_file", pgettext_lazy("meeting history", "added a file")
    REMOVED_FILE = "removed_file", pgettext_lazy("meeting history", "removed a file")
    CIRCULATED = "circulated", pgettext_lazy("meeting history", "circulated the minutes")
    AGREED = "agreed", pgettext_lazy("meeting history", "all agreed to the minutes")
    AGREED_WITH_RESERVATIONS = (
        "agreed_with_reservations",
        pgettext_lazy("meeting history", "all agreed, with reservations"),
    )
    CONTESTED = "contested", pgettext_lazy("meeting history", "the minutes are contested")


class ActionWord(models.TextChoices):
    """The four words an official reads."""

    TO_DO = "to_do", _("to do")
    BEING_DONE = "being_done", _("being done")
    DONE_ASKED = "done_asked", _("done?")
    CLOSED = "closed", _("closed")


ACTION_WORDS = {
    ActionStatus.REQUESTED: ActionWord.TO_DO,
    ActionStatus.ACCEPTED: ActionWord.TO_DO,
    ActionStatus.IN_PROGRESS: ActionWord.BEING_DONE,
    ActionStatus.REPORTED_DONE: ActionWord.DONE_ASKED,
    ActionStatus.DECLINED: ActionWord.CLOSED,
    ActionStatus.WITHDRAWN: ActionWord.CLOSED,
    ActionStatus.CONFIRMED: ActionWord.CLOSED,
    ActionStatus.DROPPED: ActionWord.CLOSED,
}


class Priority(models.TextChoices):
    NORMAL = "normal", pgettext_lazy("priority", "normal")
    HIGH = "high", pgettext_lazy("priority", "high")


class Sector(models.TextChoices):
    SECURITY = "security", _("security")
    ROADS = "roads", _("roads and works")
    WATER = "water", _("water")
    HEALTH = "health", _("health")
    EDUCATION = "education", _("education")
    JUSTICE = "justice", _("justice")
    RETURN = "return", _("return of displaced people")
    ADMINISTRATION = "administration", _("administration")
    OTHER = "other", pgettext_lazy("sector", "other")


class NotDoneReason(models.TextChoices):
    SECURITY = "security", pgettext_lazy("reason not done", "security")
    NO_BUDGET = "no_budget", pgettext_lazy("reason not done", "no budget")
    OVERTAKEN = "overtaken", pgettext_lazy("reason not done", "overtaken by events")
    NOT_RESPONSIBLE = "not_responsible", pgettext_lazy("reason not done", "not responsible for it")
    OTHER = "other", pgettext_lazy("reason not done", "another reason")


class LedgerOutcome(models.TextChoices):
    """What became of a commitment. Each counted item has one of these; new dates are counted beside them."""

    KEPT_ON_TIME = "kept_on_time", pgettext_lazy("ledger", "kept on time")
    KEPT_LATE = "kept_late", pgettext_lazy("ledger", "kept late")
    NOT_DONE = "not_done", pgettext_lazy("ledger", "not done")
    OPEN = "open", pgettext_lazy("ledger", "open")
    REPORTED = "reported", pgettext_lazy("ledger", "reported done, waiting for the answer")
    NOT_CONTRADICTED = "not_contradicted", pgettext_lazy("ledger", "reported, not contradicted")


class RemarkKind(models.TextChoices):
    """What the words beside a move are."""

    REPORT = "report", _("what was done")
    RETURN = "return", _("why it was returned")
    DECLINE = "decline", _("why it was declined")
    HELP = "help", _("help needed")
    DROP = "drop", _("why it was dropped")
    COMMENT = "comment", _("comment")


class DateAnswer(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("new date", "waiting for the other side")
    AGREED = "agreed", pgettext_lazy("new date", "agreed")
    REFUSED = "refused", pgettext_lazy("new date", "not agreed")
