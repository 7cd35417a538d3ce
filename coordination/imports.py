"""An old action tracker, taken in on the first day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.choices import ActionStatus, Priority, Sector
from coordination.domain.imported_items import take_in_action_item
from coordination.domain.new_action_items import ActionItemDraft
from coordination.domain.requests import area_of_item, is_within
from coordination.lists import SECTORS
from coordination.permissions.new_action_items import can_add_action_item
from foundation.access.actors import Actor
from foundation.imports.kinds import Field, ImportKind, Outcome, Plan, Problem, Row
from foundation.imports.models import ImportedRow
from foundation.imports.parsing import day, one_of, text
from foundation.imports.plain_words import plain
from foundation.people.finding import AreaFinder, OrganisationFinder
from foundation.people.models import Organisation
from foundation.places.models import Area

KIND = "old_tracker"
STATUS_ALIASES = {
    ActionStatus.REQUESTED: ("new", "open", "pending", "to do", "todo", "ouvert", "en attente", "à faire", "مفتوح"),
    ActionStatus.IN_PROGRESS: ("ongoing", "started", "being done", "under way", "en cours", "جار", "قيد التنفيذ"),
    ActionStatus.REPORTED_DONE: ("done", "completed", "complete", "fait", "réalisé", "terminé", "منجز", "تم"),
    ActionStatus.CONFIRMED: ("closed", "verified", "clos", "clôturé", "مغلق"),
    ActionStatus.DROPPED: ("dropped", "cancelled", "canceled", "annulé", "abandonné", "ملغى"),
}
# What an old tracker calls finished: between two sides nobody confirmed it here, so it is history and stays there.
FINISHED = {ActionStatus.CONFIRMED, ActionStatus.DECLINED, ActionStatus.WITHDRAWN, ActionStatus.DROPPED}
FIELDS = (
    Field(
        "summary", gettext_lazy("What will be done?"), text(longest=300), is_required=True,
        aliases=("action", "action point", "action item", "task", "commitment", "recommendation", "activité", "tâche"),
    ),
    Field(
        "owner", gettext_lazy("Responsible"), text(longest=200), is_required=True,
        aliases=("owner", "who", "lead", "responsable", "qui", "responsible party", "focal point"),
    ),
    Field(
        "agreed_with", gettext_lazy("Agreed with"), text(longest=200),
        aliases=("with", "counterpart", "other side", "avec", "convenu avec", "partner"),
        hint=gettext_lazy("The other side. Empty for a task of your own side."),
    ),
    Field(
        "due_on", gettext_lazy("Due date"), day, is_required=True,
        aliases=("due", "deadline", "by when", "when", "échéance", "délai", "date limite", "target date"),
    ),
    Field(
        "status", gettext_lazy("Status"), one_of(ActionStatus.choices, STATUS_ALIASES),
        aliases=("state", "statut", "état"),
    ),
    Field(
        "area", gettext_lazy("Area"), text(longest=200), aliases=("place", "location", "lieu", "localité", "p-code"),
        hint=gettext_lazy("Its name or code. Empty: the area of the other side."),
    ),
    Field(
        "reference", gettext_lazy("Reference in the old tracker"), text(longest=80),
        aliases=("ref", "reference", "référence", "no", "n°", "number", "id", "مرجع"),
        hint=gettext_lazy("A row whose reference was taken in before is left alone."),
    ),
    Field(
        "details", gettext_lazy("Details"), text(longest=4000),
        aliases=("comments", "comment", "remarks", "notes", "commentaires", "observations", "description"),
    ),
    Field("priority", gettext_lazy("Priority"), one_of(Priority.choices, {Priority.NORMAL: ("low", "medium")})),
    Field("sector", gettext_lazy("Sector"), one_of(SECTORS.offered), aliases=("theme", "secteur", "domaine")),
)  # fmt: skip


@dataclass(frozen=True)
class _Payload:
    draft: ActionItemDraft
    area: Area
    status: ActionStatus


class TrackerPlanner:
    def __init__(self, by: Actor, language: str) -> None:
        self.by = by
        self.areas, self.organisations = AreaFinder(by), OrganisationFinder(by)
        taken = ImportedRow.objects.taken_in(kind=KIND, root_id=by.root_id)
        self.taken_in = set(taken.values_list("key", flat=True))
        self.seen: dict[str, int] = {}
        self.usual_areas: dict[UUID, Area] = {}

    def plan(self, row: Row) -> Plan:
        key = key_of(row)
        if key in self.seen:
            words = _("Row %(number)s says the same.") % {"number": self.seen[key]}
            return Plan(row, problems=(Problem("reference" if row.get("reference") else "summary", words),))
        self.seen[key] = row.number
        problems: list[Problem] = []
        owner, other = self._sides(row, problems)
        area = None if owner is None or problems else self._area(row, owner, other, problems)
        if owner is None or area is None or problems:
            return Plan(row, problems=tuple(problems))
        status = ActionStatus(row.get("status") or ActionStatus.REQUESTED)
        if key in self.taken_in:
            return Plan(row, Outcome.KEEP, _("Taken in before"), key=key)
        if status in FINISHED:
            return Plan(row, Outcome.LEAVE_OUT, _("Finished in the old tracker, so it stays there"))
        draft = ActionItemDraft(
            summary=row.get("summary"),
            owner=owner,
            agreed_with=other,
            due_on=row.get("due_on"),
            details=row.get("details") or "",
            priority=row.get("priority") or Priority.NORMAL,
            sector=row.get("sector") or Sector.OTHER,
        )
        payload = _Payload(draft, area, status)
        return Plan(row, Outcome.ADD, words_of(payload), key=key, note=note_of(row), payload=payload)

    def apply(self, plan: Plan) -> Sequence[Model]:
        payload: _Payload = plan.payload
        return [take_in_action_item(payload.draft, area=payload.area, status=payload.status, by=self.by)]

    def _sides(self, row: Row, problems: list[Problem]) -> tuple[Organisation | None, Organisation | None]:
        owner = self._found(row, "owner", problems)
        other = self._found(row, "agreed_with", problems)
        if owner is None or problems:
            return None, None
        if other is None and owner.root_id != self.by.root_id:
            problems.append(Problem("agreed_with", _("Say with whom this was agreed: one of the two is your side.")))
        elif other is not None and other.root_id == owner.root_id:
            problems.append(Problem("agreed_with", _("Both are the same side. Leave this empty for an own task.")))
        elif other is not None and self.by.root_id not in {owner.root_id, other.root_id}:
            problems.append(Problem("agreed_with", _("One of the two is your side.")))
        return owner, other

    def _found(self, row: Row, name: str, problems: list[Problem]) -> Organisation | None:
        if not row.get(name):
            return None
        try:
            return self.organisations.find(row.get(name))
        except ValidationError as problem:
            problems.append(Problem(name, problem.messages[0]))
            return None

    def _area(self, row: Row, owner: Organisation, other: Organisation | None, problems: list[Problem]) -> Area | None:
        counterpart = other if other and owner.root_id == self.by.root_id else owner
        try:
            area = self.areas.find(row.get("area")) if row.get("area") else self._usual_area(counterpart)
        except ValidationError as problem:
            problems.append(Problem("area", problem.messages[0]))
            return None
        if self.by.area_paths and not any(is_within(area.path, path) for path in self.by.area_paths):
            problems.append(Problem("area", _("This lies outside your areas.")))
        return area

    def _usual_area(self, counterpart: Organisation) -> Area:
        if counterpart.pk not in self.usual_areas:
            self.usual_areas[counterpart.pk] = area_of_item(counterpart, self.by)
        return self.usual_areas[counterpart.pk]


def key_of(row: Row) -> str:
    """What makes a row the same row again: its old reference, else what it says."""
    if row.get("reference"):
        return plain(row.get("reference"))
    return plain(f"{row.get('owner')} {row.get('due_on')} {row.get('summary')}")[:200]


def words_of(payload: _Payload) -> str:
    if payload.draft.agreed_with is not None:
        return _("New request, only for your side until you share it")
    if payload.status == ActionStatus.REPORTED_DONE:
        return _("New own task, reported done")
    return _("New own task")


def note_of(row: Row) -> str:
    """What the tracker said and this record does not say in its own fields."""
    said = []
    if row.get("reference"):
        said.append(_("reference there: %(reference)s") % {"reference": row.get("reference")})
    if row.get("status"):
        said.append(_("status there: %(status)s") % {"status": ActionStatus(row.get("status")).label})
    return " · ".join(said)


OLD_TRACKER = ImportKind(
    name=KIND,
    label=gettext_lazy("An old action tracker"),
    description=gettext_lazy("What is still open comes in, for your side alone. A file binds nobody."),
    fields=FIELDS,
    rule=can_add_action_item,
    planner=TrackerPlanner,
)
