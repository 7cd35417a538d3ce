"""What was shared and circulated, frozen as the other sides read it, and how they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coordination.choices import EndorsementAnswer, EndorsementWay, MeetingKind, MinutesStatus
from coordination.domain.joint_records import joint_record, with_record
from coordination.models import Endorsement, Meeting, MeetingParty, Minutes, MinutesVersion
from foundation.access.choices import Sensitivity
from sample.world import World, write_dated

ANSWER_DAYS = 14


@dataclass(frozen=True)
class Said:
    """One side's answer: who gave it, in which way, and the words of a reservation or objection."""

    side: str
    by: str
    answer: EndorsementAnswer = EndorsementAnswer.ENDORSED
    way: EndorsementWay = EndorsementWay.SIGNED_IN
    text: str = ""
    for_post: str = ""
    entered_by: str = ""


MAYOR = Said("corma", "mayor")
DEPUTY = Said("corma", "deputy", way=EndorsementWay.DELEGATE, for_post="mayor")
SULTAN = Said("maldosa", "sultan", way=EndorsementWay.ON_BEHALF, entered_by="officer")
SULTAN_RESERVES = Said(
    "maldosa",
    "sultan",
    EndorsementAnswer.RESERVATION,
    EndorsementWay.ON_BEHALF,
    "لا توافق المحكمة على مرور الدوريات قرب المقبرة ليلا.",
    entered_by="officer",
)
CAPTAIN = Said("cnp", "captain", way=EndorsementWay.ONE_TIME_LINK)
CAPTAIN_RESERVES = Said(
    "cnp",
    "captain",
    EndorsementAnswer.RESERVATION,
    EndorsementWay.ONE_TIME_LINK,
    "Sous réserve du carburant pour les patrouilles.",
)
WOMEN = Said("women", "president")
WOMEN_OBJECT = Said(
    "women",
    "president",
    EndorsementAnswer.OBJECTED,
    text="Le procès-verbal oublie la demande des vendeuses sur l’éclairage.",
)

# By how many committees ago. The last one still waits: see the first story.
ANSWERS: list[list[Said]] = [
    [MAYOR, SULTAN_RESERVES],
    [MAYOR, SULTAN, CAPTAIN, WOMEN],
    [DEPUTY, SULTAN, CAPTAIN_RESERVES, WOMEN],
    [MAYOR, SULTAN, CAPTAIN, WOMEN_OBJECT],
]


def plan_minutes(world: World) -> None:
    """A version of each shared meeting; of the security committee also its minutes with the answers."""
    meetings = with_record(Meeting.objects.filter(sensitivity=Sensitivity.SHARED)).order_by("-day")
    versions, minutes, endorsements, committees = [], [], [], 0
    for meeting in meetings:
        is_forum = meeting.kind == MeetingKind.SECURITY_COMMITTEE
        version = frozen(world, meeting, is_forum=is_forum)
        versions.append(version)
        if is_forum:
            said = ANSWERS[committees] if committees < len(ANSWERS) else ANSWERS[1]
            answers = [answer_of(world, version, party, said) for party in meeting.parties.all()]
            endorsements += answers
            minutes.append(Minutes(meeting=meeting, status=status_of(answers)))
            committees += 1
    write_dated(versions, "issued_at")
    Minutes.objects.bulk_create(minutes)
    for one in minutes:
        world.remember("circulated", one, "officer", day_after(world, one.meeting), status="circulated", number=1)
    Endorsement.objects.bulk_create(endorsements)


def frozen(world: World, meeting: Meeting, *, is_forum: bool) -> MinutesVersion:
    joint = joint_record(meeting)
    issued_at = day_after(world, meeting)
    if not is_forum:
        world.remember("shared", meeting, "officer", issued_at, sensitivity=meeting.sensitivity)
    return MinutesVersion(
        meeting=meeting,
        number=1,
        content=joint.content,
        language=meeting.language,
        digest=joint.digest,
        asks_endorsement=is_forum,
        answer_by=world.clock.day((meeting.day - world.clock.today).days + ANSWER_DAYS) if is_forum else None,
        issued_by=meeting.logged_by,
        issued_at=issued_at,
    )


def day_after(world: World, meeting: Meeting) -> datetime:
    return world.clock.at((meeting.day - world.clock.today).days + 1, 10)


def answer_of(world: World, version: MinutesVersion, party: MeetingParty, said: list[Said]) -> Endorsement:
    side = party.organisation
    given = next((one for one in said if world.organisations[one.side].pk == side.pk), None)
    endorsement = Endorsement(version=version, organisation=side)
    if given is None:
        return endorsement
    endorsement.answer, endorsement.way, endorsement.text = given.answer, given.way, given.text
    endorsement.by_name = world.cast.people[given.by].full_name
    endorsement.by_user = world.cast.users.get(given.entered_by or given.by)
    endorsement.for_post = world.cast.posts[given.for_post] if given.for_post else None
    endorsement.answered_at = world.clock.at((version.meeting.day - world.clock.today).days + 4, 11)
    return endorsement


def status_of(answers: list[Endorsement]) -> MinutesStatus:
    given = {one.answer for one in answers}
    if EndorsementAnswer.WAITING in given:
        return MinutesStatus.CIRCULATED
    if EndorsementAnswer.OBJECTED in given:
        return MinutesStatus.CONTESTED
    if EndorsementAnswer.RESERVATION in given:
        return MinutesStatus.AGREED_WITH_RESERVATIONS
    return MinutesStatus.AGREED
