"""Documents for tests: one with everything in it, in any language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from foundation.documents import content

HOSTILE = '#set page(fill: red) $x^2$ *b* _i_ `raw` <label> @ref \\u{0} #read("/etc/passwd") <script>alert(1)</script>'


@dataclass(frozen=True)
class DataTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Drawing:
    name: str
    title: str
    description: str
    phone: str
    laptop: str
    table: DataTable


def drawing(name="meetings", title="Meetings by month"):
    """Two bars, as a chart would draw them."""

    def svg(width):
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} 80" '
            f'aria-labelledby="{name}-{width}-t {name}-{width}-d"><title id="{name}-{width}-t">{title}</title>'
            f'<desc id="{name}-{width}-d">October 4, November 9</desc>'
            '<a href="/figures/meetings/count/?month=2026-10">'
            '<rect x="10" y="40" width="30" height="40" fill="#0f5c8a"/></a>'
            '<rect x="50" y="0" width="30" height="80" fill="#c4560e"/>'
            '<text x="10" y="36" font-family="Noto Sans" font-size="10" fill="#000000">4</text></svg>'
        )

    table = DataTable(
        ("Month", "Meetings"), (("October 2026", "4"), ("November 2026", "9")), (("", "/o/"), ("", "/n/"))
    )
    return Drawing(name, title, "October 4, November 9", svg(320), svg(640), table)


def document(language="en", **changes):
    """One section of each block."""
    values = {
        "name": "liaison-report",
        "title": "Liaison report",
        "subtitle": "Carana · 1 October to 30 November 2026",
        "marking": content.Marking("internal", "Internal"),
        "language": language,
        "as_of": dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC),
        "sections": (
            content.Section("In short", (numbers(), content.Words("First line.\nSecond line, 2026-11-22.", "en"))),
            content.Section("Overdue", (table(), content.Note("One item waits for a date.", "warn"))),
            content.Section("By month", (content.Picture(drawing()), content.PageBreak()), level=2),
            content.Section("About", (content.Facts((content.Fact("Area", "Maldosa", url="/places/"),)),)),
        ),
    }
    return content.Document(**values | changes)


def numbers():
    return content.Numbers(
        (
            content.Number("meetings", "meetings", 142, "142", url="/figures/meetings/count/"),
            content.Number("late", "late", None, "not known", note="no answer yet"),
            content.Number("small", "people", None, "< 5"),
        )
    )


def table():
    columns = (
        content.TableColumn("reference", "Reference", "code"),
        content.TableColumn("summary", "What will be done?"),
        content.TableColumn("due", "Due date", "date"),
        content.TableColumn("days", "Days late", "number"),
        content.TableColumn("share", "Share", "percent"),
    )
    late = content.Cell("3", 3, name="days_late")
    well = content.Cell("Repair the well", language="fr")
    linked = content.Cell("GAO-26-0148-M", url="/actions/1/")
    rows = (
        ("GAO-26-0147-K", well, dt.date(2026, 11, 2), 20, Decimal("12.5")),
        (linked, "=cmd()", None, late, None),
    )
    return content.Table("overdue", "Overdue action items", columns, rows)
