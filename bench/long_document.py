"""A report of some forty pages: twenty-five drawings, a thousand rows, French and Arabic words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from foundation.documents.content import (
    Cell,
    Document,
    Marking,
    Note,
    Number,
    Numbers,
    Picture,
    Section,
    Table,
    TableColumn,
    Words,
)
from foundation.ui.charts.bar_charts import bars
from foundation.ui.charts.line_charts import lines
from foundation.ui.charts.values import Drawing, Mark, Series

CHARTS, ROWS = 25, 20
FRENCH = "Réparer le pont sur la Lobaye avant la saison des pluies, avec la commune et le génie de la mission."
ARABIC = "إصلاح بئر سوق مالدوسا قبل موسم الأمطار بالاتفاق مع البلدية يوم 2026-11-22 برقم GAO-26-0147-K."


def make(word: str = "Part") -> Document:
    sections = tuple(part(number, word) for number in range(CHARTS))
    as_of = datetime(2026, 11, 22, tzinfo=UTC)
    return Document("long", "Liaison report", "Carana", Marking("internal", "Internal"), "fr", as_of, sections)


def part(number: int, word: str) -> Section:
    figures = tuple(Number(f"n{number}-{one}", "réunions", number * one, str(number * one), "/f/") for one in range(4))
    columns = (
        TableColumn("reference", "Référence", "code"),
        TableColumn("summary", "Quoi"),
        TableColumn("due", "Échéance", "date"),
        TableColumn("days", "Jours", "number"),
    )
    rows = tuple(
        (
            f"GAO-26-{number:02d}{row:02d}-K",
            Cell(ARABIC if row % 3 == 0 else FRENCH, language="ar" if row % 3 == 0 else "fr"),
            date(2026, 1, 1) + timedelta(days=row),
            row,
        )
        for row in range(ROWS)
    )
    blocks = (
        Numbers(figures),
        Words(f"{FRENCH} {FRENCH}\n{ARABIC}"),
        Note(FRENCH),
        Picture(drawing(number, word)),
        Table(f"t{number}", "Ce qui reste à faire", columns, rows),
    )
    return Section(f"{word} {number}", blocks)


def drawing(number: int, word: str) -> Drawing:
    marks, others = (
        tuple(
            Mark(f"{one:02d}", (one * step + number) % 23, str((one * step + number) % 23), "/f/") for one in range(12)
        )
        for step in (7, 5)
    )
    said = {"title": f"{word} {number}", "description": FRENCH}
    if number % 2:
        return bars(f"bars-{number}", columns=("Province", "Réunions"), marks=marks, **said)
    return lines(f"lines-{number}", column="Mois", series=(Series("Mission", marks), Series("Ville", others)), **said)
