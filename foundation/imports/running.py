"""The job that takes a file in: one transaction, so a kill leaves nothing behind and a repeat does nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import connection, transaction
from django.utils import timezone, translation

from foundation.access.actors import Actor, actor_for
from foundation.access.database import set_database_actor
from foundation.imports.checking import Check, Progress, check_import
from foundation.imports.choices import ImportState
from foundation.imports.kinds import Outcome
from foundation.imports.models import Import, ImportedRow
from foundation.jobs.models import Job
from foundation.jobs.work import CLAIM
from foundation.journal.entries import record

PAUSE = 0.5  # seconds between two reports


def run_import(job: Job) -> None:
    """Take the file in if that is still to be done.

    Where the world has changed since it was asked for, so that a row is refused now, the file is a draft again and its
    page says which row.
    """
    source = Import.objects.select_related("by_user", "file").get(pk=job.arguments["import_id"])
    by = actor_for(source.by_user, via="task")
    with translation.override(source.language), progress_of(job) as progress, transaction.atomic():
        set_database_actor(by)
        source = Import.objects.select_for_update(of=("self",)).select_related("file").get(pk=source.pk)
        if source.state != ImportState.APPLYING:
            return
        source.revision += 1
        check = check_import(source, by, progress=lambda done, total: progress(done, 2 * total))
        if source.kind_of_rows.rule(by) and check.is_clean:
            _take_in(source, check, by, progress)
        else:
            source.state = ImportState.DRAFT
            source.save_changes("state")
            record("not_applied", source, by=by)


def _take_in(source: Import, check: Check, by: Actor, progress: Progress) -> None:
    rows = []
    for done, plan in enumerate(check.plans, start=1):
        for made in check.planner.apply(plan) if plan.outcome == Outcome.ADD else ():
            kind = made._meta.label_lower
            number = plan.row.number - source.row_offset
            rows.append(
                ImportedRow(
                    source=source, number=number, subject_kind=kind, subject_id=made.pk,
                    key=plan.key[:200], note=plan.note[:300],
                )
            )  # fmt: skip
        progress(len(check.plans) + done, 2 * len(check.plans))
    ImportedRow.objects.bulk_create(rows, batch_size=500)
    source.state, source.applied_at = ImportState.APPLIED, timezone.now()
    source.added_count, source.kept_count = len(rows), check.count(Outcome.KEEP)
    source.left_out_count = check.count(Outcome.LEAVE_OUT)
    source.last_entry_id = record("applied", source, by=by, added_count=len(rows)).pk
    source.save_changes("state", "applied_at", "added_count", "kept_count", "left_out_count", "last_entry_id")


@contextmanager
def progress_of(job: Job) -> Iterator[Progress]:
    """Reports on a connection of its own: what the transaction writes is seen by nobody before its end."""
    beside = connection.copy()
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last < PAUSE and done < total:
            return
        last = monotonic()
        with beside.cursor() as cursor:
            cursor.execute(
                f"update {Job._meta.db_table} set done_count = %s, total_count = %s, claimed_until = %s where id = %s",  # noqa: S608
                [done, total, timezone.now() + CLAIM, job.pk],
            )

    try:
        yield report
    finally:
        beside.close()
