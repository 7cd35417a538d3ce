"""Build an edition: section by section, each kept as it is done; then frozen, drawn in every form, sent.

It may be killed at any line and started again: sections that are kept are not built again, the files are only found
once the edition is ready, and readiness, receipts and notices stand or fall in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import translation

from foundation.documents import canonical, docx, pdf, xlsx
from foundation.documents.content import Document
from foundation.files.storing import Checked, store
from foundation.jobs.models import Job
from foundation.jobs.work import report_progress
from monitoring.choices import BuildProblem, FileForm, ReportKind
from monitoring.domain.delivering import announce
from monitoring.domain.documents import titled, with_fingerprint
from monitoring.domain.editions import begin_edition, builder_of, fail_edition, finish_edition
from monitoring.domain.freezing import freeze, frozen_sections
from monitoring.domain.scopes import scope_of_edition
from monitoring.models import Edition, EditionFile
from monitoring.sections import sections_of

RENDERERS: dict[FileForm, tuple[Callable[[Document], bytes], str]] = {
    FileForm.PDF: (pdf.render, "application/pdf"),
    FileForm.DOCX: (docx.render, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    FileForm.XLSX: (xlsx.render, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def build(job: Job) -> None:
    """The worker of a job that asks for an edition."""
    edition = Edition.objects.select_related("organisation", "held_by__area").get(pk=job.arguments["edition_id"])
    if not edition.is_under_way:
        return
    if not edition.areas.exists():
        announce(fail_edition(edition, BuildProblem.NO_AREA))
        return
    edition = begin_edition(edition)
    with translation.override(edition.language):
        document = _gather(edition, job)
        files = _draw(edition, document, job)
    _finish(edition, document, files)


def _gather(edition: Edition, job: Job) -> Document:
    scope = scope_of_edition(edition)
    sections = sections_of(edition.report)
    kept = set(edition.parts.values_list("name", flat=True))
    for number, section in enumerate(sections):
        report_progress(job, done=number, total=len(sections) + len(RENDERERS))
        if section.name not in kept:
            freeze(edition, number, section, scope)
    return titled(scope, frozen_sections(edition), report=ReportKind(edition.report))


def _draw(edition: Edition, document: Document, job: Job) -> dict[FileForm, bytes]:
    printed = with_fingerprint(document, canonical.digest(document))
    done = len(sections_of(edition.report))
    files = {}
    for number, (form, (render, _media_type)) in enumerate(RENDERERS.items()):
        report_progress(job, done=done + number, total=done + len(RENDERERS))
        files[form] = render(printed)
    return files


@transaction.atomic
def _finish(edition: Edition, document: Document, files: dict[FileForm, bytes]) -> None:
    for form, content in files.items():
        checked = Checked(f"{document.name}.{form.value}", RENDERERS[form][1], content)
        EditionFile.objects.create(edition=edition, form=form, file=store(checked, by=builder_of(edition)))
    contents = canonical.canonical(document)
    announce(finish_edition(edition, contents=contents, digest=canonical.digest(document)))
