"""The document around the sections of a report."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from foundation.documents.content import Document, Fact, Facts, Section, marking_of
from foundation.mission.reading import mission
from monitoring.choices import ReportKind
from monitoring.sections.sheets import Scope


def titled(scope: Scope, sections: tuple[Section, ...], *, report: ReportKind) -> Document:
    """The document, in the language that is active."""
    areas = ", ".join(area.name for area in scope.areas)
    return Document(
        name=f"{report.value}-{scope.period.code}-{scope.language}".lower(),
        title=str(report.label),
        subtitle=f"{areas} · {scope.period.name}",
        marking=marking_of(scope.sensitivity),
        language=scope.language,
        as_of=scope.as_of.astimezone(ZoneInfo(mission().zone)),
        sections=sections,
    )


def with_fingerprint(document: Document, digest: str) -> Document:
    """With a last section by which a copy is recognised. The fingerprint is that of all before it."""
    about = Section(_("About this edition"), (Facts((Fact(_("Fingerprint"), digest, language="en"),)),))
    return replace(document, sections=(*document.sections, about))
