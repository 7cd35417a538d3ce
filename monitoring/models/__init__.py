from monitoring.models.edition import Edition
from monitoring.models.edition_parts import (
    EditionContribution,
    EditionFigure,
    EditionFile,
    EditionPart,
    EditionSend,
)
from monitoring.models.schedule import ReportSchedule, ScheduleAudience, ScheduleRun

__all__ = [
    "Edition",
    "EditionContribution",
    "EditionFigure",
    "EditionFile",
    "EditionPart",
    "EditionSend",
    "ReportSchedule",
    "ScheduleAudience",
    "ScheduleRun",
]
