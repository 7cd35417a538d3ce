"""Every kind and state of this subject, and the moves between states. docs/states/ is drawn from here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportKind(models.TextChoices):
    LIAISON = "liaison", _("Liaison report")


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("each week")
    MONTHLY = "monthly", _("each month")
    QUARTERLY = "quarterly", _("each quarter")


class AudienceKind(models.TextChoices):
    """For whom an edition is made: it decides what is counted and who may open it."""

    # Exact, for those who may open what is internal in all its areas.
    INTERNAL = "internal", pgettext_lazy("audience of a report", "the mission's officers")
    # For every role of the mission that reads reports: what is internal is counted, few records are withheld.
    MISSION = "mission", pgettext_lazy("audience of a report", "the whole mission")
    ORGANISATION = "organisation", pgettext_lazy("audience of a report", "an organisation")
    PUBLIC = "public", pgettext_lazy("audience of a report", "everybody")


class EditionState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("edition", "waiting to be built")
    BUILDING = "building", pgettext_lazy("edition", "being built")
    READY = "ready", pgettext_lazy("edition", "ready")
    FAILED = "failed", pgettext_lazy("edition", "could not be built")


EDITION_MOVES = {
    EditionState.WAITING: {EditionState.BUILDING, EditionState.FAILED},
    EditionState.BUILDING: {EditionState.READY, EditionState.FAILED},
    EditionState.READY: set(),
    EditionState.FAILED: {EditionState.WAITING},
}


class BuildProblem(models.TextChoices):
    """Why an edition could not be built, in words for those who asked for it."""

    ERROR = "error", _("An error stopped it. The administrators find it in their log; you may run it again.")
    STOPPED = "stopped", _("Its builder was stopped each time. You may run it again.")
    NO_AREA = "no_area", _("None of its areas exists any more.")


class FileForm(models.TextChoices):
    """The forms in which an edition leaves Concord."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"


class SendState(models.TextChoices):
    SENT = "sent", pgettext_lazy("edition to a reader", "sent")
    SKIPPED = "skipped", pgettext_lazy("edition to a reader", "not sent: no longer theirs to see")


class RunProblem(models.TextChoices):
    """Why a run of a schedule sent nothing, in words for those who keep the schedule."""

    NOBODY = "nobody", _("Nobody whom the schedule names may read it.")
    ERROR = "error", _("An error stopped it. The administrators find it in their log; you may run it again.")
    EDITION_FAILED = "edition_failed", _("An edition could not be built.")
    NO_AREA = "no_area", _("None of its areas exists any more.")
