"""What the other side may read of a meeting, and nothing else: the one place that decides it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject

from coordination.models import (
    ActionItem,
    Attendance,
    Meeting,
    MeetingFile,
    MeetingNote,
    MeetingParty,
    Topic,
)
from foundation.access.statements import Statement, plain_names, record_from
from foundation.people.models import Membership, Organisation

Names = dict[str, str]
TOPIC_FIELDS = ("id", "number", "title", "text", "outcome", "held_by_id")


@dataclass(frozen=True)
class JointAttendance:
    """`name` is empty for the side that keeps the record: its people appear by office, `count` of them."""

    name: str
    office: Names
    organisation: Names
    presence: str
    represented_by: str
    count: int


@dataclass(frozen=True)
class JointTopic:
    id: str
    number: int
    title: str
    text: str
    outcome: str


@dataclass(frozen=True)
class JointItem:
    id: str
    reference: str
    summary: str
    details: str
    owner: Names
    agreed_with: Names
    due_on: str
    due_is_approximate: bool


@dataclass(frozen=True)
class JointFile:
    id: str
    name: str
    size: int


@dataclass(frozen=True)
class JointRecord:
    """Plain values only, so that it is the same as JSON. Names stand in the languages they have; days are ISO."""

    title: str
    kind: str
    status: str
    area: Names
    place: str
    day: str
    starts_at: str
    zone: str
    language: str
    held_by: Names
    parties: tuple[Names, ...]
    attendances: tuple[JointAttendance, ...]
    topics: tuple[JointTopic, ...]
    note: str
    items: tuple[JointItem, ...]
    files: tuple[JointFile, ...]

    @property
    def content(self) -> dict[str, Any]:
        rows = {
            name: [vars(row) for row in getattr(self, name)] for name in ("attendances", "topics", "items", "files")
        }
        return vars(self) | rows | {"parties": list(self.parties)}

    @property
    def digest(self) -> str:
        return digest_of(self.content)


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def with_record(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """These meetings with all that `joint_record` reads, so that it asks nothing more."""
    return with_words(meetings).prefetch_related(
        Prefetch("parties", _parties()), Prefetch("attendances", _attended()), Prefetch("action_items", _agreed())
    )


def with_words(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With what stands in the joint record beside its parties, people and items."""
    files = MeetingFile.objects.filter(meeting_id=OuterRef("pk"), held_by=None).order_by("pk")
    file = JSONObject(id="pk", name="file__name", size="file__size")
    topics = Topic.objects.filter(meeting_id=OuterRef("pk")).order_by("number")
    topic = JSONObject(**{name: name for name in TOPIC_FIELDS})
    joint_note = MeetingNote.objects.filter(meeting_id=OuterRef("pk"), held_by=None).values("text")
    return meetings.select_related("area", "held_by", "component", "minutes").annotate(
        joint_note=Subquery(joint_note[:1]),
        joint_files=ArraySubquery(files.values(found=file)),
        topic_rows=ArraySubquery(topics.values(found=topic)),
    )


def _parties() -> QuerySet[MeetingParty]:
    return MeetingParty.objects.select_related("organisation").order_by("pk")


def _attended() -> QuerySet[Attendance]:
    holders_staff = Membership.objects.filter(
        person_id=OuterRef("person_id"), organisation__root_id=OuterRef("meeting__held_by_id")
    )
    people = Attendance.objects.select_related("person", "post", "organisation")
    return people.annotate(is_holders_staff=Exists(holders_staff))


def _agreed() -> QuerySet[ActionItem]:
    return ActionItem.objects.select_related("owner", "agreed_with").order_by("reference")


def whole(pk: UUID) -> QuerySet[Meeting]:
    """One meeting for `with_rows`, whoever reads it."""
    parties = MeetingParty.objects.filter(meeting_id=OuterRef("pk")).order_by("pk")
    fields = plain_names(Organisation)
    row = JSONObject(
        party=JSONObject(**{name: name for name in plain_names(MeetingParty)}),
        organisation=JSONObject(**{name: f"organisation__{name}" for name in fields}),
    )
    return with_words(Meeting.objects.filter(pk=pk)).annotate(party_rows=ArraySubquery(parties.values(found=row)))


WHOLE = Statement(whole)
ROWS: dict[str, Statement[Any]] = {
    "attendances": Statement(lambda pk: _attended().filter(meeting_id=pk)),
    "action_items": Statement(lambda pk: _agreed().filter(meeting_id=pk)),
}


