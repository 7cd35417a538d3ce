"""The months up to the end of the period, so that one month is not read alone."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coordination.choices import LedgerOutcome
from foundation.documents.content import Block, Picture, Section
from foundation.figures.questions import MONTH
from foundation.ui.charts.line_charts import lines
from foundation.ui.charts.values import Series
from monitoring.calendar.periods import Period, month_of
from monitoring.sections.sheets import Sheet
from monitoring.sections.tables import marks_of

MONTHS = 6


def gather(sheet: Sheet) -> Section:
    months = months_until(sheet.scope.period)
    held = sheet.question("meetings", by=(MONTH,), period=months)
    due = sheet.question("action-items", by=(MONTH,), period=months)
    on_time = {"outcome": LedgerOutcome.KEPT_ON_TIME.value}
    kept = sheet.question("action-items", by=(MONTH,), where=on_time, period=months)
    month = pgettext("column", "Month")
    blocks: list[Block] = [
        Picture(
            lines(
                "trend-meetings",
                title=_("Meetings held each month"),
                description=_("The last %(count)s months.") % {"count": MONTHS},
                column=month,
                series=[
                    Series(_("Meetings"), tuple(marks_of(sheet, "trend.meetings", held, label=_("Meetings held"))))
                ],
                rtl=sheet.scope.is_rtl,
            )
        ),
        Picture(
            lines(
                "trend-items",
                title=_("Action items due each month, and kept on time"),
                description=_("The last %(count)s months.") % {"count": MONTHS},
                column=month,
                series=[
                    Series(_("Due"), tuple(marks_of(sheet, "trend.due", due, label=_("Action items due")))),
                    Series(_("Kept on time"), tuple(marks_of(sheet, "trend.kept", kept, label=_("Kept on time")))),
                ],
                rtl=sheet.scope.is_rtl,
            )
        ),
    ]
    return Section(_("Over the months"), tuple(blocks))


def months_until(period: Period) -> Period:
    """The whole months up to and with the one in which the period ends."""
    last = first = month_of(period.until)
    for _number in range(MONTHS - 1):
        first = month_of(first.since - timedelta(days=1))
    return Period(f"{first.code}…{last.code}", first.since, last.until)
