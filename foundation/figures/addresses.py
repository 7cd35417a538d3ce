"""Questions as plain addresses: the same words on the page, in the file and in the API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.figures.countables import PUBLIC, Audience, Countable, Dimension
from foundation.figures.periods import last_closed_month, last_day, months_later
from foundation.figures.questions import NotAQuestion, Question

PUBLIC_WORD, SHARED_WORD = "public", "shared"
OWN_WORDS = {"area", "since", "until", "by", "then", "audience", "page", "format"}
USUAL_MONTHS = 3


def question_in(params: QueryDict, countable: Countable, measure: str, *, reader: Actor, on: date) -> Question:
    """The question an address asks. Left out: the reader's areas (empty: everywhere), the last three closed months.

    Raises:
        NotAQuestion: a part of it means nothing.
    """
    audience = _audience(params.get("audience", ""), reader)
    until = _day(params.get("until", ""), "until", is_last=True) or last_day(last_closed_month(on))
    since = _day(params.get("since", ""), "since") or months_later(until, 1 - USUAL_MONTHS)
    return Question(
        countable.name,
        measure,
        since,
        until,
        audience,
        areas=tuple(_areas(params.getlist("area"))) if "area" in params else _own_areas(countable, reader),
        by=tuple(name for name in [*params.getlist("by"), params.get("then", "")] if name),
        where=dict(_where(params, countable)),
    )


def question_url(question: Question, *, view: str = "figures:figure") -> str:
    """The address of a question, the page by default: plain, and answered to each reader by their own right."""
    words: list[tuple[str, str]] = [("area", str(area)) for area in question.areas] or [("area", "")]
    words += [("since", question.since.isoformat()), ("until", question.until.isoformat())]
    words += [("by", name) for name in question.by]
    words += [(name, str(value)) for name, value in sorted(question.where.items())]
    if question.audience.is_public:
        words.append(("audience", PUBLIC_WORD))
    elif question.audience.is_shared_only:
        words.append(("audience", SHARED_WORD))
    return f"{reverse(view, args=[question.countable, question.measure])}?{urlencode(words)}"


def _audience(word: str, reader: Actor) -> Audience:
    if word == PUBLIC_WORD:
        return PUBLIC
    if word == SHARED_WORD:
        return Audience(reader.root_id, is_shared_only=True)
    if word:
        raise NotAQuestion(_("There is no such audience."), field="audience")
    return Audience.of(reader)


def _day(text: str, field: str, *, is_last: bool = False) -> date | None:
    """A day as 2026-10-05, or a month as 2026-10: its first day, or its last."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text if len(text) > len("2026-10") else f"{text}-01")
    except ValueError:
        raise NotAQuestion(_("Write a day as 2026-10-05 or a month as 2026-10."), field=field) from None
    is_month = len(text) == len("2026-10")
    return last_day(day) if is_last and is_month else day


def _areas(texts: list[str]) -> Iterator[UUID]:
    for text in dict.fromkeys(filter(None, ",".join(texts).split(","))):
        try:
            yield UUID(text)
        except ValueError:
            raise NotAQuestion(_("There is no such area."), field="area") from None


def _own_areas(countable: Countable, reader: Actor) -> tuple[UUID, ...]:
    """The areas the reader is in charge of: there most is open to them."""
    if not reader.area_paths:
        return ()
    areas = countable.areas._default_manager.visible_to(reader)  # type: ignore[attr-defined]
    return tuple(areas.filter(path__in=reader.area_paths).values_list("pk", flat=True))


def _where(params: QueryDict, countable: Countable) -> Iterator[tuple[str, Any]]:
    for name in params:
        if name in OWN_WORDS:
            continue
        dimension = countable.dimension(name)
        if dimension is None:
            raise NotAQuestion(_("This cannot be narrowed by “%(name)s”.") % {"name": name[:40]}, field="by")
        yield name, _value(dimension, str(params[name]))


def _value(dimension: Dimension, text: str) -> Any:
    known = dimension.declared
    if not known:
        try:
            return UUID(text)
        except ValueError:
            pass
    elif text in {str(value) for value in known}:
        return text
    raise NotAQuestion(_("%(dimension)s has no such value.") % {"dimension": dimension.label}, field=dimension.name)
