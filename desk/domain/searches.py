"""One search over everything a person may see: a union of `visible_to` querysets, no index of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.utils.translation import gettext as _

from coordination.domain.meeting_readings import as_read_by
from coordination.domain.references import is_reference
from coordination.models import ActionItem, Meeting
from foundation.access.actors import Actor
from foundation.people.models import Organisation, Person, Post
from foundation.places.folding import Folded

MOST_FOUND = 10
SHORTEST, LONGEST, MOST_WORDS = 2, 200, 8
# A reference as it is written or said: "COR-26-0012-K", "cor 26 0012 k", "COR260012".
REFERENCE = re.compile(r"^([A-Z0-9]{1,6}?)[\s-]*(\d{2})[\s-]*(\d{4})[\s-]*([0-9A-Z])?$")


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` when the list was cut."""

    name: str
    title: str
    template: str
    rows: Sequence[Any]
    more: bool


@dataclass(frozen=True)
class Found:
    """`problem` says why nothing was searched; `doubt` that a reference was perhaps heard wrong."""

    words: str
    groups: list[Group]
    problem: str = ""
    doubt: str = ""

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def search(actor: Actor, text: str) -> Found:
    """Everything this actor may see that holds all the words: five statements."""
    text = " ".join(text.replace("\x00", "").split())
    problem = problem_with(text)
    if problem or not text:
        return Found(text[:LONGEST], [], problem)
    reference = as_reference(text)
    words = [reference] if reference else text.split()
    groups = [
        group("action_items", _("Action items"), "desk/row_action_item.html", action_items(actor, words)),
        group("meetings", _("Meetings"), "desk/row_meeting.html", meetings(actor, words)),
        group("organisations", _("Organisations"), "desk/row_organisation.html", organisations(actor, words)),
        group("posts", _("Posts"), "desk/row_post.html", posts(actor, words)),
        group("people", _("People"), "desk/row_person.html", people(actor, words)),
    ]
    return Found(text, [one for one in groups if one.rows], doubt=doubt_about(reference))


def problem_with(text: str) -> str:
    if not text:
        return ""
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return _("That is too long to search for. A few words are enough.")
    if len(text) < SHORTEST:
        return _("Type at least two letters.")
    return ""


def as_reference(text: str) -> str:
    """`text` written as a reference, with its check character if it was given; empty when it is none."""
    match = REFERENCE.match(text.upper())
    if not match:
        return ""
    return "-".join(part for part in match.groups() if part)


def doubt_about(reference: str) -> str:
    has_check = reference.count("-") == 3
    if has_check and not is_reference(reference):
        return _("The last character does not fit this reference: it may have been heard or typed wrong.")
    return ""


def group(name: str, title: str, template: str, found: QuerySet) -> Group:
    rows = list(found[: MOST_FOUND + 1])
    return Group(name, title, template, rows[:MOST_FOUND], more=len(rows) > MOST_FOUND)


def holding(words: list[str], column: str) -> Q:
    """Each word somewhere in the column. Folded by the database, as the column was, in every script."""
    return reduce(and_, (Q(**{f"{column}__contains": Folded(Value(word))}) for word in words))


def action_items(actor: Actor, words: list[str]) -> QuerySet[ActionItem]:
    items = ActionItem.objects.visible_to(actor).select_related("owner", "agreed_with")
    return items.filter(holding(words, "folded")).order_by("-due_on", "pk")


def meetings(actor: Actor, words: list[str]) -> QuerySet[Meeting]:
    visible = as_read_by(Meeting.objects.visible_to(actor).select_related("area"), actor)
    return visible.filter(holding(words, "shown_words")).order_by("-shown_day", "pk")  # type: ignore[misc]  # added by as_read_by


def organisations(actor: Actor, words: list[str]) -> QuerySet[Organisation]:
    return named(Organisation.objects.visible_to(actor).select_related("area"), "names", words)


def posts(actor: Actor, words: list[str]) -> QuerySet[Post]:
    return named(Post.objects.visible_to(actor).select_related("organisation"), "titles", words)


def people(actor: Actor, words: list[str]) -> QuerySet[Person]:
    return Person.objects.visible_to(actor).filter(holding(words, "folded")).order_by("full_name")


def named(rows: QuerySet, column: str, words: list[str]) -> QuerySet:
    """By a name in any language. Only the names are searched, not the codes of their languages."""
    return (
        rows.annotate(folded_names=Folded(NamesAlone(F(column)))).filter(holding(words, "folded_names")).order_by("pk")
    )


class NamesAlone(Func):
    """The values of a JSON object as one text, without its keys."""

    template = "jsonb_path_query_array(%(expressions)s, '$.*')::text"
    output_field = TextField()
