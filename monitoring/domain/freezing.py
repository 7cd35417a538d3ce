"""Keep a section of an edition as it was gathered, with its figures and the records behind each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse

from foundation.documents import canonical
from foundation.documents.content import Document, Section, marking_of
from foundation.figures.countables import Audience
from foundation.figures.drilling import Contribution, contributions, contributions_by_cell
from foundation.figures.questions import Question
from monitoring.models import Edition, EditionContribution, EditionFigure, EditionPart
from monitoring.sections import ReportSection
from monitoring.sections.sheets import Figure, Key, Scope, Sheet


def figure_id(edition_id: UUID, name: str) -> UUID:
    """The same for the same figure of an edition, so that its address is known before it is kept."""
    return uuid5(edition_id, name)


def figure_url(edition_id: UUID, name: str) -> str:
    return reverse("monitoring:edition_figure", args=[figure_id(edition_id, name)])


@transaction.atomic
def freeze(edition: Edition, number: int, section: ReportSection, scope: Scope) -> None:
    """Gather and keep one section, whole or not at all."""
    sheet = Sheet(replace(scope, address=lambda name, _question: figure_url(edition.pk, name)))
    gathered = section.gather(sheet)
    sections = (gathered,) if gathered else ()
    part = EditionPart.objects.create(
        edition=edition, number=number, name=section.name, content=canonical.canonical(_alone(sections, scope))
    )
    kept = [_row(edition, part, place, figure) for place, figure in enumerate(sheet.figures)]
    EditionFigure.objects.bulk_create(kept)
    EditionContribution.objects.bulk_create(_behind(edition, sheet.figures, scope), batch_size=5000)


def frozen_sections(edition: Edition) -> tuple[Section, ...]:
    """Those that are built, in their order."""
    found = (canonical.read(part.content).sections for part in edition.parts.order_by("number"))
    return tuple(section for sections in found for section in sections)


def _alone(sections: tuple[Section, ...], scope: Scope) -> Document:
    """A section as a document of its own, to be kept as one."""
    return Document("part", "", "", marking_of(scope.sensitivity), scope.language, scope.as_of, sections)


def _row(edition: Edition, part: EditionPart, place: int, figure: Figure) -> EditionFigure:
    cell = figure.cell
    told = not cell.is_suppressed
    return EditionFigure(
        id=figure_id(edition.pk, figure.name),
        edition=edition,
        part=part,
        number=place,
        name=figure.name,
        label=figure.label[:300],
        question=question_as_data(figure.question),
        key=[value_as_data(value) for value in figure.key],
        value=cell.value if told else None,
        numerator=cell.numerator if told else None,
        denominator=cell.denominator if told else None,
        shown=cell.shown[:60],
        is_suppressed=cell.is_suppressed,
    )


def _behind(edition: Edition, figures: list[Figure], scope: Scope) -> list[EditionContribution]:
    """What each record added to each figure: one question for all figures that are cells of the same. What is withheld
    tells no records."""
    asked: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.cell.is_suppressed:
            asked[f"{figure.question!r} {bool(figure.key)}"].append(figure)
    rows = []
    for alike in asked.values():
        found = _contributions(alike[0], scope)
        rows += [_added(edition, figure, one) for figure in alike for one in found.get(figure.key, ())]
    return rows


def _contributions(figure: Figure, scope: Scope) -> dict[Key, list[Contribution]]:
    if figure.key:
        return contributions_by_cell(figure.question, on=scope.on, reader=scope.reader)
    return {(): list(contributions(figure.question, on=scope.on, reader=scope.reader))}


def _added(edition: Edition, figure: Figure, one: Contribution) -> EditionContribution:
    return EditionContribution(
        figure_id=figure_id(edition.pk, figure.name),
        record_id=one.record_id,
        numerator=Decimal(one.numerator),
        denominator=Decimal(one.denominator),
    )


def question_as_data(question: Question) -> dict[str, Any]:
    return {
        "countable": question.countable,
        "measure": question.measure,
        "since": question.since.isoformat(),
        "until": question.until.isoformat(),
        "areas": [str(pk) for pk in question.areas],
        "by": list(question.by),
        "where": {name: value_as_data(value) for name, value in sorted(question.where.items())},
        "audience": {
            "root_id": str(question.audience.root_id) if question.audience.root_id else None,
            "is_public": question.audience.is_public,
            "is_shared_only": question.audience.is_shared_only,
        },
    }


def question_from(data: dict[str, Any]) -> Question:
    audience = data["audience"]
    return Question(
        countable=data["countable"],
        measure=data["measure"],
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]),
        areas=tuple(UUID(pk) for pk in data["areas"]),
        by=tuple(data["by"]),
        where={name: value_from(value) for name, value in data["where"].items()},
        audience=Audience(
            root_id=UUID(audience["root_id"]) if audience["root_id"] else None,
            is_public=audience["is_public"],
            is_shared_only=audience["is_shared_only"],
        ),
    )


def key_from(data: list[Any]) -> Key:
    return tuple(value_from(value) for value in data)


def value_as_data(value: Any) -> Any:
    """A value of a dimension as JSON that leads back to it."""
    if isinstance(value, UUID):
        return {"id": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def value_from(data: Any) -> Any:
    match data:
        case {"id": text}:
            return UUID(text)
        case {"day": text}:
            return date.fromisoformat(text)
    return data
