"""The sections that reports are made of. Each asks the registry of figures and gives a part of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foundation.documents.content import Section
from monitoring.choices import ReportKind
from monitoring.sections import action_items, counterparts, meetings, minutes, overdue, summary, trend
from monitoring.sections.sheets import Sheet


@dataclass(frozen=True)
class ReportSection:
    """`name` is its lasting name in editions that are being built. It may have nothing to say to an audience."""

    name: str
    gather: Callable[[Sheet], Section | None]


REPORTS: dict[str, tuple[ReportSection, ...]] = {
    ReportKind.LIAISON: (
        ReportSection("summary", summary.gather),
        ReportSection("meetings", meetings.gather),
        ReportSection("counterparts", counterparts.gather),
        ReportSection("minutes", minutes.gather),
        ReportSection("action_items", action_items.gather),
        ReportSection("overdue", overdue.gather),
        ReportSection("trend", trend.gather),
    ),
}


def sections_of(report: str) -> tuple[ReportSection, ...]:
    return REPORTS[report]
