"""Meetings, deed by deed as `coordination.domain` does them: planned, logged, held, shared, circulated, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coordination.choices import (
    MINUTES_MOVES,
    EndorsementAnswer,
    EndorsementWay,
    MeetingStatus,
    MinutesStatus,
)
from coordination.domain.endorsements import VERBS
from coordination.domain.signing_links import VALID, token_of
from coordination.models import (
    Attendance,
    Endorsement,
    Meeting,
    MeetingAssignment,
    MeetingNote,
    MeetingParty,
    Minutes,
    MinutesVersion,
    SigningLink,
    Topic,
)
from foundation.access.choices import Sensitivity
from foundation.accounts.models import hash_of
from foundation.files.models import StoredFile
from foundation.people.models import Organisation
from sample.clock import ZONE
from sample.records import Deed, PlannedItem, PlannedMeeting
from sample.rows.copying import write_rows
from sample.rows.files import stored
from sample.rows.house import Doer, House
from sample.rows.items import Items
from sample.rows.joint import joint_record_of

PAPER = "signed-sheet"
A, W = EndorsementAnswer, EndorsementWay


@dataclass
class Record:
    """One meeting with all that hangs on it."""

    planned: PlannedMeeting
    meeting: Meeting
    parties: list[MeetingParty] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    notes: dict[Any, MeetingNote] = field(default_factory=dict)
    items: list[Any] = field(default_factory=list)
    versions: list[MinutesVersion] = field(default_factory=list)
    minutes: Minutes | None = None
    endorsements: dict[str, Endorsement] = field(default_factory=dict)


@dataclass
class Meetings:
    house: House
    items: Items
    left: dict[str, list[PlannedItem]]
    rows: dict[str, Record] = field(default_factory=dict)
    endorsements: list[Endorsement] = field(default_factory=list)
    links: list[SigningLink] = field(default_factory=list)
    stored: list[StoredFile] = field(default_factory=list)
    assignments: list[MeetingAssignment] = field(default_factory=list)

    def act(self, planned: PlannedMeeting, deed: Deed) -> None:
        if deed.verb in {"log", "plan"}:
            self.begin(planned, deed)
        else:
            by = self.house.doer(deed) if deed.by else self.guest(deed)
            DEEDS[deed.verb](self, self.rows[planned.key], deed, by)

    def guest(self, deed: Deed) -> Doer:
        return Doer(None, deed.name, self.house.organisations[deed.side].root_id, via="link")

    # planned, logged, held, cancelled, edited

    def begin(self, planned: PlannedMeeting, deed: Deed) -> None:
        house = self.house
        by = house.doer(deed)
        is_held = deed.verb == "log"
        meeting = Meeting(
            id=house.ids.at(deed.at),
            title=planned.title,
            kind=planned.kind,
            status=MeetingStatus.HELD if is_held else MeetingStatus.PLANNED,
            area=house.areas[planned.area],
            place=planned.place,
            day=planned.day,
            starts_at=datetime.combine(planned.day, planned.hour, ZoneInfo(ZONE)).astimezone(UTC),
            zone=ZONE,
            language=planned.language,
            held_by=house.organisations["unac"],
            component=by.organisation,
            logged_by=by.user,
            logged_at=deed.at,
        )
        if planned.assigned:
            meeting.sensitivity = Sensitivity.RESTRICTED
            self.assignments += [MeetingAssignment(meeting=meeting, user=house.users[key]) for key in planned.assigned]
        record = self.rows[planned.key] = Record(planned, meeting)
        self.name_parties(record, [house.organisations[key] for key in planned.parties])
        verb = "planned"
        if is_held:
            self.fill(record, deed, by)
            verb = "logged"
        house.record(verb, meeting, by, deed.at, status=meeting.status, kind=meeting.kind, day=meeting.day)

    def hold(self, record: Record, deed: Deed, by: Doer) -> None:
        record.meeting.revision += 1
        record.meeting.status = MeetingStatus.HELD
        self.fill(record, deed, by)
        self.house.record("held", record.meeting, by, deed.at, status=record.meeting.status)

    def cancel(self, record: Record, deed: Deed, by: Doer) -> None:
        record.meeting.revision += 1
        record.meeting.status, record.meeting.cancel_reason = MeetingStatus.CANCELLED, deed.text
        self.house.record("cancelled", record.meeting, by, deed.at, status=record.meeting.status)

    def edit(self, record: Record, deed: Deed, by: Doer) -> None:
        """The joint note is put right; everything else is sent again as it was."""
        record.meeting.revision += 1
        self.write_note(record, None, deed.text, deed)
        self.house.record("edited", record.meeting, by, deed.at)

    def write_side_note(self, record: Record, deed: Deed, by: Doer) -> None:
        self.write_note(record, by.root_id, deed.text, deed)
        self.house.record("wrote_side_note", record.meeting, by, deed.at)

    def fill(self, record: Record, deed: Deed, by: Doer) -> None:
        """What came of the meeting: who was there, topics, notes, and the items it left."""
        house, planned, meeting = self.house, record.planned, record.meeting
        left = self.left.get(planned.key, [])
        sides = [house.organisations[one.organisation] for one in planned.attendances]
        bound = [house.organisations[key] for item in left for key in (item.owner, item.agreed_with) if key]
        self.name_parties(record, [*sides, *bound])
        for one in planned.attendances:
            record.attendances.append(
                Attendance(
                    meeting=meeting,
                    organisation=house.organisations[one.organisation],
                    person=house.people.get(one.person),
                    post=house.posts.get(one.post),
                    presence=one.presence,
                    represented_by=one.represented_by,
                )
            )
        for number, topic in enumerate(planned.topics, start=1):
            record.topics.append(
                Topic(
                    id=house.ids.at(deed.at),
                    meeting=meeting,
                    number=number,
                    title=topic.title,
                    text=topic.text,
                    outcome=topic.outcome,
                    held_by_id=by.root_id if topic.is_own else None,
                )
            )
        self.write_note(record, None, planned.joint_note, deed)
        self.write_note(record, by.root_id, planned.own_note, deed)
        record.items = [self.items.add(item, meeting) for item in left]

    def name_parties(self, record: Record, sides: list[Organisation]) -> None:
        known = {party.organisation_id for party in record.parties}
        for side in sides:
            if side.root_id != record.meeting.held_by_id and side.pk not in known:
                known.add(side.pk)
                record.parties.append(MeetingParty(meeting=record.meeting, organisation=side, root_id=side.root_id))

    def write_note(self, record: Record, held_by_id: Any, text: str, deed: Deed) -> None:
        if not text:
            return
        note = record.notes.get(held_by_id)
        if note is None:
            note = record.notes[held_by_id] = MeetingNote(
                id=self.house.ids.at(deed.at), meeting=record.meeting, held_by_id=held_by_id
            )
        note.text = text

    # shared and circulated

    def share(self, record: Record, deed: Deed, by: Doer) -> None:
        version = self.issue(record, deed, by)
        meeting = record.meeting
        self.house.record("shared", meeting, by, deed.at, sensitivity=meeting.sensitivity)
        for party in record.parties:
            users = self.house.recipients(party.organisation, verb="see_shared", on=deed.at.date())
            self.house.tell(users, "meeting_shared", meeting, by, deed.at, f"v{version.number}")

    def circulate(self, record: Record, deed: Deed, by: Doer) -> None:
        house, meeting = self.house, record.meeting
        if record.minutes is None:
            record.minutes = Minutes(id=house.ids.at(deed.at), meeting=meeting)
        version = self.issue(record, deed, by)
        for old in record.endorsements.values():
            self.take_back_links(old, deed)
        record.endorsements = {}
        for party in record.parties:
            endorsement = Endorsement(id=house.ids.at(deed.at), version=version, organisation=party.organisation)
            record.endorsements[party.organisation_id.hex] = endorsement
            self.endorsements.append(endorsement)
        self.move(record.minutes, MinutesStatus.CIRCULATED)
        house.record("circulated", record.minutes, by, deed.at, status=record.minutes.status, number=version.number)
        for party in record.parties:
            users = house.recipients(party.organisation, verb="endorse_minutes", on=deed.at.date())
            house.tell(users, "minutes_circulated", version, by, deed.at)

    def issue(self, record: Record, deed: Deed, by: Doer) -> MinutesVersion:
        """Freeze the joint record by the domain's own hand and open it, with its items, to the parties."""
        meeting = record.meeting
        joint = joint_record_of(record, self.house)
        meeting.revision += 1
        meeting.sensitivity = Sensitivity.SHARED
        self.items.share_with(record.items, deed, by)
        version = MinutesVersion(
            id=self.house.ids.at(deed.at),
            meeting=meeting,
            number=len(record.versions) + 1,
            content=joint.content,
            language=meeting.language,
            digest=joint.digest,
            asks_endorsement=deed.verb == "circulate",
            answer_by=deed.due_on,
            issued_by=by.user,
            issued_at=deed.at,
        )
        record.versions.append(version)
        return version

    # answered

    def answer_signed_in(self, record: Record, deed: Deed, by: Doer) -> None:
        way = W.DELEGATE if by.for_post else W.SIGNED_IN
        self.answer(record, deed, by, way, by.name)

    def endorse_on_behalf(self, record: Record, deed: Deed, by: Doer) -> None:
        paper = stored(self.house, PAPER, by, deed.at)
        self.stored.append(paper)
        self.endorsement(record, deed).paper = paper
        self.answer(record, deed, by, W.ON_BEHALF, deed.name)

    def issue_signing_link(self, record: Record, deed: Deed, by: Doer) -> None:
        link = SigningLink(
            id=self.house.ids.at(deed.at),
            endorsement=self.endorsement(record, deed),
            signer_name=deed.name,
            issued_by=by.user,
            issued_at=deed.at,
            expires_at=deed.at + VALID,
        )
        link.token_hash = hash_of(token_of(link))
        self.links.append(link)
        self.house.record("issued_signing_link", link, by, deed.at, expires_at=link.expires_at)

    def answer_by_link(self, record: Record, deed: Deed, by: Doer) -> None:
        endorsement = self.endorsement(record, deed)
        link = next(one for one in self.links if one.endorsement is endorsement and not one.revoked_at)
        link.used_at = deed.at
        self.answer(record, deed, by, W.ONE_TIME_LINK, deed.name)

    def answer(self, record: Record, deed: Deed, by: Doer, way: EndorsementWay, name: str) -> None:
        house, endorsement = self.house, self.endorsement(record, deed)
        answer = A(deed.answer)
        endorsement.revision += 1
        endorsement.answer, endorsement.way, endorsement.text, endorsement.by_name = answer, way, deed.text, name
        endorsement.by_user, endorsement.answered_at = by.user, deed.at
        endorsement.for_post = by.for_post if way == W.DELEGATE else None
        house.record(VERBS[answer], endorsement, by, deed.at, answer=answer, way=way)
        self.settle(record, deed, by)
        meeting = record.meeting
        users = house.recipients(
            meeting.held_by, verb="circulate_minutes", on=deed.at.date(), area_path=meeting.area.path
        )
        house.tell(users, "minutes_answered", endorsement, by, deed.at)

    def settle(self, record: Record, deed: Deed, by: Doer) -> None:
        answers = {one.answer for one in record.endorsements.values()}
        minutes = record.minutes
        if A.WAITING in answers or minutes is None:
            return
        status = MinutesStatus.AGREED
        if A.OBJECTED in answers:
            status = MinutesStatus.CONTESTED
        elif A.RESERVATION in answers:
            status = MinutesStatus.AGREED_WITH_RESERVATIONS
        self.move(minutes, status)
        self.house.record(status.value, minutes, by, deed.at, status=minutes.status, number=record.versions[-1].number)

    def endorsement(self, record: Record, deed: Deed) -> Endorsement:
        return record.endorsements[self.house.organisations[deed.side].pk.hex]

    def take_back_links(self, endorsement: Endorsement, deed: Deed) -> None:
        for link in self.links:
            if link.endorsement is endorsement and not link.used_at and not link.revoked_at:
                link.revoked_at = deed.at

    @staticmethod
    def move(minutes: Minutes, to: MinutesStatus) -> None:
        if to not in MINUTES_MOVES[MinutesStatus(minutes.status)]:
            raise ValueError(f"Minutes that are {minutes.status} do not become {to}.")
        minutes.status = to
        minutes.revision += 1

    def write(self) -> None:
        """What items hang on; the items themselves are written after it."""
        records = self.rows.values()
        write_rows([one.meeting for one in records])
        write_rows(party for one in records for party in one.parties)
        write_rows(self.assignments)
        write_rows(row for one in records for row in one.attendances)
        write_rows(topic for one in records for topic in one.topics)
        write_rows(note for one in records for note in one.notes.values())
        write_rows(self.stored)
        write_rows([version for one in records for version in one.versions])
        write_rows(one.minutes for one in records if one.minutes)
        write_rows(self.endorsements)
        write_rows(self.links)


DEEDS: dict[str, Callable[[Meetings, Record, Deed, Doer], None]] = {
    "hold": Meetings.hold,
    "cancel": Meetings.cancel,
    "edit": Meetings.edit,
    "share": Meetings.share,
    "circulate": Meetings.circulate,
    "write_side_note": Meetings.write_side_note,
    "endorse": Meetings.answer_signed_in,
    "endorse_with_reservation": Meetings.answer_signed_in,
    "object": Meetings.answer_signed_in,
    "endorse_on_behalf": Meetings.endorse_on_behalf,
    "issue_signing_link": Meetings.issue_signing_link,
    "answer_by_link": Meetings.answer_by_link,
}
