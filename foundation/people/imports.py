"""Counterparts from a spreadsheet: organisations and the posts in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.access.actors import Actor
from foundation.imports.kinds import Field, ImportKind, Outcome, Plan, Problem, Row
from foundation.imports.parsing import one_of, text, yes_or_no
from foundation.imports.plain_words import plain
from foundation.people.choices import Side
from foundation.people.domain.organisations import add_organisation
from foundation.people.domain.posts import add_post
from foundation.people.finding import AreaFinder, OrganisationFinder
from foundation.people.lists import ORGANISATION_KINDS
from foundation.people.models import Organisation, Post
from foundation.people.permissions import can_add_organisation, can_add_post, can_place_organisation
from foundation.places.models import Area

LONGEST = 200
KIND_ALIASES = {
    Side.LOCAL_AUTHORITY: ("authority", "municipality", "mairie", "commune", "prefecture", "préfecture"),
    Side.CUSTOMARY_AUTHORITY: ("customary", "chieftaincy", "chefferie", "traditional authority"),
    Side.PARTNER: ("ngo", "ong", "association"),
    Side.SECURITY_SERVICE: ("police", "gendarmerie"),
    Side.COMMUNITY_GROUP: ("community", "group", "groupe"),
}
FIELDS = (
    Field(
        "organisation", gettext_lazy("Organisation"), text(longest=LONGEST), is_required=True,
        aliases=("name", "nom", "institution", "counterpart", "interlocuteur", "structure"),
    ),
    Field(
        "kind", gettext_lazy("Kind"), one_of(ORGANISATION_KINDS.offered, KIND_ALIASES),
        aliases=("type", "category", "catégorie"), hint=gettext_lazy("Needed for an organisation that is new."),
    ),
    Field(
        "area", gettext_lazy("Area"), text(longest=LONGEST), hint=gettext_lazy("Its name or code."),
        aliases=("place", "location", "lieu", "localité", "admin", "p-code", "pcode"),
    ),
    Field(
        "part_of", gettext_lazy("Part of"), text(longest=LONGEST), aliases=("parent", "belongs to", "rattachement"),
        hint=gettext_lazy("The organisation it belongs to, if any."),
    ),
    Field(
        "post", gettext_lazy("Post"), text(longest=LONGEST),
        aliases=("function", "fonction", "title", "titre", "position", "poste", "office"),
    ),
    Field(
        "is_head", gettext_lazy("Heads the organisation"), yes_or_no, aliases=("head", "chef", "responsable"),
        hint=gettext_lazy("Yes or no."),
    ),
)  # fmt: skip


@dataclass
class _Target:
    """An organisation that is there, or will be once `made`."""

    organisation: Organisation
    is_new: bool
    names: dict[str, str]
    parent: _Target | None = None


@dataclass(frozen=True)
class _Payload:
    target: _Target
    adds_organisation: bool
    post: str
    is_head: bool


class CounterpartPlanner:
    """Several rows may name one organisation; the first of them adds it, each may add a post."""

    def __init__(self, by: Actor, language: str) -> None:
        self.by, self.language = by, language
        self.areas, self.organisations = AreaFinder(by), OrganisationFinder(by)
        self.targets: dict[UUID, _Target] = {}
        self.posts: dict[UUID, set[str]] = defaultdict(set)
        for organisation_id, titles in Post.objects.filter(retired_on=None).values_list("organisation_id", "titles"):
            self.posts[organisation_id].update(map(plain, titles.values()))

    def plan(self, row: Row) -> Plan:
        problems: list[Problem] = []
        area = self._area(row, problems)
        target = None if problems else self._target(row, area, problems)
        if target is None or problems:
            return Plan(row, problems=tuple(problems))
        adds_organisation = target.is_new and target.organisation.pk not in self.targets
        title = row.get("post") or ""
        adds_post = bool(title) and plain(title) not in self.posts[target.organisation.pk]
        if adds_post:
            decision = can_add_post(self.by, target.organisation)
            if not decision:
                return Plan(row, problems=(Problem("post", decision.reason),))
        if adds_organisation:
            self.targets[target.organisation.pk] = target
            self.organisations.add(target.organisation, target.names.values())
        if adds_post:
            self.posts[target.organisation.pk].add(plain(title))
        payload = _Payload(target, adds_organisation, title if adds_post else "", bool(row.get("is_head")))
        outcome = Outcome.ADD if adds_organisation or adds_post else Outcome.KEEP
        return Plan(row, outcome, self._words(payload), payload=payload)

    def apply(self, plan: Plan) -> Sequence[Model]:
        payload: _Payload = plan.payload
        target = payload.target
        made: list[Model] = []
        if payload.adds_organisation:
            planned = target.organisation
            target.organisation = add_organisation(
                names=target.names,
                kind=planned.kind,
                area=planned.area,
                parent=target.parent.organisation if target.parent else None,
                by=self.by,
            )
            made.append(target.organisation)
        if payload.post:
            titles = {self.language: payload.post}
            made.append(add_post(target.organisation, titles=titles, is_head=payload.is_head, by=self.by))
        return made

    def _area(self, row: Row, problems: list[Problem]) -> Area | None:
        try:
            return self.areas.find(row.get("area")) if row.get("area") else None
        except ValidationError as problem:
            problems.append(Problem("area", problem.messages[0]))
            return None

    def _target(self, row: Row, area: Area | None, problems: list[Problem]) -> _Target | None:
        known = self.organisations.named(row.get("organisation"), area)
        if len(known) > 1:
            problems.append(Problem("organisation", _("Several organisations have this name. Give its area.")))
        elif known:
            return self.targets.get(known[0].pk) or _Target(known[0], is_new=False, names={})
        elif not row.get("kind"):
            problems.append(Problem("kind", _("This organisation is new: say of what kind it is.")))
        elif area is None:
            problems.append(Problem("area", _("This organisation is new: say in which area it is.")))
        else:
            return self._new(row, area, problems)
        return None

    def is_elsewhere(self, target: _Target) -> bool:
        """Whether another organisation bears the same name: worth a look before two of one are made."""
        return len(self.organisations.named(next(iter(target.names.values())))) > 1

    def _new(self, row: Row, area: Area, problems: list[Problem]) -> _Target | None:
        parent = None
        if row.get("part_of"):
            above = self.organisations.named(row.get("part_of"))
            above = above if len(above) < 2 else self.organisations.named(row.get("part_of"), area)
            if len(above) != 1:
                problems.append(Problem("part_of", _("There is no such organisation above this row, or several.")))
                return None
            parent = self.targets.get(above[0].pk) or _Target(above[0], is_new=False, names={})
        decision = can_place_organisation(
            self.by, kind=row.get("kind"), area=area, parent=parent.organisation if parent else None
        )
        if not decision:
            problems.append(Problem("organisation", decision.reason))
            return None
        names = {self.language: row.get("organisation")}
        return _Target(Organisation(names=names, kind=row.get("kind"), area=area), True, names, parent)

    def _words(self, payload: _Payload) -> str:
        if payload.adds_organisation and self.is_elsewhere(payload.target):
            return _("New organisation. Another one of this name is in another area.")
        if payload.adds_organisation and payload.post:
            return _("New organisation with a new post: %(post)s") % {"post": payload.post}
        if payload.adds_organisation:
            return _("New organisation")
        return _("New post: %(post)s") % {"post": payload.post} if payload.post else _("It is there already")


COUNTERPARTS = ImportKind(
    name="counterparts",
    label=gettext_lazy("Counterparts"),
    description=gettext_lazy("Organisations and the posts in them. What is there already stays as it is."),
    fields=FIELDS,
    rule=can_add_organisation,
    planner=CounterpartPlanner,
)
