"""A report as it would be now, kept nowhere."""

from __future__ import annotations

from django.utils import timezone, translation

from foundation.access.actors import Actor
from foundation.documents.content import Document
from foundation.figures.addresses import question_url
from foundation.people.models import Organisation
from monitoring.choices import ReportKind
from monitoring.domain.documents import titled
from monitoring.domain.editions import Wanted
from monitoring.domain.scopes import scope_of
from monitoring.sections import sections_of
from monitoring.sections.sheets import Sheet


def preview_of(wanted: Wanted, *, by: Actor) -> Document:
    held_by = Organisation.objects.select_related("area").get(pk=by.root_id)  # type: ignore[misc]  # a known actor
    scope = scope_of(
        wanted, held_by=held_by, as_of=timezone.now(), address=lambda _name, question: question_url(question)
    )
    with translation.override(wanted.language):
        gathered = [section.gather(Sheet(scope)) for section in sections_of(wanted.report)]
        sections = tuple(section for section in gathered if section is not None)
        return titled(scope, sections, report=ReportKind(wanted.report))