def joint_record(meeting: Meeting) -> JointRecord:
    """The joint record as it stands now. Own notes, own topics, own files and own tasks are no part of it."""
    rows = loaded(meeting)
    return JointRecord(
        title=meeting.title,
        kind=meeting.kind,
        status=meeting.status,
        area=rows.area.names,
        place=meeting.place,
        day=meeting.day.isoformat(),
        starts_at=meeting.starts_at.isoformat() if meeting.starts_at else "",
        zone=meeting.zone,
        language=meeting.language,
        held_by=rows.held_by.names,
        parties=tuple(side.names for side in sides_that_read(rows)),
        attendances=tuple(_attendances(rows)),
        topics=tuple(_topics(topics_of(rows))),
        note=rows.joint_note or "",
        items=tuple(_items(rows.action_items.all())),
        files=tuple(JointFile(one["id"], one["name"], one["size"]) for one in rows.joint_files),
    )


def loaded(meeting: Meeting) -> Any:
    """The meeting as `with_record` fetches it; itself when it was fetched so."""
    return meeting if hasattr(meeting, "joint_note") else with_rows(WHOLE.ask(meeting.pk)[0])


def with_rows(meeting: Any) -> Meeting:
    """A meeting from `whole`, with its parties, people and items: two statements."""
    found = {name: statement.ask(meeting.pk) for name, statement in ROWS.items()}
    meeting._prefetched_objects_cache = {}
    for name, records in {**found, "parties": [_party(row) for row in meeting.party_rows]}.items():
        rows = getattr(meeting, name).all()
        rows._result_cache, rows._prefetch_done = records, True
        meeting._prefetched_objects_cache[name] = rows
    return meeting


def _party(row: dict[str, dict[str, Any]]) -> MeetingParty:
    party = record_from(MeetingParty, row["party"])
    party.organisation = record_from(Organisation, row["organisation"])
    return party


def topics_of(meeting: Any) -> list[Topic]:
    """The topics of a meeting fetched by `with_record`, by number."""
    return [Topic(meeting_id=meeting.pk, **row) for row in meeting.topic_rows]


def sides_that_read(meeting: Meeting) -> list[Organisation]:
    """To whom sharing opens the record: the parties, and whom its items bind."""
    sides = {party.organisation_id: party.organisation for party in meeting.parties.all()}
    for item in meeting.action_items.all():
        if item.agreed_with is not None:
            for one in (item.owner, item.agreed_with):
                if one.root_id != meeting.held_by_id:
                    sides.setdefault(one.pk, one)
    return list(sides.values())


def _attendances(meeting: Any) -> Iterable[JointAttendance]:
    """The keeper's own people by office only. A name that nobody vouches for by an organisation stays inside too."""
    offices: Counter[str] = Counter()
    for one in meeting.attendances.all():
        organisation, post = one.organisation, one.post
        is_holders = one.is_holders_staff or (organisation is not None and organisation.root_id == meeting.held_by_id)
        if is_holders or organisation is None:
            names = organisation.names if organisation else meeting.component.names if is_holders else {}
            shown = JointAttendance("", post.titles if post and is_holders else {}, names, one.presence, "", 1)
            offices[json.dumps(asdict(shown), sort_keys=True)] += 1
            continue
        name = one.person.full_name if one.person else one.name
        office = post.titles if post else {}
        yield JointAttendance(name, office, organisation.names, one.presence, one.represented_by, 1)
    for office_json, count in offices.items():
        yield JointAttendance(**(json.loads(office_json) | {"count": count}))


def _topics(topics: Iterable[Topic]) -> Iterable[JointTopic]:
    """Numbered anew: a gap would tell that something is kept back."""
    joint = [topic for topic in topics if topic.held_by_id is None]
    for number, topic in enumerate(joint, start=1):
        yield JointTopic(str(topic.pk), number, topic.title, topic.text, topic.outcome)


def _items(items: Iterable[ActionItem]) -> Iterable[JointItem]:
    for item in items:
        if item.agreed_with is not None:
            yield JointItem(
                id=str(item.pk),
                reference=item.reference,
                summary=item.summary,
                details=item.details,
                owner=item.owner.names,
                agreed_with=item.agreed_with.names,
                due_on=item.due_on.isoformat(),
                due_is_approximate=item.due_is_approximate,
            )
