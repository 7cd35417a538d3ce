"""Who may take in a file, and undo it. Nothing else decides this; what the rows may do is asked of each row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.imports.choices import ImportState
from foundation.imports.kinds import kinds_for
from foundation.imports.models import Import, Sheet
from foundation.jobs.models import Job, JobState

JOB = "imports.apply"


def can_import(actor: Actor) -> Decision:
    """Whether there is anything this actor may take in."""
    return ALLOWED if kinds_for(actor) else denied(_("Your role does not include this."))


def can_prepare_import(actor: Actor, source: Import) -> Decision:
    if source.state != ImportState.DRAFT:
        return denied(_("This file is %(state)s.") % {"state": source.get_state_display()})
    return source.kind_of_rows.rule(actor)


can_apply_import = can_prepare_import


def can_discard_import(actor: Actor, source: Import) -> Decision:
    """A draft, or one whose job gave up after every attempt: nothing of either is written."""
    return source.kind_of_rows.rule(actor) if has_failed(source) else can_prepare_import(actor, source)


def has_failed(source: Import) -> bool:
    job = job_of(source) if source.state == ImportState.APPLYING else None
    return job is not None and job.state == JobState.FAILED


def can_undo_import(actor: Actor, source: Import) -> Decision:
    if source.state != ImportState.APPLIED:
        return denied(_("Nothing of this file was taken in."))
    return source.kind_of_rows.rule(actor)


def can_key_sheet(actor: Actor, sheet: Sheet) -> Decision:
    if sheet.taken_in_as_id and sheet.taken_in_as and sheet.taken_in_as.state != ImportState.DISCARDED:
        return denied(_("The rows of this sheet were handed over already."))
    return sheet.kind_of_rows.rule(actor)


def job_key(source: Import) -> str:
    """One job for each time the person asks."""
    return f"{source.pk} {source.revision}"


def job_of(source: Import) -> Job | None:
    """The last job that was asked to take the file in."""
    return Job.objects.filter(kind=JOB, key__startswith=f"{source.pk} ").order_by("-created_at").first()
