"""What becomes of a meeting's record: shared or circulated, and what each side answers, in which way."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from coordination.choices import EndorsementAnswer
from sample.clock import Clock
from sample.organisations import BY_KEY
from sample.records import Deed, PlannedMeeting
from sample.staff import Staff
from sample.words import phrase

ANSWER_DAYS = 14
A = EndorsementAnswer
ANSWERS = {A.ENDORSED: 78, A.RESERVATION: 16, A.OBJECTED: 6}
SIGNED_IN = {A.ENDORSED: "endorse", A.RESERVATION: "endorse_with_reservation", A.OBJECTED: "object"}


def sharing(meeting: PlannedMeeting, clock: Clock, staff: Staff, chance: Random) -> list[Deed]:
    """Shared some days later; now and then corrected and shared again, or noted upon by the other side."""
    written = meeting.deeds[-1].at
    at = moment(clock, written + timedelta(days=chance.randint(1, 3)), chance)
    deeds = [Deed("share", at, meeting.officer, language=meeting.language)]
    if chance.random() < 0.05:
        later = moment(clock, at + timedelta(days=chance.randint(1, 4)), chance)
        note = phrase(chance, meeting.language, "joint_note")
        deeds.append(Deed("edit", later, meeting.officer, note, meeting.language))
        deeds.append(Deed("share", later + timedelta(minutes=4), meeting.officer, language=meeting.language))
    if chance.random() < 0.12:
        noted = moment(clock, deeds[-1].at + timedelta(days=chance.randint(1, 3)), chance)
        speaker = staff.speaker(meeting.parties[0], noted.date())
        if speaker and staff.people[speaker].role == "local_official":
            text = phrase(chance, meeting.language, "side_note")
            deeds.append(Deed("write_side_note", noted, speaker, text, meeting.language))
    return deeds


def circulation(meeting: PlannedMeeting, clock: Clock, staff: Staff, chance: Random) -> list[Deed]:
    """Circulated and answered by all sides; after an objection corrected, circulated again and endorsed."""
    written = meeting.deeds[-1].at
    at = moment(clock, written + timedelta(days=chance.randint(1, 3)), chance)
    deeds, answers = _round(meeting, at, clock, staff, chance, ANSWERS)
    if A.OBJECTED in answers and chance.random() < 0.7:
        again = moment(clock, max(deed.at for deed in deeds) + timedelta(days=chance.randint(2, 5)), chance)
        note = phrase(chance, meeting.language, "joint_note")
        deeds.append(Deed("edit", again, meeting.officer, note, meeting.language))
        more, _answers = _round(meeting, again + timedelta(minutes=6), clock, staff, chance, {A.ENDORSED: 1})
        deeds += more
    return sorted(deeds, key=lambda deed: deed.at)


def _round(
    meeting: PlannedMeeting, at: datetime, clock: Clock, staff: Staff, chance: Random, weights: dict[A, int]
) -> tuple[list[Deed], set[A]]:
    due = at.date() + timedelta(days=ANSWER_DAYS)
    deeds = [Deed("circulate", at, meeting.officer, language=meeting.language, due_on=due)]
    given = set()
    for party in meeting.parties:
        answer = chance.choices(list(weights), list(weights.values()))[0]
        if chance.random() < 0.03:
            continue
        given.add(answer)
        deeds += _answer(meeting, party, answer, at, clock, staff, chance)
    return deeds, given


def _answer(
    meeting: PlannedMeeting, party: str, answer: A, after: datetime, clock: Clock, staff: Staff, chance: Random
) -> list[Deed]:
    """By who speaks for the side where it signs in; else on paper through the officer, or by a one-time link."""
    at = moment(clock, after + timedelta(days=chance.randint(1, 9)), chance)
    kinds = {A.RESERVATION: "reservation", A.OBJECTED: "objection"}
    text = phrase(chance, meeting.language, kinds[answer]) if answer in kinds else ""
    day = at.date()
    signer = staff.people[staff.head(party, day)].name
    speaker, delegate = staff.speaker(party, day), staff.delegate(party, day)
    if delegate and chance.random() < 0.35:
        speaker = delegate
    on_paper = BY_KEY[party].kind == "customary_authority" and chance.random() < 0.8
    if speaker and not on_paper:
        return [Deed(SIGNED_IN[answer], at, speaker, text, meeting.language, side=party, answer=answer.value)]
    if on_paper or chance.random() < 0.3:
        return [
            Deed("endorse_on_behalf", at, meeting.officer, text, meeting.language, side=party, answer=answer.value,
                 name=signer)
        ]  # fmt: skip
    issued = moment(clock, after + timedelta(hours=2), chance)
    issue = Deed("issue_signing_link", min(issued, at - timedelta(hours=1)), meeting.officer, side=party, name=signer)
    reply = Deed("answer_by_link", at, "", text, meeting.language, side=party, answer=answer.value, name=signer)
    return [issue, reply]


def moment(clock: Clock, at: datetime, chance: Random) -> datetime:
    """Some time of the working day on which `at` falls, but not before it."""
    return max(clock.at(at.date(), chance.randint(8, 16), chance.randrange(60)), at + timedelta(minutes=1))
